package org.tokenwright.embeddings.vectorizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class TermScannerFuzzTest {
    /** Any bytes are a text of which all features are known, or no UTF-8. */
    @FuzzTest(maxDuration = "1m")
    void scansAnyText(byte[] text) {
        for (TermRule rule : List.of(TermRule.WORDS, TermRule.NON_SPACE)) {
            TfidfTrainer trainer = TfidfVectorizer.trainer().terms(rule).ngrams(1, 3);
            try {
                trainer.add(text, 0, text.length);
            } catch (IllegalArgumentException e) {
                assertEquals(0, trainer.documents());
                continue;
            }
            try {
                SparseVector vector = trainer.train().vector(text, 0, text.length);
                assertEquals(1, vector.dot(vector), 1e-9);
            } catch (IllegalStateException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("no feature is left of the 0 of 1 documents"));
            }
        }
    }
}
