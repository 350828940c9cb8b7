package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CodePoints;

/** The other implementation: ICU4J of the same version of Unicode. */
class WordBreakTest {
    /**
     * Where the words of ICU are tailored: letters of languages that it cuts by dictionaries, and colons, which it does not count
     * among the letters' inner signs.
     */
    private static final UnicodeSet TAILORED =
            new UnicodeSet("[[:Line_Break=Complex_Context:][:Han:][:Hiragana:][:Katakana:][:Hangul:]"
                    + "[:Word_Break=Katakana:][\\: \\uFE55 \\uFF1A]]");

    @Test
    void versionsAreTheSame() {
        assertEquals(VersionInfo.UNICODE_16_0, UCharacter.getUnicodeVersion());
        assertEquals("16.0", CodePoints.UNICODE_VERSION);
    }

    @Test
    void valuesAreThoseOfIcu() {
        int[] numbers = new int[WordBreak.VALUES];
        Arrays.fill(numbers, -1);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int found = WordBreak.of(c);
            int value = found & (WordBreak.PICTOGRAPHIC - 1);
            int expected = UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
            numbers[value] = numbers[value] < 0 ? expected : numbers[value];
            assertEquals(numbers[value], expected, Integer.toHexString(c));
            assertEquals(
                    UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC),
                    (found & WordBreak.PICTOGRAPHIC) != 0,
                    Integer.toHexString(c));
        }
        assertEquals(UCharacter.WordBreak.ALETTER, numbers[WordBreak.A_LETTER]);
        assertEquals(UCharacter.WordBreak.WSEGSPACE, numbers[WordBreak.W_SEG_SPACE]);
    }

    @Test
    void boundariesAreThoseOfIcu() {
        SplittableRandom random = Seeds.random("boundariesAreThoseOfIcu");
        List<List<Integer>> byValue = byValue();
        BreakIterator icu = BreakIterator.getWordInstance(ULocale.ROOT);
        Segmenter ours = Segmenters.of("uax29");
        for (int round = 0; round < 60_000; round++) {
            StringBuilder text = new StringBuilder();
            List<Integer> some = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                some.add(any(random, byValue));
            }
            for (int i = random.nextInt(14); i > 0; i--) {
                text.appendCodePoint(
                        random.nextInt(5) == 0 ? any(random, byValue) : some.get(random.nextInt(some.size())));
            }
            icu.setText(text.toString());
            List<Integer> expected = new ArrayList<>();
            icu.first();
            for (int end = icu.next(); end != BreakIterator.DONE; end = icu.next()) {
                expected.add(text.substring(0, end).getBytes(UTF_8).length);
            }
            byte[] utf8 = text.toString().getBytes(UTF_8);
            assertArrayEquals(
                    expected.stream().mapToInt(end -> end).toArray(),
                    ours.ends(utf8, 0, utf8.length),
                    () -> Segments.show(utf8));
        }
    }

    private static int any(SplittableRandom random, List<List<Integer>> byValue) {
        List<Integer> values = byValue.get(random.nextInt(byValue.size()));
        return values.get(random.nextInt(values.size()));
    }

    private static List<List<Integer>> byValue() {
        List<List<Integer>> byValue = new ArrayList<>();
        for (int value = 0; value < 2 * WordBreak.PICTOGRAPHIC; value++) {
            byValue.add(new ArrayList<>());
        }
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (!TAILORED.contains(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                byValue.get(WordBreak.of(c)).add(c);
            }
        }
        byValue.removeIf(List::isEmpty);
        return byValue;
    }
}
