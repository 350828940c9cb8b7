package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

class RaggedBatchTest {
    private final Tokenizer tokenizer = SegmentTokenizers.of("gpt4o_simple.word.model", "gpt4o");

    @Test
    void holdsDocumentsWordsAndUnits() {
        RaggedBatch batch = RaggedBatch.ofBytes(Segmenters.of("words"))
                .add("ab c,".getBytes(UTF_8), 0, 5)
                .add(new byte[0], 0, 0)
                .add("xé".getBytes(UTF_8), 1, 3)
                .build();
        assertArrayEquals(new int[] {'a', 'b', ' ', 'c', ',', 0xC3, 0xA9}, batch.units());
        assertArrayEquals(new int[] {0, 2, 4, 5, 7}, batch.wordOffsets());
        assertArrayEquals(new int[] {0, 3, 3, 4}, batch.documentOffsets());
        assertEquals(3, batch.documents());
        assertEquals(4, batch.words());
        assertEquals(2, batch.length(1));
        assertEquals('c', batch.unit(1, 1));
        PaddedBatch padded = batch.padded(3, -1, Overflow.ERROR);
        assertEquals(4, padded.rows());
        assertEquals(3, padded.width());
        assertArrayEquals(new int[] {'a', 'b', -1, ' ', 'c', -1, ',', -1, -1, 0xC3, 0xA9, -1}, padded.ids());
        assertArrayEquals(new int[] {2, 2, 1, 2}, padded.lengths());
        assertArrayEquals(new byte[] {1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0}, padded.mask());
    }

    @Test
    void cutsAtCharacters() {
        RaggedBatch batch = RaggedBatch.ofBytes(Segmenters.of("words"))
                .add("aéé".getBytes(UTF_8), 0, 5)
                .build();
        assertArrayEquals(
                new int[] {1, 2, 2}, batch.padded(2, 0, Overflow.SPLIT).lengths());
        assertArrayEquals(new int[] {3, 2}, batch.padded(4, 0, Overflow.SPLIT).lengths());
        assertArrayEquals(
                new int[] {1, 1, 1, 1, 1}, batch.padded(1, 0, Overflow.SPLIT).lengths());
        PaddedBatch padded = batch.padded(4, 0, Overflow.TRUNCATE);
        assertArrayEquals(new int[] {'a', 0xC3, 0xA9, 0}, padded.ids());
        assertEquals(0, batch.padded(2, 0, Overflow.SPLIT).word(2));
    }

    @Test
    void paddedEqualsRagged() {
        SplittableRandom random = Seeds.random("paddedEqualsRagged");
        for (int round = 0; round < 3_000; round++) {
            int unit = random.nextInt(3);
            List<String> names = unit == 0 ? SegmenterTest.names() : List.of("words", "hat", "tfree", "characters:3");
            Segmenter words = Segmenters.of(names.get(random.nextInt(names.size())));
            RaggedBatch.Builder builder = switch (unit) {
                case 0 -> RaggedBatch.ofBytes(words);
                case 1 -> RaggedBatch.ofCodePoints(words);
                default -> RaggedBatch.ofTokens(words, tokenizer, SpecialTokenPolicy.IGNORE);
            };
            List<byte[]> documents = new ArrayList<>();
            for (int count = random.nextInt(5); count > 0; count--) {
                byte[] utf8 = new String(Segments.random(random, 30), UTF_8).getBytes(UTF_8);
                documents.add(utf8);
                builder.add(utf8, 0, utf8.length);
            }
            RaggedBatch batch = builder.build();
            assertDocuments(batch, documents, words, unit);
            int width = 1 + random.nextInt(6);
            assertRows(batch, batch.padded(width, -7, Overflow.SPLIT), width, true);
            assertRows(batch, batch.padded(width, -7, Overflow.TRUNCATE), width, false);
        }
    }

    private void assertDocuments(RaggedBatch batch, List<byte[]> documents, Segmenter words, int unit) {
        assertEquals(documents.size(), batch.documents());
        int word = 0;
        for (int i = 0; i < documents.size(); i++) {
            assertEquals(word, batch.documentOffsets()[i]);
            byte[] utf8 = documents.get(i);
            int start = 0;
            for (int end : words.ends(utf8, 0, utf8.length)) {
                byte[] bytes = Arrays.copyOfRange(utf8, start, end);
                int[] expected = switch (unit) {
                    case 0 -> {
                        int[] all = new int[bytes.length];
                        Arrays.setAll(all, k -> bytes[k] & 0xFF);
                        yield all;
                    }
                    case 1 -> new String(bytes, UTF_8).codePoints().toArray();
                    default -> tokenizer.encode(new String(bytes, UTF_8), SpecialTokenPolicy.IGNORE);
                };
                int[] found = new int[batch.length(word)];
                for (int k = 0; k < found.length; k++) {
                    found[k] = batch.unit(word, k);
                }
                assertArrayEquals(expected, found);
                word++;
                start = end;
            }
        }
        assertEquals(word, batch.words());
    }

