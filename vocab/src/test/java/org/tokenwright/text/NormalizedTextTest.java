package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class NormalizedTextTest {
    private static NormalizedText text(String ascii) {
        byte[] bytes = ascii.getBytes(US_ASCII);
        return NormalizedText.of(bytes, 0, bytes.length);
    }

    private static String show(NormalizedText text) {
        StringBuilder shown = new StringBuilder(new String(text.bytes(), 0, text.length(), US_ASCII));
        for (int i = 0; i < text.changes(); i++) {
            shown.append(
                    " %d-%d:%d-%d".formatted(text.start(i), text.end(i), text.originalStart(i), text.originalEnd(i)));
        }
        return shown.toString();
    }

    @Test
    void changesAddUp() {
        NormalizedText first = text("one two")
                .edit()
                .keep(3)
                .replace(4, "__".getBytes(US_ASCII))
                .finish();
        assertEquals("one__two 3-5:3-4", show(first));
        NormalizedText second = first.edit()
                .replace(0, ">".getBytes(US_ASCII))
                .keep(5)
                .replace(8, new byte[0])
                .finish();
        assertEquals(">one__ 0-1:0-0 4-6:3-4 6-6:4-7", show(second));
        NormalizedText third =
                second.edit().keep(5).replace(6, "!!".getBytes(US_ASCII)).finish();
        assertEquals(">one_!! 0-1:0-0 4-7:3-4 7-7:4-7", show(third));
        assertEquals(7, third.originalLength());
    }

    @Test
    void refusesToGoBack() {
        NormalizedText.Editor editor = text("abc").edit().keep(2);
        assertThrows(IndexOutOfBoundsException.class, () -> editor.keep(1));
        assertThrows(IndexOutOfBoundsException.class, () -> editor.replace(4, new byte[0]));
    }

    /** What is not in a changed piece is in the original where the places say, after any number of random edits. */
    @Test
    void keptBytesAreFoundInTheOriginal() {
        SplittableRandom random = Seeds.random("keptBytesAreFoundInTheOriginal");
        for (int round = 0; round < 20_000; round++) {
            byte[] original = new byte[random.nextInt(12)];
            for (int i = 0; i < original.length; i++) {
                original[i] = (byte) ('a' + i);
            }
            NormalizedText text = NormalizedText.of(original, 0, original.length);
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                text = edit(text, random);
            }
            check(text, original);
        }
    }

    private static NormalizedText edit(NormalizedText text, SplittableRandom random) {
        NormalizedText.Editor editor = text.edit();
        for (int at = 0; at < text.length(); ) {
            int to = at + random.nextInt(Math.min(4, text.length() - at) + 1);
            if (random.nextBoolean()) {
                editor.keep(to);
            } else {
                editor.replace(to, "XYZ".substring(random.nextInt(4)).getBytes(US_ASCII));
            }
            at = to;
        }
        return editor.finish();
    }

    private static void check(NormalizedText text, byte[] original) {
        assertEquals(original.length, text.originalLength());
        int here = 0;
        int there = 0;
        List<Integer> outside = new ArrayList<>();
        for (int i = 0; i <= text.changes(); i++) {
            boolean last = i == text.changes();
            int hereEnd = last ? text.length() : text.start(i);
            int thereEnd = last ? original.length : text.originalStart(i);
            assertTrue(hereEnd >= here && thereEnd >= there, show(text));
            assertArrayEquals(
                    Arrays.copyOfRange(original, there, thereEnd),
                    Arrays.copyOfRange(text.bytes(), here, hereEnd),
                    show(text));
            for (int at = here; at < hereEnd; at++) {
                outside.add(at);
            }
            if (!last) {
                here = text.end(i);
                there = text.originalEnd(i);
            }
        }
        int[] places = outside.stream().mapToInt(Integer::intValue).toArray();
        int[] starts = places.clone();
        text.toOriginal(starts, 0, starts.length, false);
        for (int i = 0; i < places.length; i++) {
            assertEquals(text.bytes()[places[i]], original[starts[i]], show(text));
        }
    }
}
