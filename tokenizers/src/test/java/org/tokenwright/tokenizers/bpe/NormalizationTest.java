package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Models that normalize their texts. */
class NormalizationTest {
    private static final String[] PARTS = {
        "a",
        " ",
        "e\u0301",
        "\u00E9",
        "\u0301",
        "\u1100\u1161\u11A8",
        "\uAC01",
        "o\u0302\u0323",
        "\u212B",
        "\u6F22",
        "\uD83D\uDE00",
        "\u0915\u093C",
        "<|end|>",
        "\n"
    };

    @TempDir
    private Path folder;

    private static BpeModel train(Normalization normalization) throws IOException {
        String text = "caf\u00E9 cafe\u0301 caf\u00E9s re\u0301sume\u0301\n".repeat(3);
        TextSource source = TextSource.builder().stream("text", new ByteArrayInputStream(text.getBytes(UTF_8)))
                .format(TextFormat.LINES)
                .build();
        TrainerOptions options = TrainerOptions.builder(280, Pretokenizers.of("gpt4o"))
                .normalization(normalization)
                .specialTokens(List.of("<|end|>"))
                .build();
        return BpeTrainer.train(source, options, ProgressListener.NONE);
    }

    @Test
    void composedAndDecomposedTextsHaveTheSameTokens() throws IOException {
        BpeModel model = train(Normalization.NFC);
        Path file = folder.resolve("nfc.model");
        model.save(file);
        BpeModel loaded = BpeModel.load(file);
        assertEquals(Normalization.NFC, loaded.normalization());
        assertEquals(model.fingerprint(), loaded.fingerprint());
        Tokenizer tokenizer = loaded.tokenizer();
        int[] ids = tokenizer.encode("caf\u00E9 re\u0301sume\u0301");
        assertArrayEquals(ids, tokenizer.encode("cafe\u0301 r\u00E9sum\u00E9"));
        assertEquals("caf\u00E9 r\u00E9sum\u00E9", tokenizer.decode(ids));
        Tokenizer plain = train(Normalization.NONE).tokenizer();
        assertEquals("cafe\u0301", plain.decode(plain.encode("cafe\u0301")), "nothing is changed unasked");
    }

    @Test
    void offsetsAreThoseOfTheTextAsItWasGiven() throws IOException {
        Tokenizer tokenizer = train(Normalization.NFC).tokenizer();
        Encoding encoding = tokenizer.encode("xe\u0301!", SpecialTokenPolicy.RAISE, OffsetUnit.UTF16);
        assertEquals(3, encoding.size());
        assertEquals(List.of(0, 1, 1, 3, 3, 4), offsets(encoding));
        assertEquals(
                List.of(0, 1, 1, 4, 4, 5),
                offsets(tokenizer.encode("xe\u0301!", SpecialTokenPolicy.RAISE, OffsetUnit.BYTES)));
    }

    private static List<Integer> offsets(Encoding encoding) {
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < encoding.size(); i++) {
            offsets.add(encoding.start(i));
            offsets.add(encoding.end(i));
        }
        return offsets;
    }

    @Test
    void randomTexts() throws IOException {
        SplittableRandom random = Seeds.random("NormalizationTest.randomTexts");
        Tokenizer tokenizer = train(Normalization.NFC).tokenizer();
        for (int round = 0; round < 5_000; round++) {
            StringBuilder built = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                built.append(PARTS[random.nextInt(PARTS.length)]);
            }
            String text = built.toString();
            // What is normalized stands between special tokens.
            StringBuilder expected = new StringBuilder();
            for (String part : text.split("(?<=<\\|end\\|>)|(?=<\\|end\\|>)", -1)) {
                expected.append(Normalizer.normalize(part, Normalizer.Form.NFC));
            }
            for (OffsetUnit unit : OffsetUnit.values()) {
                Encoding encoding = tokenizer.encode(text, SpecialTokenPolicy.ALLOW, unit);
                assertEquals(expected.toString(), tokenizer.decode(encoding.ids()), text);
                int length = unit == OffsetUnit.UTF16 ? text.length() : text.getBytes(UTF_8).length;
                int covered = 0;
                for (int i = 0; i < encoding.size(); i++) {
                    assertTrue(encoding.start(i) <= covered, "a gap in " + text);
                    assertTrue(encoding.start(i) < encoding.end(i), "nothing is covered in " + text);
                    assertTrue(encoding.end(i) >= covered, "a step back in " + text);
                    covered = encoding.end(i);
                }
                assertEquals(length, covered, text);
            }
        }
    }

    @Test
    void bytesThatAreNotUtf8Stay() {
        byte[] text = {'a', (byte) 0xFF, 'e', (byte) 0xCC, (byte) 0x81, (byte) 0xCC};
        assertNull(Normalization.NFC.apply(text, 0, 6), "a piece with a broken byte is left alone");
    }
}
