package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the published programs give. */
class PackingGoldenTest {
    @Test
    void bestFitIsThatOfTheReference() throws Exception {
        List<Golden> cases = Golden.read("packing_bfd.json").objects("cases");
        assertEquals(11, cases.size());
        for (Golden one : cases) {
            int[] lengths = one.ints("lengths");
            int sequenceLength = one.integer("seq_length");
            String name = one.text("name");
            assertEquals(
                    one.get("bins_split"),
                    bins(SequencePacker.of(PackingAlgorithm.BFD_SPLIT, sequenceLength)
                            .pack(lengths)),
                    name);
            assertEquals(
                    one.get("bins_truncate"),
                    bins(SequencePacker.of(PackingAlgorithm.BFD, sequenceLength).pack(lengths)),
                    name);
        }
    }

    private static List<List<List<Long>>> bins(PackingPlan plan) {
        return IntStream.range(0, plan.rows())
                .mapToObj(row -> IntStream.range(plan.firstPiece(row), plan.endPiece(row))
                        .mapToObj(piece -> List.of(
                                (long) plan.document(piece), (long) plan.start(piece), (long) plan.length(piece)))
                        .toList())
                .toList();
    }

    @Test
    void histogramPackingIsThatOfTheReference() throws Exception {
        List<Golden> cases = Golden.read("packing_histogram.json").objects("cases");
        int runs = 0;
        for (Golden one : cases) {
            int[] counts = one.ints("histogram");
            int[] histogram = new int[counts.length + 1];
            System.arraycopy(counts, 0, histogram, 1, counts.length);
            assertEquals(one.integer("max_sequence_length"), counts.length);
            int depth = one.get("max_sequences_per_pack") instanceof Long limit
                    ? Math.toIntExact(limit)
                    : Integer.MAX_VALUE;
            String name = one.get("name") + ", depth " + depth;
            assertEquals(
                    sorted(one.lists("spfhp")),
                    sorted(rows(new HistogramPacker(histogram, depth).shortestPackFirst())),
                    "spfhp " + name);
            assertEquals(
                    sorted(one.lists("lpfhp")),
                    sorted(rows(new HistogramPacker(histogram, depth).longestPackFirst())),
                    "lpfhp " + name);
            runs++;
        }
        assertTrue(runs >= 10, runs + " runs");
    }

    @Test
    void theHistogramOfWikipediaFillsAsPublished() throws Exception {
        Golden golden = Golden.read("packing_histogram.json");
        int[] counts = golden.ints("wikipedia_histogram_len512");
        int[] histogram = new int[counts.length + 1];
        System.arraycopy(counts, 0, histogram, 1, counts.length);
        int runs = 0;
        for (Golden one : golden.objects("wikipedia")) {
            String algorithm = one.text("alg");
            if (algorithm.equals("nnlshp")) {
                continue;
            }
            HistogramPacker packer = new HistogramPacker(histogram, one.integer("depth"));
            List<HistogramPacker.Rows> groups =
                    algorithm.equals("spfhp") ? packer.shortestPackFirst() : packer.longestPackFirst();
            long rows = groups.stream().mapToLong(HistogramPacker.Rows::rows).sum();
            assertEquals(one.get("packs"), rows, algorithm);
            assertEquals(one.get("strategies"), (long) groups.size(), algorithm);
            assertEquals((double) one.get("efficiency"), one.number("real_tokens") / (512.0 * rows), 1e-12, algorithm);
            runs++;
        }
        assertTrue(runs >= 12, runs + " runs");
    }

    private static List<List<Object>> rows(List<HistogramPacker.Rows> groups) {
        List<List<Object>> rows = new ArrayList<>();
        for (HistogramPacker.Rows group : groups) {
            List<Long> lengths = Arrays.stream(group.lengths())
                    .sorted()
                    .asLongStream()
                    .boxed()
                    .toList();
            rows.add(List.of((long) group.rows(), lengths));
        }
        return rows;
    }

    private static List<String> sorted(List<? extends List<?>> rows) {
        return rows.stream()
                .map(Object::toString)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
