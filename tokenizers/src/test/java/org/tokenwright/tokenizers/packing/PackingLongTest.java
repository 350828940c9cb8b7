package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Millions of documents. */
@Tag("long")
class PackingLongTest {
    private static final int DOCUMENTS = 10_000_000;
    private static final int SEQUENCE_LENGTH = 2048;

    @ParameterizedTest
    @EnumSource
    @Timeout(300) // for machines that do something else besides: it takes a second
    void tenMillionDocumentsArePackedInSeconds(PackingAlgorithm algorithm) {
        int[] lengths = lengths(DOCUMENTS);
        long start = System.nanoTime();
        PackingPlan plan = SequencePacker.of(algorithm, SEQUENCE_LENGTH).pack(lengths);
        double seconds = (System.nanoTime() - start) / 1e9;
        PackingReport report = plan.report();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, fill %.4f %%, %d rows, %d extra, %d cut, %d needlessly%n",
                algorithm.externalName(),
                seconds,
                100 * report.fill(),
                report.rows(),
                report.extraRows(),
                report.cutDocuments(),
                report.needlesslyCutDocuments());
        if (algorithm == PackingAlgorithm.BFD_SPLIT || algorithm == PackingAlgorithm.CONCAT) {
            assertTrue(report.fill() >= 0.9999, report.toString());
        }
        assertEquals(algorithm == PackingAlgorithm.CONCAT, report.needlesslyCutDocuments() > 0);
    }

    /** Log-normal lengths with a median of 299 and a mean of 614 tokens. */
    static int[] lengths(int documents) {
        Random random = new Random(1);
        double sigma = Math.sqrt(2 * Math.log(614.0 / 299));
        int[] lengths = new int[documents];
        for (int document = 0; document < documents; document++) {
            lengths[document] = (int) Math.max(1, Math.rint(299 * Math.exp(sigma * random.nextGaussian())));
        }
        return lengths;
    }

    @Test
    void bestFitOfWikipediaIsThatOfUnlimitedLongestPackFirst() throws Exception {
        Golden golden = Golden.read("packing_histogram.json");
        int[] histogram = golden.ints("wikipedia_histogram_len512");
        int documents = 0;
        for (int count : histogram) {
            documents += count;
        }
        int[] lengths = new int[documents];
        for (int length = 1, document = 0; length <= histogram.length; length++) {
            for (int count = histogram[length - 1]; count > 0; count--) {
                lengths[document++] = length;
            }
        }
        assertEquals(
                8_138_483,
                SequencePacker.of(PackingAlgorithm.BFD, 512).pack(lengths).rows());
    }
}
