package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;

class SegmenterTest {
    static List<String> names() {
        return Segmenters.names().stream().map(name -> name.replace("P", "3")).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutsAsTheRuleSays(String name) {
        SplittableRandom random = Seeds.random("cutsAsTheRuleSays." + name);
        Segmenter segmenter = Segmenters.of(name);
        for (int round = 0; round < 8_000; round++) {
            byte[] utf8 = Segments.random(random, round % 100 == 0 ? 300 : 20);
            int[] ends = segmenter.ends(utf8, 0, utf8.length);
            Segments.assertTiling(ends, utf8.length, Segments.show(utf8));
            assertArrayEquals(SlowSegmenters.ends(name, utf8), ends, () -> Segments.show(utf8));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutsTheSameInPieces(String name) {
        SplittableRandom random = Seeds.random("cutsTheSameInPieces." + name);
        Segmenter segmenter = Segmenters.of(name);
        for (Segmenter each : List.of(segmenter, Segmenters.limited(segmenter, 1 + random.nextInt(9)))) {
            SegmentStream stream = each.newStream();
            for (int round = 0; round < 5_000; round++) {
                byte[] utf8 = Segments.random(random, round % 100 == 0 ? 1_000 : 40);
                int[] ends = each.ends(utf8, 0, utf8.length);
                assertArrayEquals(ends, Segments.inPieces(stream, utf8, random), () -> Segments.show(utf8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void looksAtNothingOutsideTheRange(String name) {
        SplittableRandom random = Seeds.random("looksAtNothingOutsideTheRange." + name);
        Segmenter segmenter = Segmenters.of(name);
        for (int round = 0; round < 3_000; round++) {
            byte[] utf8 = Segments.random(random, 90);
            byte[] wide = new byte[utf8.length + 160];
            Arrays.fill(wide, (byte) random.nextInt(256));
            System.arraycopy(utf8, 0, wide, 80, utf8.length);
            assertArrayEquals(
                    segmenter.ends(utf8, 0, utf8.length),
                    segmenter.ends(wide, 80, 80 + utf8.length),
                    () -> Segments.show(utf8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "words, 'It''s -- a--b, well-known ', 'It|''|s| --| a|--|b|,| well-known| '",
        "spacebyte, 'Hello, world!', 'Hello,| world!'",
        "blt-space, naïve (x), naÃ|¯ve |(x)",
        "uax29, 'can''t 3.14 a.b_c ', 'can''t| |3.14| |a.b_c| '",
        "hat, 'howAreYou do_it, 2  x', 'how|Are|You| do_|it,| 2|  |x'",
        "tfree, a-b 12 <|end|>x, a|-|b| |1|2| |<|end|>|x",
        "bytes:4, abcdefghi, abcd|efgh|i",
        "characters:4, äöüßa, äöüß|a",
    })
    void cutsExamples(String name, String text, String expected) {
        byte[] utf8 = text.getBytes(UTF_8);
        StringBuilder cut = new StringBuilder();
        int start = 0;
        for (int end : Segmenters.of(name).ends(utf8, 0, utf8.length)) {
            cut.append(cut.isEmpty() ? "" : "|")
                    .append(new String(utf8, start, end - start, name.equals("blt-space") ? ISO_8859_1 : UTF_8));
            start = end;
        }
        assertEquals(expected, cut.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "uax29", "hat", "tfree", "characters:3"})
    void cutsNoCharacter(String name) {
        SplittableRandom random = Seeds.random("cutsNoCharacter." + name);
        for (int round = 0; round < 5_000; round++) {
            String text = new String(Segments.random(random, 50), UTF_8);
            byte[] utf8 = text.getBytes(UTF_8);
            for (int end : Segmenters.of(name).ends(utf8, 0, utf8.length)) {
                assertTrue(end == utf8.length || utf8[end] >= (byte) 0xC0, () -> Segments.show(utf8));
            }
        }
    }

    /** "A prefix of the text gives prefixes of the segments": all but the last two groups stay. */
    @Test
    void hatIsCausal() {
        SplittableRandom random = Seeds.random("hatIsCausal");
        Segmenter hat = Segmenters.of("hat");
        for (int round = 0; round < 5_000; round++) {
            byte[] utf8 = Segments.random(random, 40);
            List<Integer> all =
                    Arrays.stream(hat.ends(utf8, 0, utf8.length)).boxed().toList();
            int prefix = random.nextInt(utf8.length + 1);
            int given = 0;
            SegmentStream stream = hat.newStream();
            EndCollector early = new EndCollector();
            stream.add(utf8, 0, prefix, early);
            for (; given < early.size; given++) {
                assertEquals(all.get(given), early.ends[given], () -> Segments.show(utf8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesEndsOfOrdinaryTextSoon(String name) {
        SegmentStream stream = Segmenters.of(name).newStream();
        EndCollector ends = new EndCollector();
        byte[] word = "word, ".getBytes(UTF_8);
        for (int i = 0; i < 100; i++) {
            stream.add(word, 0, word.length, ends);
        }
        assertTrue(ends.ends[ends.size - 1] >= 590, () -> "only up to " + ends.ends[ends.size - 1]);
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesLinearTime(String name) {
        Segmenter segmenter = Segmenters.limited(Segmenters.of(name), 7);
        for (String unit : List.of(
                "a",
                " ",
                "-",
                ".",
                "\n",
                "<|",
                "<|ws|>",
                "|>",
                "\u0301",
                "\u200D",
                "a.",
                "א\"",
                "1,",
                "🇩",
                "\u00AD",
                "é",
                "漢",
                "a:\u0301",
                "aA",
                "😀\u200D")) {
            byte[] utf8 = ("a." + unit.repeat((1 << 20) / unit.getBytes(UTF_8).length)).getBytes(UTF_8);
            assertFast(segmenter, utf8, unit);
        }
        byte[] continuations = new byte[1 << 20];
        Arrays.fill(continuations, (byte) 0x80);
        assertFast(segmenter, continuations, "0x80");
        Arrays.fill(continuations, (byte) 0xF0);
        assertFast(segmenter, continuations, "0xF0");
    }

    private static void assertFast(Segmenter segmenter, byte[] utf8, String what) {
        long begin = System.nanoTime();
        EndCollector ends = new EndCollector();
        SegmentStream stream = segmenter.newStream();
        for (int i = 0; i < utf8.length; i += 5) {
            stream.add(utf8, i, Math.min(utf8.length, i + 5), ends);
        }
        stream.finish(ends);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertEquals(utf8.length, ends.ends[ends.size - 1]);
        assertTrue(millis < 4_000, () -> segmenter.name() + " took " + millis + " ms for " + what);
    }

    @Test
    void limitsAtCharacters() {
        SplittableRandom random = Seeds.random("limitsAtCharacters");
        for (int round = 0; round < 5_000; round++) {
            byte[] utf8 = Segments.random(random, 60);
            int max = 1 + random.nextInt(12);
            Segmenter plain = Segmenters.of(names().get(random.nextInt(names().size())));
            List<Integer> expected = new ArrayList<>();
            int start = 0;
            for (int end : plain.ends(utf8, 0, utf8.length)) {
                while (end - start > max) {
                    int cut = start + max;
                    while (cut > start && utf8[cut] < (byte) 0xC0) {
                        cut--;
                    }
                    start = cut > start ? cut : start + max;
                    expected.add(start);
                }
                expected.add(end);
                start = end;
            }
            assertArrayEquals(
                    expected.stream().mapToInt(end -> end).toArray(),
                    Segmenters.limited(plain, max).ends(utf8, 0, utf8.length),
                    () -> plain + ", " + max + ": " + Segments.show(utf8));
        }
    }

    @Test
    void findsByName() {
        assertSame(Segmenters.of("hat"), Segmenters.of("hat"));
        assertEquals("bytes:8", Segmenters.of("bytes:008").name());
        assertEquals(
                "there is no segmenter hats; there are words, spacebyte, blt-space, uax29, hat, tfree, bytes:P,"
                        + " characters:P",
                assertThrows(IllegalArgumentException.class, () -> Segmenters.of("hats"))
                        .getMessage());
        assertEquals(
                "the patch size is 0, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> Segmenters.of("bytes:0"))
                        .getMessage());
        assertEquals(
                "the longest segment is -1, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> Segmenters.limited(Segmenters.of("hat"), -1))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> Segmenters.of("hat").ends(new byte[3], 2, 4));
        for (String name : names()) {
            SegmentStream stream = Segmenters.of(name).newStream();
            assertThrows(IndexOutOfBoundsException.class, () -> stream.add(new byte[3], 2, 4, new EndCollector()));
        }
    }
}
