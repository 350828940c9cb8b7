package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.pretokenize.RandomText;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** The pieces of a streaming decoder, put together, against decoding all ids at once. */
class BpeDecoderTest {
    /** All bytes, the bytes that begin and go on characters many times over, and tokens that end inside a character. */
    private static final Tokenizer TOKENIZER = tokenizer();

    private static final List<Integer> LEADS = List.of(
            0x80, 0xBF, 0x9F, 0xA0, 0x8F, 0x90, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5,
            0xFF);

    private static Tokenizer tokenizer() {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int value = 0; value < 256; value++) {
            vocabulary.add(new byte[] {(byte) value});
        }
        for (String text : List.of("hello", "é", "漢字", "😀", "a😀")) {
            byte[] utf8 = text.getBytes(UTF_8);
            for (int end = 2; end <= utf8.length; end++) {
                if (vocabulary.build().idOf(utf8, 0, end) < 0) {
                    vocabulary.add(Arrays.copyOf(utf8, end));
                }
            }
        }
        return BpeModel.builder(
                        vocabulary.build(),
                        MergeTable.of(new int[0], new int[0], new int[0]),
                        Pretokenizers.of("gpt4o"))
                .specialTokens(SpecialTokens.of(Map.of("<s>", 1_000)))
                .build()
                .tokenizer();
    }

    @Test
    void piecesPutTogetherAreTheWhole() {
        SplittableRandom random = Seeds.random("piecesPutTogetherAreTheWhole");
        Decoder decoder = TOKENIZER.newDecoder();
        int bound = TOKENIZER.vocabulary().idBound();
        for (int round = 0; round < 200_000; round++) {
            int[] ids = new int[random.nextInt(9)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> LEADS.get(random.nextInt(LEADS.size()));
                    case 4 -> 1_000;
                    case 5 -> random.nextInt(128, 256);
                    default -> random.nextInt(bound);
                };
            }
            StringBuilder text = new StringBuilder();
            for (int id : ids) {
                text.append(decoder.append(id));
            }
            text.append(decoder.finish());
            assertEquals(TOKENIZER.decode(ids), text.toString());
        }
    }

    /** Byte by byte, of valid text no replacement character is ever given, and each character as soon as it is complete. */
    @Test
    void charactersComeWholeAndAtOnce() {
        SplittableRandom random = Seeds.random("charactersComeWholeAndAtOnce");
        Decoder decoder = TOKENIZER.newDecoder();
        for (int round = 0; round < 2_000; round++) {
            String text = RandomText.next(random, 40).replace('\uFFFD', 'x');
            StringBuilder seen = new StringBuilder();
            for (int start = 0; start < text.length(); start = text.offsetByCodePoints(start, 1)) {
                String character = text.substring(start, text.offsetByCodePoints(start, 1));
                byte[] utf8 = character.getBytes(UTF_8);
                for (int i = 0; i < utf8.length; i++) {
                    String piece = decoder.append(utf8[i] & 0xFF);
                    assertEquals(i + 1 < utf8.length ? "" : character, piece);
                    seen.append(piece);
                }
            }
            assertEquals("", decoder.finish());
            assertEquals(text, seen.toString());
        }
    }

    @Test
    void whatCanBeCompletedIsHeldBack() {
        Decoder decoder = TOKENIZER.newDecoder();
        assertEquals("", decoder.append(0xF0));
        assertEquals("", decoder.append(0x9F));
        assertEquals("", decoder.append(0x98));
        assertEquals("😀", decoder.append(0x80));
        assertEquals("", decoder.append(0xE6));
        assertEquals("\uFFFDa", decoder.append('a'));
        assertEquals("", decoder.append(0xE6));
        assertEquals("\uFFFD", decoder.finish());
        assertEquals("a", decoder.append('a'));
        assertEquals("", decoder.finish());
        assertEquals("\uFFFD", decoder.append(0xFF));
    }

    @Test
    void anUnknownIdChangesNothing() {
        Decoder decoder = TOKENIZER.newDecoder();
        assertFalse(decoder.append('x').isEmpty());
        assertEquals("", decoder.append(0xC3));
        assertEquals(
                "no token has the id 999",
                assertThrows(IllegalArgumentException.class, () -> decoder.append(999))
                        .getMessage());
        assertEquals("é", decoder.append(0xA9));
    }
}
