package org.tokenwright.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class Utf8Test {
    @Test
    void agreesWithTheDecoderOnEverySequenceOfTwoBytesAndOnEveryLeadOfLongerOnes() {
        int[] edges = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xff};
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertAgrees(new byte[] {(byte) first, (byte) second}, 0, 2);
                for (int third : edges) {
                    for (int fourth : edges) {
                        assertAgrees(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth}, 0, 4);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheDecoderOnRandomAndNearlyValidBytes() {
        SplittableRandom random = Seeds.random("Utf8Test");
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = nearlyValid(random);
            int from = random.nextInt(bytes.length + 1);
            int to = random.nextInt(from, bytes.length + 1);
            assertAgrees(bytes, from, to);
            assertAgrees(bytes, 0, bytes.length);
        }
    }

    @Test
    void describesTheBytesUpToTheOneThatBreaksTheSequence() {
        assertEquals("byte 0xFF", Utf8.describe(new byte[] {(byte) 0xff, 'a'}, 0, 2));
        assertEquals("bytes 0xE2 0x28", Utf8.describe(new byte[] {'a', (byte) 0xe2, '(', 'b'}, 1, 4));
        assertEquals("bytes 0xE2 0x82", Utf8.describe(new byte[] {(byte) 0xe2, (byte) 0x82}, 0, 2));
    }

    /** Text of one to three scripts, often with a byte changed, left out or doubled. */
    private static byte[] nearlyValid(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int[] scripts = {0x20, 0x3b1, 0x800, 0x4e00, 0xd7f0, 0xfff0, 0x1f600, 0x10fff0};
        for (int run = random.nextInt(4); run >= 0; run--) {
            int script = scripts[random.nextInt(scripts.length)];
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint(script + random.nextInt(16));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) > 0) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(bytes, at, bytes, at / 2, bytes.length - at);
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }

    private static void assertAgrees(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        boolean malformed =
                decoder.decode(in, CharBuffer.allocate(to - from), true).isMalformed();
        int expected = malformed ? in.position() : -1;
        if (Utf8.firstInvalid(bytes, from, to) != expected) {
            assertEquals(
                    expected,
                    Utf8.firstInvalid(bytes, from, to),
                    () -> HexFormat.of().formatHex(bytes, from, to));
        }
    }
}