    private static void assertRows(RaggedBatch batch, PaddedBatch padded, int width, boolean all) {
        int row = 0;
        byte[] mask = padded.mask();
        for (int word = 0; word < batch.words(); word++) {
            IntArrayList units = new IntArrayList();
            int before = row;
            for (; row < padded.rows() && padded.word(row) == word; row++) {
                for (int k = 0; k < width; k++) {
                    boolean isUnit = k < padded.length(row);
                    assertEquals(isUnit ? 1 : 0, mask[row * width + k]);
                    if (isUnit) {
                        units.add(padded.id(row, k));
                    } else {
                        assertEquals(-7, padded.id(row, k));
                    }
                }
            }
            assertTrue(all || row == before + 1);
            assertEquals(all ? batch.length(word) : padded.length(before), units.size());
            for (int k = 0; k < units.size(); k++) {
                assertEquals(batch.unit(word, k), units.getInt(k));
            }
        }
        assertEquals(padded.rows(), row);
    }

    @Test
    void tokensAreCutAtCharacters() {
        SplittableRandom random = Seeds.random("tokensAreCutAtCharacters");
        for (int round = 0; round < 2_000; round++) {
            byte[] utf8 = new String(Segments.random(random, 30), UTF_8).getBytes(UTF_8);
            RaggedBatch batch = RaggedBatch.ofTokens(
                            Segmenters.of("characters:30"), tokenizer, SpecialTokenPolicy.IGNORE)
                    .add(utf8, 0, utf8.length)
                    .build();
            PaddedBatch rows = batch.padded(4, 0, Overflow.SPLIT);
            int[] ids = rows.ids();
            for (int row = 0; row + 1 < rows.rows(); row++) {
                byte[] bytes = tokenizer.decodeBytes(Arrays.copyOfRange(ids, 4 * row, 4 * row + rows.length(row)));
                byte[] next = tokenizer.decodeBytes(ids[4 * row + 4]);
                assertTrue(next[0] >= (byte) 0xC0 || rows.length(row) == 4, () -> Arrays.toString(bytes));
            }
        }
    }

    @Test
    void refusesWhatIsWrong() {
        byte[] text = "a é😀".getBytes(UTF_8);
        RaggedBatch.Builder builder = RaggedBatch.ofCodePoints(Segmenters.of("spacebyte"));
        builder.add(text, 0, 2);
        assertMessage(
                "byte 0xf0 at index 4 begins no character of UTF-8 that ends with the word",
                () -> builder.add(text, 0, text.length));
        assertEquals(1, builder.build().documents());
        assertArrayEquals(new int[] {'a', ' '}, builder.build().units());
        RaggedBatch batch = RaggedBatch.ofBytes(Segmenters.of("words"))
                .add(text, 0, text.length)
                .build();
        assertMessage("word 1 has 7 units, expected at most 6", () -> batch.padded(6, 0, Overflow.ERROR));
        assertMessage("the width is 0, expected 1 or more", () -> batch.padded(0, 0, Overflow.SPLIT));
        assertMessage(
                "2 rows of 2000000000 have 4000000000 ids, expected at most 2147483639",
                () -> batch.padded(2_000_000_000, 0, Overflow.SPLIT));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.unit(0, 1));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> batch.padded(9, 0, Overflow.SPLIT).id(0, 9));
    }

    @Test
    void takesLinearTimeForBytesThatContinueNothing() {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0x80);
        RaggedBatch batch = RaggedBatch.ofBytes(Segmenters.of("words"))
                .add(bytes, 0, bytes.length)
                .build();
        long begin = System.nanoTime();
        assertEquals(1 << 20, batch.padded(1, 0, Overflow.SPLIT).rows());
        assertEquals((bytes.length + 6) / 7, batch.padded(7, 0, Overflow.SPLIT).rows());
        assertTrue(System.nanoTime() - begin < 4_000_000_000L);
    }

    private static void assertMessage(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
