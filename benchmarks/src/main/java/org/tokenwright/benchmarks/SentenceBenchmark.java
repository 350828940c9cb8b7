package org.tokenwright.benchmarks;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.boundary.punkt.PunktTrainer;
import org.tokenwright.boundary.punkt.PunktTrainerOptions;

/** Finds the sentences of a text, by a model that was trained on it. */
@State(Scope.Thread)
public class SentenceBenchmark {
    private static final int TRAINING_CHARS = 2_000_000;

    /** The rules. */
    @Param({"KISS_STRUNK", "NUPUNKT", "NUPUNKT_FAST"})
    public PunktProfile profile = PunktProfile.NUPUNKT;

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] utf8 = new byte[0];
    private String text = "";
    private SentenceDetector detector = PunktDetector.of(PunktModel.builder().build(), profile);

    /** Creates the benchmark. */
    public SentenceBenchmark() {}

    /** Loads the text and trains the model. */
    @Setup
    public void prepare() {
        utf8 = SampleText.load(file, 10_000_000);
        text = new String(utf8, StandardCharsets.UTF_8);
        PunktTrainer trainer = new PunktTrainer(PunktTrainerOptions.nupunkt().build());
        trainer.train(text.substring(0, Math.min(text.length(), TRAINING_CHARS)));
        detector = PunktDetector.of(trainer.model(), profile).withNewlines(Newlines.BLANK_LINE);
    }

    /**
     * {@return number of sentences}
     */
    @Benchmark
    public int chars() {
        return detector.detect(text).size();
    }

    /**
     * {@return number of sentences}
     */
    @Benchmark
    public int utf8() {
        return detector.detect(utf8, 0, utf8.length).size();
    }

    /**
     * {@return number of sentences} What the JDK does, for comparison.
     */
    @Benchmark
    public int breakIterator() {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        int sentences = 0;
        while (breaks.next() != BreakIterator.DONE) {
            sentences++;
        }
        return sentences;
    }
}
