package org.tokenwright.benchmarks;

import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;
import org.tokenwright.boundary.SentenceDetector;

/** Finds the ends of sentences, by one library or another. For one thread. */
interface SentenceFinder {
    /** {@return offsets behind sentences, or in the white space behind them, in UTF-16 units, ascending} */
    int[] ends(String text);

    /** {@return the number of sentences of a text in UTF-8; most libraries need it as a string} */
    default int count(byte[] utf8) {
        return ends(new String(utf8, StandardCharsets.UTF_8)).length;
    }

    /** {@return what a detector of ours finds} */
    static SentenceFinder of(SentenceDetector detector) {
        return new SentenceFinder() {
            @Override
            public int[] ends(String text) {
                return detector.detect(text).trimmed().ends();
            }

            @Override
            public int count(byte[] utf8) {
                return detector.detect(utf8, 0, utf8.length).size();
            }
        };
    }

    /** {@return what the JDK finds} */
    static SentenceFinder jdk() {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        return text -> {
            breaks.setText(text);
            IntArrayList ends = new IntArrayList();
            for (int end = breaks.first(); end != BreakIterator.DONE; end = breaks.next()) {
                ends.add(end);
            }
            return ends.toIntArray();
        };
    }

    /**
     * {@return what ICU4J finds}
     *
     * @param suppressions whether its list of English abbreviations counts
     */
    static SentenceFinder icu(boolean suppressions) {
        com.ibm.icu.text.BreakIterator rules = com.ibm.icu.text.BreakIterator.getSentenceInstance(ULocale.ENGLISH);
        com.ibm.icu.text.BreakIterator breaks = suppressions
                ? FilteredBreakIteratorBuilder.getInstance(ULocale.ENGLISH).wrapIteratorWithFilter(rules)
                : rules;
        return text -> {
            breaks.setText(text);
            IntArrayList ends = new IntArrayList();
            for (int end = breaks.first(); end != com.ibm.icu.text.BreakIterator.DONE; end = breaks.next()) {
                ends.add(end);
            }
            return ends.toIntArray();
        };
    }

    /** {@return what OpenNLP finds with a model} */
    static SentenceFinder openNlp(SentenceModel model) {
        SentenceDetectorME detector = new SentenceDetectorME(model);
        return text -> {
            Span[] spans = detector.sentPosDetect(text);
            int[] ends = new int[spans.length];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = spans[i].getEnd();
            }
            return ends;
        };
    }

    /** {@return OpenNLP's own English model, from its artifact} */
    static SentenceModel openNlpModel() throws IOException {
        String name = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";
        try (InputStream in = SentenceModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name + "; it comes with opennlp-models-sentdetect-en");
            }
            return new SentenceModel(in);
        }
    }
}
