package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.CharBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class Utf8CharsTest {
    @Test
    void givesTheBytesOfTheText() throws IOException {
        SplittableRandom random = Seeds.random("Utf8CharsTest");
        for (int round = 0; round < 500; round++) {
            String text = TestTokenizers.text(random, random.nextInt(2_000));
            byte[] utf8 = text.getBytes(UTF_8);
            assertArrayEquals(utf8, Utf8Chars.encode(text));
            assertArrayEquals(utf8, Utf8Chars.encode(CharBuffer.wrap(text)));
            assertArrayEquals(utf8, readAll(Utf8Chars.of(text), random));
            assertArrayEquals(utf8, readAll(Utf8Chars.of(new StringReader(text)), random));
            int at = text.isEmpty()
                    ? 0
                    : text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
            int bytes = text.substring(0, at).getBytes(UTF_8).length;
            assertEquals(at, Utf8Chars.utf16Length(utf8, 0, bytes));
            assertEquals(text.length() - at, Utf8Chars.utf16Length(utf8, bytes, utf8.length));
        }
    }

    private static byte[] readAll(ByteSource source, SplittableRandom random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[random.nextInt(4, 9_000)];
        for (int count = source.read(buffer, 0, buffer.length);
                count >= 0;
                count = source.read(buffer, 0, buffer.length)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    @Test
    void unpairedSurrogatesAreRefusedWithTheirPlace() {
        String before = "x😀".repeat(4_000);
        assertEquals("unpaired surrogate U+D83D at index 12000", refusal(before + "\uD83D"));
        assertEquals("unpaired surrogate U+D83D at index 12000", refusal(before + "\uD83Dx"));
        assertEquals("unpaired surrogate U+DE00 at index 12001", refusal(before + "x\uDE00\uD83D"));
    }

    private static String refusal(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Utf8Chars.encode(text))
                .getMessage());
    }
}
