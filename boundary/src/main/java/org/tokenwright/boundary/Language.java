package org.tokenwright.boundary;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the orthography of a language tells of the ends of sentences, without any model, and abbreviations that every text in it
 * may have. See {@link SentenceDetector#withLanguage}.
 */
public enum Language {
    /** English. */
    ENGLISH(
            "adj adm al approx apr assn aug ave bldg blvd bros ca capt cf ch cmdr co col corp cpl dec dept dist dr ed eds"
                    + " e.g eg esp esq est et.al etc feb fig figs fr ft gen gov hon hr hrs i.e ie inc jan jr jul jun lt ltd maj mar"
                    + " messrs mfg min misc mr mrs ms mt no nos nov oct op p para paras ph.d pp pres prof rep rev sec sen sens sept sgt sr"
                    + " st supt tel univ u.k u.n u.s v viz vol vols vs"),
    /** German, which writes ordinal numbers with a period. */
    GERMAN(
            "a.a.o abb abs abt allg anm art aufl az bd bde bes betr bez bspw bzgl bzw ca co d.h dez dgl dipl dipl.-ing dr dt ebd"
                    + " einschl engl etc ev evtl feb fr franz frl geb gem gen ggf gr griech hg hl hr hrsg i.a i.d.r inkl insb int jan"
                    + " jh jhd kap kath lat lfd lt max min mind mio mrd mwst n.chr nov nr o.\u00e4 o.g okt orig phil pkt prof red"
                    + " s.o s.u sept sog sr st stellv std str tel u.a u.\u00e4 u.u u.v.a usf usw v.a v.chr verf vgl vorm z.b z.t"
                    + " z.zt zzgl ziff"),
    /** French. */
    FRENCH(
            "al art av bd cf chap col coll dr \u00e9d env etc ex fasc fig hab ibid id inf l.d m mgr mm n.b not op p.ex par pp pr"
                    + " prof p.s r\u00e9f s.a sq st ste suiv sup t t\u00e9l trad v vol"),
    /** Spanish. */
    SPANISH(
            "a.c admin adm afmo art arts atte av avda c.p cap cf cfr cap\u00edt c\u00eda cta d.c depto d\u00f1a do dr dra dres ed"
                    + " ee.uu ej etc exc excmo fdo fig gral ilmo ing izq lic ltda m\u00e1x m\u00edn n.\u00ba n\u00fam p\u00e1g"
                    + " p\u00e1gs p.ej pbro pdo ppal prof profa prov pza ref rte s.a sr sra sras sres srta sta sto tel teni"
                    + " ud uds vd vds vol"),
    /** Italian. */
    ITALIAN(
            "a.c all arch art artt avv ca cap cfr cit co col comm d.c d.l d.lgs d.p.r dott dr dr.ssa ecc ed es fig gen geom giur"
                    + " ibid ing int l n nn on op p par pag pagg p.es pp prof prof.ssa rag rif s.p.a s.r.l sen seg segg sig sigg"
                    + " sig.ra sig.na spett ss tel v vd vol"),
    /** Portuguese. */
    PORTUGUESE(
            "a.c adv al art arts av cap cf cia col d d.c dep dr dra dras drs ed ee.uu eng etc ex exa exmo fig gen gov h hab"
                    + " ilmo inc km ltda m\u00e1x m\u00edn n no obs p p\u00e1g p\u00e1gs p.ex pe pg pp pref prof profa prov ref"
                    + " rev s s.a sr sra sras srs srta sta sto tel v vol"),
    /** Russian. */
    RUSSIAN("\u0430\u0431\u0437 \u0430\u043a\u0430\u0434 \u0432 \u0432\u0432 \u0433 \u0433\u0433 \u0433\u043b"
            + " \u0433\u0440 \u0434 \u0434\u043e\u043b\u043b \u0434\u043e\u0446 \u0434\u0440 \u0438\u043c"
            + " \u0438\u043d\u0436 \u0438 \u043a \u043a\u0430\u043d\u0434 \u043a\u0432 \u043a\u043e\u043f"
            + " \u043a\u0443\u0431 \u043c\u0438\u043d \u043c\u043b\u043d \u043c\u043b\u0440\u0434 \u043d.\u044d"
            + " \u043e\u0431\u043b \u043e\u0437 \u043e \u043f \u043f\u0433\u0442 \u043f\u0435\u0440"
            + " \u043f\u043b \u043f\u043e\u0441 \u043f\u0440 \u043f\u0440\u043e\u0444 \u0440 \u0440\u0438\u0441"
            + " \u0440\u0443\u0431 \u0441 \u0441\u0432 \u0441\u0435\u043a \u0441\u043c \u0441\u0440"
            + " \u0441\u0442 \u0441\u0442\u0440 \u0442 \u0442\u0430\u0431\u043b \u0442.\u0434 \u0442.\u0435"
            + " \u0442.\u043a \u0442.\u043d \u0442.\u043f \u0442\u0435\u043b \u0442\u044b\u0441 \u0443\u043b"
            + " \u0447 \u044d\u043a\u0437"),
    /** Chinese, whose sentences have no space between. */
    CHINESE(""),
    /** Japanese, whose sentences have no space between. */
    JAPANESE("");

    private static final Pattern SPACE = Pattern.compile(" ");

    private final String abbreviations;

    Language(String abbreviations) {
        this.abbreviations = abbreviations;
    }

    /**
     * {@return abbreviations, in lower case and without their final period}
     */
    public List<String> abbreviations() {
        return SPACE.splitAsStream(abbreviations)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean continuesInLowerCase() {
        return this != ENGLISH && this != FRENCH;
    }

    boolean hasOrdinals() {
        return this == GERMAN;
    }
}
