package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;

class MergeTableTest {
    @TempDir
    private Path folder;

    @RepeatedTest(20)
    void agreesWithAMap() throws IOException {
        SplittableRandom random = Seeds.random("agreesWithAMap");
        int idBound = random.nextBoolean() ? random.nextInt(1, 40) : random.nextInt(1, 5000);
        int size = random.nextInt(3000);
        int[] lefts = ids(random, idBound, size);
        int[] rights = ids(random, idBound, size);
        int[] products = ids(random, idBound, size);
        MergeTable table = MergeTable.of(lefts, rights, products);

        Map<List<Integer>, NavigableSet<Integer>> ranks = new HashMap<>();
        for (int rank = 0; rank < size; rank++) {
            List<Integer> pair = List.of(lefts[rank], rights[rank]);
            ranks.computeIfAbsent(pair, p -> new TreeSet<>()).add(rank);
        }
        check(random, idBound, ranks, lefts, rights, products, table);
        ModelFile.Writer writer = ModelFile.writer("test");
        table.write(writer, "m");
        check(random, idBound, ranks, lefts, rights, products, read(writer, idBound));
    }

    private static void check(
            SplittableRandom random,
            int idBound,
            Map<List<Integer>, NavigableSet<Integer>> ranks,
            int[] lefts,
            int[] rights,
            int[] products,
            MergeTable table) {
        assertEquals(lefts.length, table.size());
        for (int rank = 0; rank < lefts.length; rank++) {
            assertEquals(lefts[rank], table.left(rank));
            assertEquals(rights[rank], table.right(rank));
            assertEquals(products[rank], table.product(rank));
        }
        ranks.forEach((pair, all) -> {
            assertEquals(all.first(), table.rank(pair.get(0), pair.get(1)));
            int after = -1;
            for (int rank : all) {
                assertEquals(rank, table.rankAfter(pair.get(0), pair.get(1), after));
                after = rank;
            }
            assertEquals(MergeTable.NO_RANK, table.rankAfter(pair.get(0), pair.get(1), after));
        });
        for (int i = 0; i < 2000; i++) {
            List<Integer> pair = List.of(random.nextInt(idBound), random.nextInt(idBound));
            NavigableSet<Integer> all = ranks.getOrDefault(pair, new TreeSet<>());
            int after = random.nextInt(-1, lefts.length + 1);
            Integer next = all.higher(after);
            int expected = next == null ? MergeTable.NO_RANK : next;
            assertEquals(expected, table.rankAfter(pair.get(0), pair.get(1), after));
            assertEquals(all.isEmpty() ? MergeTable.NO_RANK : all.first(), table.rank(pair.get(0), pair.get(1)));
        }
    }

    /** Pairs whose home slots would be the same under a fixed multiplicative hash. */
    @Test
    void takesPairsThatDifferInTheirHighBitsOnly() {
        int size = 1 << 16;
        int[] lefts = new int[size];
        for (int rank = 0; rank < size; rank++) {
            lefts[rank] = rank << 15;
        }
        MergeTable table = MergeTable.of(lefts, new int[size], new int[size]);
        for (int rank = 0; rank < size; rank++) {
            assertEquals(rank, table.rank(rank << 15, 0));
            assertEquals(MergeTable.NO_RANK, table.rank(rank << 15, 1));
        }
    }

    @Test
    void copiesItsArguments() {
        int[] ids = {1};
        MergeTable table = MergeTable.of(ids, ids, ids);
        ids[0] = 2;
        assertEquals(1, table.product(0));
        assertEquals(0, table.rank(1, 1));
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        int[] one = {0};
        assertRefused(
                "there are 1 left operands, 2 right operands and 0 products, expected the same number",
                one,
                new int[2],
                new int[0]);
        assertRefused("merge 0 is 0 + -5 -> 0, expected ids of 0 or more", one, new int[] {-5}, one);
    }

    @Test
    void saysWhatIsWrongWithASection() throws IOException {
        assertCorrupt("section m.products, byte 4: found id 9, expected the id of a token", "0 0", "0 0", "0 9");
        assertCorrupt("section m.lefts, byte 0: found id -1, expected the id of a token", "-1 0", "0 0", "0 0");
        assertCorrupt(
                "section m.rights, byte 0: found 1 operands, expected 2, one for each product", "0 0", "0", "0 0");
    }

    private void assertCorrupt(String message, String lefts, String rights, String products) throws IOException {
        ModelFile.Writer writer = ModelFile.writer("test")
                .content("m.lefts", ints(lefts))
                .content("m.rights", ints(rights))
                .content("m.products", ints(products));
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(writer, 9));
        assertEquals(folder.resolve("m.tkw") + ", " + message, e.getMessage());
    }

    private static void assertRefused(String message, int[] lefts, int[] rights, int[] products) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> MergeTable.of(lefts, rights, products));
        assertEquals(message, e.getMessage());
    }

    private MergeTable read(ModelFile.Writer writer, int idBound) throws IOException {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < idBound; id++) {
            vocabulary.add(new byte[] {(byte) (id >> 8), (byte) id});
        }
        Path path = folder.resolve("m.tkw");
        writer.write(path);
        return MergeTable.read(ModelFile.open(path), "m", vocabulary.build()::contains);
    }

    private static int[] ids(SplittableRandom random, int idBound, int size) {
        return random.ints(size, 0, idBound).toArray();
    }

    private static int[] ints(String numbers) {
        return java.util.Arrays.stream(numbers.split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
