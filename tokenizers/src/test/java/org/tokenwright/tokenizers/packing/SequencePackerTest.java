package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class SequencePackerTest {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    @RepeatedTest(3)
    void plansAreThoseOfPlainAlgorithms() {
        SplittableRandom random = Seeds.random("plansAreThoseOfPlainAlgorithms");
        for (int round = 0; round < 300; round++) {
            int rowLength = random.nextInt(1, random.nextBoolean() ? 10 : 200);
            int most = random.nextBoolean() ? UNLIMITED : random.nextInt(1, 6);
            int[] lengths = lengths(random, rowLength);
            String what = "row length " + rowLength + ", at most " + most + ", " + Arrays.toString(lengths);
            assertEquals(
                    SlowPackers.bestFit(lengths, rowLength, most, false),
                    rows(plan(PackingAlgorithm.BFD_SPLIT, rowLength, most, lengths)),
                    what);
            assertEquals(
                    SlowPackers.bestFit(lengths, rowLength, most, true),
                    rows(plan(PackingAlgorithm.BFD, rowLength, most, lengths)),
                    what);
            assertEquals(
                    SlowPackers.inOrder(lengths, rowLength, most, false),
                    rows(plan(PackingAlgorithm.NEXT_FIT, rowLength, most, lengths)),
                    what);
            assertEquals(
                    SlowPackers.inOrder(lengths, rowLength, most, true),
                    rows(plan(PackingAlgorithm.CONCAT, rowLength, most, lengths)),
                    what);
            int[] histogram = new int[rowLength + 1];
            SlowPackers.chunks(lengths, rowLength, false).forEach(chunk -> histogram[chunk.get(2)]++);
            assertEquals(
                    sorted(SlowPackers.histogram(histogram, most, true)),
                    sorted(lengths(rows(plan(PackingAlgorithm.SPFHP, rowLength, most, lengths)))),
                    what);
            assertEquals(
                    sorted(SlowPackers.histogram(histogram, most, false)),
                    sorted(lengths(rows(plan(PackingAlgorithm.LPFHP, rowLength, most, lengths)))),
                    what);
        }
    }

    @RepeatedTest(3)
    void everyTokenIsInExactlyOneRow() {
        SplittableRandom random = Seeds.random("everyTokenIsInExactlyOneRow");
        for (int round = 0; round < 200; round++) {
            int rowLength = random.nextInt(1, 300);
            int most = random.nextBoolean() ? UNLIMITED : random.nextInt(1, 6);
            int[] lengths = lengths(random, rowLength);
            for (PackingAlgorithm algorithm : PackingAlgorithm.values()) {
                PackingPlan plan = plan(algorithm, rowLength, most, lengths);
                assertEquals(
                        pieces(rows(plan)),
                        pieces(rows(plan.shuffled(random.nextLong()))),
                        "shuffling changes nothing");
                checkPieces(plan, lengths, algorithm, rowLength, most);
                checkReport(plan, lengths, algorithm);
            }
        }
    }

    private static void checkPieces(
            PackingPlan plan, int[] lengths, PackingAlgorithm algorithm, int rowLength, int most) {
        int[] next = new int[lengths.length];
        for (List<Integer> piece : pieces(rows(plan))) {
            assertEquals(next[piece.get(0)], piece.get(1), algorithm + " leaves a gap");
            next[piece.get(0)] += piece.get(2);
        }
        for (int document = 0; document < lengths.length; document++) {
            int taken = algorithm == PackingAlgorithm.BFD ? Math.min(rowLength, lengths[document]) : lengths[document];
            assertEquals(taken, next[document], algorithm.name());
        }
        for (int row = 0; row < plan.rows(); row++) {
            int sum = 0;
            for (int piece = plan.firstPiece(row); piece < plan.endPiece(row); piece++) {
                assertTrue(plan.length(piece) > 0);
                sum += plan.length(piece);
            }
            assertTrue(sum > 0 && sum <= rowLength);
            assertTrue(plan.endPiece(row) - plan.firstPiece(row) <= most);
        }
    }

    private static void checkReport(PackingPlan plan, int[] lengths, PackingAlgorithm algorithm) {
        PackingReport report = plan.report();
        int[] parts = new int[lengths.length];
        long tokens = 0;
        for (List<Integer> piece : pieces(rows(plan))) {
            parts[piece.get(0)]++;
            tokens += piece.get(2);
        }
        long cut = 0;
        long needless = 0;
        long all = 0;
        for (int document = 0; document < lengths.length; document++) {
            boolean truncated = algorithm == PackingAlgorithm.BFD && lengths[document] > plan.sequenceLength();
            cut += parts[document] > 1 || truncated ? 1 : 0;
            needless += parts[document] > 1 && lengths[document] <= plan.sequenceLength() ? 1 : 0;
            all += lengths[document];
        }
        assertEquals(plan.rows(), report.rows());
        assertEquals(tokens, report.tokens());
        assertEquals(lengths.length, report.documents());
        assertEquals(Arrays.stream(lengths).filter(length -> length == 0).count(), report.emptyDocuments());
        assertEquals(cut, report.cutDocuments(), algorithm.name());
        assertEquals(needless, report.needlesslyCutDocuments(), algorithm.name());
        assertEquals(all - tokens, report.truncatedTokens());
        assertEquals(
                plan.rows(),
                report.documentsPerRow().stream().mapToLong(Long::longValue).sum());
        assertEquals(
                Arrays.stream(parts).sum(),
                java.util.stream.IntStream.range(0, report.documentsPerRow().size())
                        .mapToLong(count -> count * report.documentsPerRow().get(count))
                        .sum());
        assertTrue(algorithm == PackingAlgorithm.CONCAT || needless == 0);
    }

    private static PackingPlan plan(PackingAlgorithm algorithm, int rowLength, int most, int[] lengths) {
        return SequencePacker.of(algorithm, rowLength)
                .withMaxDocumentsPerRow(most)
                .pack(lengths);
    }

    /** Lengths that are alike, or spread, or often just as long as a row, or zero. */
    private static int[] lengths(SplittableRandom random, int rowLength) {
        int[] lengths = new int[random.nextInt(0, 60)];
        int shape = random.nextInt(4);
        for (int document = 0; document < lengths.length; document++) {
            lengths[document] = switch (shape) {
                case 0 -> random.nextInt(0, 3 * rowLength + 1);
                case 1 -> random.nextInt(0, rowLength / 3 + 2);
                case 2 -> random.nextInt(0, 4) * rowLength + random.nextInt(0, 2);
                default -> random.nextInt(1, 4) * (rowLength / 4 + 1) - random.nextInt(0, 2);
            };
        }
        return lengths;
    }

    private static List<List<List<Integer>>> rows(PackingPlan plan) {
        List<List<List<Integer>>> rows = new ArrayList<>();
        for (int row = 0; row < plan.rows(); row++) {
            List<List<Integer>> pieces = new ArrayList<>();
            for (int piece = plan.firstPiece(row); piece < plan.endPiece(row); piece++) {
                pieces.add(List.of(plan.document(piece), plan.start(piece), plan.length(piece)));
            }
            rows.add(pieces);
        }
        return rows;
    }

    /** All pieces by document and start. */
    private static List<List<Integer>> pieces(List<List<List<Integer>>> rows) {
        List<List<Integer>> pieces = new ArrayList<>();
        rows.forEach(pieces::addAll);
        pieces.sort(
                Comparator.comparingInt((List<Integer> piece) -> piece.get(0)).thenComparingInt(piece -> piece.get(1)));
        return pieces;
    }

    private static List<List<Integer>> lengths(List<List<List<Integer>>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(piece -> piece.get(2)).toList())
                .toList();
    }

    private static List<String> sorted(List<List<Integer>> rows) {
        return rows.stream().map(List::toString).sorted().toList();
    }

    @Test
    void shufflingFollowsFromTheSeed() {
        int[] lengths = new int[100];
        Arrays.fill(lengths, 3);
        PackingPlan plan = plan(PackingAlgorithm.BFD, 4, UNLIMITED, lengths);
        assertEquals(rows(plan.shuffled(7)), rows(plan.shuffled(7)));
        assertTrue(!rows(plan.shuffled(7)).equals(rows(plan.shuffled(8))));
        assertTrue(!rows(plan.shuffled(7)).equals(rows(plan)));
    }

    @RepeatedTest(3)
    void capacitiesAreFoundAsInATree() {
        SplittableRandom random = Seeds.random("capacitiesAreFoundAsInATree");
        for (int bound : new int[] {1, 2, 63, 64, 65, 4096, 4097, 300_000}) {
            CapacitySet set = new CapacitySet(bound);
            TreeSet<Integer> tree = new TreeSet<>();
            for (int step = 0; step < 500; step++) {
                int number = random.nextInt(bound);
                if (random.nextInt(3) == 0) {
                    set.remove(number);
                    tree.remove(number);
                } else {
                    set.add(number);
                    tree.add(number);
                }
                int from = random.nextInt(bound);
                Integer above = tree.ceiling(from);
                Integer below = tree.floor(from);
                assertEquals(above == null ? -1 : above, set.ceiling(from));
                assertEquals(below == null ? -1 : below, set.floor(from));
            }
        }
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertEquals(PackingAlgorithm.BFD_SPLIT, PackingAlgorithm.of("bfd-split"));
        for (PackingAlgorithm algorithm : PackingAlgorithm.values()) {
            assertEquals(algorithm, PackingAlgorithm.of(algorithm.externalName()));
            assertEquals(algorithm.externalName(), algorithm.externalName().toLowerCase(Locale.ROOT));
        }
        assertMessage(
                "found best, expected one of bfd, bfd-split, spfhp, lpfhp, next-fit, concat",
                () -> PackingAlgorithm.of("best"));
    }

    @Test
    void wrongNumbersAreRefused() {
        assertMessage(
                "the sequence length is 0, expected 1 to 16777216", () -> SequencePacker.of(PackingAlgorithm.BFD, 0));
        assertMessage(
                "the sequence length is 16777217, expected 1 to 16777216",
                () -> SequencePacker.of(PackingAlgorithm.BFD, (1 << 24) + 1));
        SequencePacker packer = SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 1);
        assertMessage("the documents per row are 0, expected 1 or more", () -> packer.withMaxDocumentsPerRow(0));
        for (PackingAlgorithm algorithm : PackingAlgorithm.values()) {
            assertMessage(
                    "the length of document 1 is -2, expected 0 or more tokens",
                    () -> SequencePacker.of(algorithm, 8).pack(new int[] {3, -2}));
        }
        assertMessage(
                "there are 4294967294 pieces of documents, expected at most 2147483639",
                () -> packer.pack(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
