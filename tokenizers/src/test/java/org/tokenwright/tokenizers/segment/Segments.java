package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tokenwright.tokenizers.pretokenize.RandomText;

/** What the tests of segmenters share. */
final class Segments {
    /** Characters of every class of Word_Break, and those that the other rules tell apart. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "é",
            "א",
            "ב",
            "1",
            "٣",
            ".",
            ":",
            ",",
            ";",
            "'",
            "\"",
            "’",
            "_",
            "‿",
            "\u0301",
            "\u0903",
            "\u200D",
            "\u00AD",
            "\u200C",
            "\u200B",
            "\r",
            "\n",
            "\u0085",
            "\u2028",
            "カ",
            "ー",
            "🇩",
            "🇪",
            " ",
            "\u3000",
            "\u00A0",
            "\t",
            "😀",
            "👩",
            "🏽",
            "ℹ",
            "Ⓜ",
            "⁄",
            "漢",
            "が",
            "ไ",
            "@",
            "-",
            "--",
            "=",
            "<",
            "|",
            ">",
            "<|",
            "|>",
            "<|ws|>",
            "<|end|>",
            "!",
            "?",
            "{",
            "}",
            "$",
            "+",
            "\u0600",
            "\uDB40\uDC20",
            "½",
            "Ⅷ",
            "\uD801\uDC28",
            "\uD801\uDC00",
            "\u001C");

    private static final List<String> FREQUENT =
            List.of("a", "b", "A", " ", " ", ".", "'", "1", "-", "\n", "\u0301", "\u200D", "א", ":", ",", "😀");

    private Segments() {}

    /** {@return a random text; most are UTF-8} */
    static byte[] random(SplittableRandom random, int maxLength) {
        byte[] utf8 = switch (random.nextInt(4)) {
            case 0 -> RandomText.next(random, maxLength).getBytes(UTF_8);
            case 1 -> RandomText.of(random, maxLength, FREQUENT).getBytes(UTF_8);
            default -> RandomText.of(random, maxLength, CHARACTERS).getBytes(UTF_8);
        };
        if (random.nextInt(4) == 0) {
            for (int damage = random.nextInt(1 + utf8.length / 4); damage > 0; damage--) {
                utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
            }
        }
        return utf8;
    }

    /** {@return the segments of a text as strings} */
    static List<String> of(Segmenter segmenter, String text) {
        return strings(text.getBytes(UTF_8), segmenter);
    }

    private static List<String> strings(byte[] utf8, Segmenter segmenter) {
        List<String> segments = new ArrayList<>();
        int start = 0;
        for (int end : segmenter.ends(utf8, 0, utf8.length)) {
            segments.add(new String(utf8, start, end - start, UTF_8));
            start = end;
        }
        return segments;
    }

    /** Checks that ends tile a text. */
    static void assertTiling(int[] ends, int length, String message) {
        int before = 0;
        for (int end : ends) {
            assertTrue(end > before, message);
            before = end;
        }
        assertEquals(length, before, message);
    }

    /** {@return the ends that a stream gives for a text in random pieces, which are overwritten behind it} */
    static int[] inPieces(SegmentStream stream, byte[] utf8, SplittableRandom random) {
        List<Integer> ends = new ArrayList<>();
        int[] given = {0};
        BoundarySink sink = (more, start, end) -> {
            assertTrue(start < end, "nothing is given");
            for (int i = start; i < end; i++) {
                ends.add((int) more[i]);
                assertTrue(more[i] <= given[0], "an end before its byte");
            }
        };
        int longest = 1 + random.nextInt(1 + random.nextInt(1 + utf8.length));
        for (int from = 0; from < utf8.length; ) {
            int size = Math.min(utf8.length - from, random.nextInt(longest + 1));
            byte[] piece = new byte[size + 7];
            Arrays.fill(piece, (byte) random.nextInt(256));
            System.arraycopy(utf8, from, piece, 3, size);
            from += size;
            given[0] = from;
            stream.add(piece, 3, 3 + size, sink);
            Arrays.fill(piece, (byte) 'x');
        }
        stream.finish(sink);
        return ends.stream().mapToInt(end -> end).toArray();
    }

    /** {@return a text as a message can show it} */
    static String show(byte[] utf8) {
        return RandomText.escaped(new String(utf8, ISO_8859_1)) + " = " + RandomText.escaped(new String(utf8, UTF_8));
    }
}
