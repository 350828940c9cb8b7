package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;

class StreamEncoderTest {
    private final IntArrayList ids = new IntArrayList();
    private int calls;
    private int most;

    private void take(int[] array, int start, int end) {
        calls++;
        most = Math.max(most, end - start);
        ids.addElements(ids.size(), array, start, end - start);
    }

    private static List<String> names() {
        return TestTokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void idsAreThoseOfTheWhole(String name) throws IOException {
        SplittableRandom random = Seeds.random("idsAreThoseOfTheWhole." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        StreamEncoder encoder = StreamEncoder.of(tokenizer, SpecialTokenPolicy.ALLOW);
        for (int round = 0; round < 12; round++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(200); part >= 0; part--) {
                text.append(TestTokenizers.text(random, 400));
            }
            int[] expected = tokenizer.encode(text, SpecialTokenPolicy.ALLOW);
            ids.clear();
            long count = encoder.encode(dripping(text.toString().getBytes(UTF_8), random), this::take);
            assertEquals(expected.length, count);
            assertArrayEquals(expected, ids.toIntArray());
            ids.clear();
            assertEquals(count, encoder.encode(dripping(text.toString(), random), this::take));
            assertArrayEquals(expected, ids.toIntArray());
        }
    }

    private static InputStream dripping(byte[] bytes, SplittableRandom random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, random.nextInt(1, 20_000)));
            }
        };
    }

    private static Reader dripping(String text, SplittableRandom random) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, random.nextInt(1, 3_000)));
            }
        };
    }

    @Test
    void memoryIsBoundWhereCutsAreKnown() throws IOException {
        Tokenizer tokenizer = TestTokenizers.of("superwords");
        byte[] text =
                "of the people, by the people; for the people.\n".repeat(50_000).getBytes(UTF_8);
        long count = StreamEncoder.of(tokenizer, SpecialTokenPolicy.RAISE)
                .encode(new ByteArrayInputStream(text), this::take);
        assertEquals(count, ids.size());
        assertTrue(calls > 20 && most <= 1 << 17, calls + " calls, the longest with " + most);
    }

    @Test
    void specialTokensAreRefusedWithTheirPlace() {
        StreamEncoder encoder = StreamEncoder.of(TestTokenizers.of("words"), SpecialTokenPolicy.RAISE);
        String text = "word word ".repeat(10_000) + "<|end|>";
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> encoder.encode(new StringReader(text), this::take));
        String message = String.valueOf(e.getMessage());
        assertTrue(
                message.matches(
                        "the text holds the special token <\\|end\\|> at byte \\d+; allow or ignore special tokens"
                                + " to encode it, counted from byte \\d+ of the text"),
                message);
        int[] numbers = Arrays.stream(message.replaceAll("\\D+", " ").trim().split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertEquals(100_000, numbers[0] + numbers[1]);
    }

    @Test
    void failuresOfReadingAndWritingComeThrough() {
        StreamEncoder encoder = StreamEncoder.of(TestTokenizers.of("words"), SpecialTokenPolicy.RAISE);
        IOException broken = new IOException("disk full");
        assertEquals(
                broken,
                assertThrows(
                        IOException.class,
                        () -> encoder.encode(new StringReader("text"), (array, start, end) -> {
                            throw broken;
                        })));
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw broken;
            }
        };
        assertEquals(broken, assertThrows(IOException.class, () -> encoder.encode(failing, this::take)));
    }

    @Test
    void anEmptyStreamHasNoIds() throws IOException {
        assertEquals(
                0,
                StreamEncoder.of(TestTokenizers.of("words"), SpecialTokenPolicy.RAISE)
                        .encode(InputStream.nullInputStream(), this::take));
        assertEquals(0, calls);
    }
}
