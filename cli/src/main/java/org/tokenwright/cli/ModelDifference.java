package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.Vocabulary;

/**
 * In what two models differ.
 *
 * @param a a model
 * @param b another
 * @param shared number of tokens that both have
 * @param sameId number of tokens that both have with the same id
 * @param sameBeginning number of ids, from 0, up to which both have the same tokens
 * @param onlyInA ids of the tokens that b has not, rising
 * @param onlyInB ids of the tokens that a has not, rising
 * @param settings what differs in how they were made and how they encode
 */
record ModelDifference(
        BpeModel a,
        BpeModel b,
        int shared,
        int sameId,
        int sameBeginning,
        List<Integer> onlyInA,
        List<Integer> onlyInB,
        List<Setting> settings) {

    /** Something that is not the same in both. */
    record Setting(String name, String inA, String inB) {}

    static ModelDifference of(BpeModel a, BpeModel b) {
        List<Integer> onlyInA = missing(a.vocabulary(), b.vocabulary());
        List<Integer> onlyInB = missing(b.vocabulary(), a.vocabulary());
        int sameId = 0;
        int sameBeginning = 0;
        for (int id = 0; id < a.vocabulary().idBound(); id++) {
            if (isSame(a.vocabulary(), b.vocabulary(), id)) {
                sameId += a.vocabulary().contains(id) ? 1 : 0;
                sameBeginning += sameBeginning == id ? 1 : 0;
            }
        }
        return new ModelDifference(
                a, b, a.vocabulary().size() - onlyInA.size(), sameId, sameBeginning, onlyInA, onlyInB, settings(a, b));
    }

    private static List<Integer> missing(Vocabulary here, Vocabulary there) {
        List<Integer> missing = new ArrayList<>();
        for (int id = 0; id < here.idBound(); id++) {
            if (here.contains(id) && there.idOf(here.bytes(id)) == Vocabulary.NO_ID) {
                missing.add(id);
            }
        }
        return missing;
    }

    private static boolean isSame(Vocabulary a, Vocabulary b, int id) {
        if (!a.contains(id)) {
            return !b.contains(id);
        }
        return b.idOf(a.bytes(id)) == id;
    }

    private static List<Setting> settings(BpeModel a, BpeModel b) {
        List<Setting> settings = new ArrayList<>();
        add(settings, "pretokenizer", a.pretokenizer().name(), b.pretokenizer().name());
        add(settings, "alphabet", ModelReport.alphabet(a), ModelReport.alphabet(b));
        add(
                settings,
                "normalization",
                a.normalization().label(),
                b.normalization().label());
        add(settings, "merge rule", a.mergeRule().label(), b.mergeRule().label());
        add(settings, "supermerges", supermerges(a), supermerges(b));
        add(settings, "deletions", "" + a.deletions().size(), "" + b.deletions().size());
        add(
                settings,
                "special tokens",
                "" + a.specialTokens().ids(),
                "" + b.specialTokens().ids());
        Map<String, String> ofA = a.settings();
        Map<String, String> ofB = b.settings();
        TreeSet<String> names = new TreeSet<>(ofA.keySet());
        names.addAll(ofB.keySet());
        for (String name : names) {
            add(settings, "trained: " + name, ofA.getOrDefault(name, "-"), ofB.getOrDefault(name, "-"));
        }
        return settings;
    }

    private static String supermerges(BpeModel model) {
        return "" + (model.supermerges() == null ? 0 : model.supermerges().size());
    }

    private static void add(List<Setting> settings, String name, String inA, String inB) {
        if (!inA.equals(inB)) {
            settings.add(new Setting(name, inA, inB));
        }
    }
}
