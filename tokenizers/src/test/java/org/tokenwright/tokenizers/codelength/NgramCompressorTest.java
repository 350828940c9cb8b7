package org.tokenwright.tokenizers.codelength;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;
import org.tokenwright.tokenizers.pretokenize.RandomText;
import org.tokenwright.tokenizers.slow.GoldenSet;

class NgramCompressorTest {
    private static final NgramCompressor BYTES = NgramCompressor.ofBytes();

    private static byte[] compressed(NgramCompressor compressor, byte[] text, int order) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        NgramCompressor.Sizes sizes = compressor.compress(new ByteArrayInputStream(text), stream, order);
        assertEquals(new NgramCompressor.Sizes(text.length, stream.size()), sizes);
        return stream.toByteArray();
    }

    private static byte[] restored(NgramCompressor compressor, byte[] stream) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        NgramCompressor.Sizes sizes = compressor.decompress(new ByteArrayInputStream(stream), "x.tkc", text);
        assertEquals(new NgramCompressor.Sizes(text.size(), stream.length), sizes);
        return text.toByteArray();
    }

    private static int assertRestored(NgramCompressor compressor, byte[] text, int order) throws IOException {
        byte[] stream = compressed(compressor, text, order);
        assertArrayEquals(stream, compressed(compressor, text, order));
        assertArrayEquals(text, restored(compressor, stream));
        return stream.length;
    }

    private static NgramCompressor of(String golden) throws IOException {
        return NgramCompressor.of(tokenizer(golden));
    }

    private static Tokenizer tokenizer(String golden) throws IOException {
        return Tokenizers.load(GoldenSet.file(golden));
    }

    @Test
    void restoresWhatIsHardToCompress() throws IOException {
        SplittableRandom random = Seeds.random("restoresWhatIsHardToCompress");
        byte[] noise = new byte[300_000];
        random.nextBytes(noise);
        for (int order = 0; order <= 8; order += 4) {
            assertEquals(72, assertRestored(BYTES, new byte[0], order));
            assertEquals(72 + 12 + 2, assertRestored(BYTES, new byte[1], order));
            byte[] all = new byte[256];
            for (int i = 0; i < 256; i++) {
                all[i] = (byte) (255 - i);
            }
            assertRestored(BYTES, all, order);
            int size = assertRestored(BYTES, noise, order);
            assertTrue(size < 1.001 * noise.length, () -> "300,000 random bytes became " + size);
        }
    }

    @Test
    @Tag("long")
    void restoresMillionsOfOneByte() throws IOException {
        byte[] text = new byte[10_000_000];
        Arrays.fill(text, (byte) 'x');
        byte[] stream = compressed(BYTES, text, 4);
        assertTrue(stream.length < 1_000, () -> "ten million equal bytes became " + stream.length);
        assertArrayEquals(text, restored(BYTES, stream));
        text[9_000_000] = 'y';
        assertArrayEquals(text, restored(BYTES, compressed(BYTES, text, 4)));
    }

    @RepeatedTest(20)
    void restoresRandomBytes() throws IOException {
        SplittableRandom random = Seeds.random("restoresRandomBytes");
        int[] ids = RandomIds.of(random, 256, 10_000);
        byte[] text = new byte[ids.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ids[i];
        }
        assertRestored(BYTES, text, random.nextInt(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt4o_simple.model",
                "gpt2_simple.model",
                "gpt4o_superbpe.model",
                "sentencepiece/bpe_plain.model",
                "sentencepiece/uni_bytes.model"
            })
    void restoresRandomTextsByTokens(String golden) throws IOException {
        SplittableRandom random = Seeds.random("restoresRandomTextsByTokens");
        NgramCompressor compressor = of(golden);
        for (int i = 0; i < 20; i++) {
            byte[] text = RandomText.next(random, 300).getBytes(UTF_8);
            try {
                assertRestored(compressor, text, random.nextInt(4));
            } catch (IllegalArgumentException e) {
                assertTrue(golden.startsWith("sentencepiece"), e::getMessage);
            }
        }
        byte[] words = "the opinion of the European Parliament, and of the Council;"
                .repeat(2_000)
                .getBytes(UTF_8);
        assertTrue(assertRestored(compressor, words, 2) < words.length / 30);
    }

    @Test
    void refusesTextsThatTokensDoNotGiveBack() throws IOException {
        NgramCompressor tokens = of("gpt4o_simple.model");
        byte[] broken = "the opinion of the \u00e9".getBytes(UTF_8);
        broken = Arrays.copyOf(broken, broken.length - 1);
        byte[] text = broken;
        assertEquals(
                "the tokens do not give back the text from byte 19 on, expected UTF-8 that the tokenizer does not change",
                assertThrows(IllegalArgumentException.class, () -> compressed(tokens, text, 2))
                        .getMessage());
        assertRestored(BYTES, text, 2);
    }

    @Test
    void refusesStreamsOfOtherUnits() throws IOException {
        byte[] text = "the opinion".getBytes(UTF_8);
        NgramCompressor tokens = of("gpt4o_simple.model");
        byte[] stream = compressed(tokens, text, 2);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> restored(BYTES, stream));
        assertTrue(
                String.valueOf(e.getMessage())
                        .matches("the stream was made of tokens of a vocabulary with \\d+ ids and the fingerprint"
                                + " [0-9a-f]{64}, expected bytes"),
                e::getMessage);
        assertThrows(IllegalArgumentException.class, () -> restored(tokens, compressed(BYTES, text, 2)));
        NgramCompressor others = of("gpt2_simple.model");
        assertThrows(IllegalArgumentException.class, () -> restored(others, stream));
    }

    @Test
    void saysWhereAStreamIsMalformed() throws IOException {
        byte[] text = "how much wood would a woodchuck chuck".repeat(30).getBytes(UTF_8);
        byte[] stream = compressed(BYTES, text, 3);
        assertMalformed(
                new byte[0],
                "byte 0: found an empty stream, not a compressed stream of Tokenwright, expected"
                        + " 89 54 4b 43 0d 0a 1a 0a");
        for (int length = 0; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            CorruptInputException e = assertThrows(CorruptInputException.class, () -> restored(BYTES, cut));
            if (length >= 8) {
                assertEquals("byte " + length, e.position());
                assertTrue(String.valueOf(e.getMessage()).contains("found the end of the stream"), e::getMessage);
            }
        }
        for (int i = 0; i < stream.length; i++) {
            byte[] damaged = stream.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            assertThrows(CorruptInputException.class, () -> restored(BYTES, damaged), "byte " + i);
        }
        assertMalformed(
                Arrays.copyOf(stream, stream.length + 1),
                "byte " + stream.length + ": found more bytes, expected the end of the stream");
        byte[] newer = stream.clone();
        newer[8] = 2;
        assertMalformed(newer, "byte 8: found version 2, expected version 1; a newer Tokenwright may have written it");
        byte[] frame = stream.clone();
        frame[58] = 5;
        assertMalformed(frame, "byte 56: found a frame of 328790 ids, expected 1 to 262144");
        byte[] length = stream.clone();
        length[stream.length - 12] ^= 1;
        assertMalformed(
                length,
                "byte " + (stream.length - 12) + ": found a length of " + (text.length ^ 1) + " bytes, expected "
                        + text.length + " bytes");
    }

    private static void assertMalformed(byte[] stream, String message) {
        assertEquals(
                "x.tkc, " + message,
                assertThrows(CorruptInputException.class, () -> restored(BYTES, stream))
                        .getMessage());
    }
}
