package org.tokenwright.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class CodePointsTest {
    /** A letter since Unicode 16.0, and one since 17.0: which version the running JDK knows. */
    private static final boolean JDK_KNOWS_16 = Character.isDefined(0x1C89);

    private static final boolean JDK_KNOWS_17 = Character.isDefined(0x088F);

    @Test
    void theTableIsThatOfUnicode16() {
        int compared = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean assignedInOneOnly = Character.isDefined(c) != (CodePoints.category(c) != Character.UNASSIGNED);
            if ((JDK_KNOWS_16 && !JDK_KNOWS_17) || !assignedInOneOnly) {
                assertEquals(Character.getType(c), CodePoints.category(c), Integer.toHexString(c));
                compared++;
            }
        }
        assertTrue(compared > 1_100_000, () -> "too few compared");
    }

    @Test
    void knowsWhatUnicode16AddedOnAnyJdk() {
        assertEquals("16.0", CodePoints.UNICODE_VERSION);
        assertEquals(Character.UPPERCASE_LETTER, CodePoints.category(0x1C89));
        assertEquals(Character.DECIMAL_DIGIT_NUMBER, CodePoints.category(0x10D40));
        assertEquals(Character.UNASSIGNED, CodePoints.category(0x088F));
    }

    @Test
    void setsAreThoseOfTheRegularExpressions() {
        assertSet("\\p{Lu}", CodePoints.UPPERCASE_LETTER);
        assertSet("\\p{Ll}", CodePoints.LOWERCASE_LETTER);
        assertSet("\\p{Lt}", CodePoints.TITLECASE_LETTER);
        assertSet("\\p{Lm}", CodePoints.MODIFIER_LETTER);
        assertSet("\\p{Lo}", CodePoints.OTHER_LETTER);
        assertSet("\\p{L}", CodePoints.LETTER);
        assertSet("\\p{M}", CodePoints.MARK);
        assertSet("\\p{N}", CodePoints.NUMBER);
        assertSet("\\p{P}", CodePoints.PUNCTUATION);
        assertSet("\\p{S}", CodePoints.SYMBOL);
        assertSet("\\p{Z}", CodePoints.SEPARATOR);
        assertSet("[\\p{C}\\p{Cn}]", CodePoints.OTHER);
        assertSet("\\s", CodePoints.WHITE_SPACE);
    }

    private static void assertSet(String regex, int categories) {
        var matcher = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS).matcher("");
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == CodePoints.category(c)) {
                boolean expected = matcher.reset(Character.toString(c)).matches();
                assertEquals(expected, CodePoints.isIn(c, categories), () -> regex);
            }
        }
    }

    @Test
    void digitsAreDecimalOrTypographic() {
        for (int digit :
                new int[] {'0', 0x661, 0xB2, 0xB9, 0x2070, 0x2074, 0x2460, 0x278A, 0x1D7CE, 0x1F100, 0x1F10A}) {
            assertTrue(CodePoints.isDigit(digit), () -> Integer.toHexString(digit));
        }
        for (int other : new int[] {'a', ' ', 0xB1, 0xBC, 0x2071, 0x2160, 0x2469, 0x4E00, 0x1F10B, 0x10FFFF}) {
            assertFalse(CodePoints.isDigit(other), () -> Integer.toHexString(other));
        }
    }

    @Test
    void refusesWhatIsNoCodePoint() {
        assertThrows(IndexOutOfBoundsException.class, () -> CodePoints.categoryBit(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> CodePoints.category(0x110000));
    }

    @Test
    void decodesEveryCodePoint() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == Character.SURROGATE) {
                continue;
            }
            byte[] utf8 = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            assertEquals(c, CodePoints.at(utf8, 0, utf8.length));
            assertEquals(utf8.length, CodePoints.utf8Length(c));
            if (utf8.length > 1) {
                assertEquals(-1, CodePoints.at(utf8, 0, utf8.length - 1));
                assertEquals(-1, CodePoints.at(utf8, 1, utf8.length));
            }
        }
        assertEquals(1, CodePoints.utf8Length(-1));
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnWhatIsWellFormed() {
        SplittableRandom random = Seeds.random("CodePointsTest.agreesWithTheDecoderOfTheJdk");
        byte[] edges = {0, 0x7F, (byte) 0x80, (byte) 0x8F, (byte) 0x90, (byte) 0x9F, (byte) 0xA0, (byte) 0xBF};
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(4)];
            bytes[0] = (byte) random.nextInt(0x80, 0x100);
            for (int j = 1; j < bytes.length; j++) {
                bytes[j] =
                        random.nextInt(4) > 0 ? (byte) random.nextInt(0x80, 0xC0) : edges[random.nextInt(edges.length)];
            }
            assertEquals(firstCodePoint(bytes), CodePoints.at(bytes, 0, bytes.length));
        }
    }

    private static int firstCodePoint(byte[] bytes) {
        for (int length = 1; length <= bytes.length; length++) {
            byte[] character = Arrays.copyOf(bytes, length);
            String text = new String(character, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), character)) {
                return text.codePointAt(0);
            }
        }
        return -1;
    }
}
