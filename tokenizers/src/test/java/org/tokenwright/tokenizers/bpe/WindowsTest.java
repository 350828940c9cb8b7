package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.formats.TiktokenFormat;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Windows give what the merges give that are applied one by one. */
class WindowsTest {
    private static final String[] ALPHABETS = {
        "ab", "aaaaaaab", "abc", "abcdefghijklmnopqrstuvwxyz", "0123456789", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
    };

    @Test
    void vocabulariesInUse() throws IOException {
        SplittableRandom random = Seeds.random("WindowsTest.vocabulariesInUse");
        for (String name : new String[] {"r50k_base", "cl100k_base"}) {
            assertEqualsMerging(TiktokenFormat.load(name), random, 150);
        }
    }

    @Test
    void vocabulariesOfRandomText() throws IOException {
        SplittableRandom random = Seeds.random("WindowsTest.vocabulariesOfRandomText");
        for (int round = 0; round < 20; round++) {
            String text = text(random, ALPHABETS[random.nextInt(ALPHABETS.length)], random.nextInt(100, 5_000));
            TextSource source = TextSource.builder().stream("text", new ByteArrayInputStream(text.getBytes(UTF_8)))
                    .format(TextFormat.LINES)
                    .build();
            TrainerOptions options = TrainerOptions.of(256 + random.nextInt(300), Pretokenizers.of("none"));
            assertEqualsMerging(BpeTrainer.train(source, options, ProgressListener.NONE), random, 60);
        }
    }

    @Test
    void saysWhichByteIsInNoToken() throws IOException {
        TextSource source = TextSource.builder().stream("text", new ByteArrayInputStream("abc".getBytes(UTF_8)))
                .format(TextFormat.LINES)
                .build();
        BpeModel letters = BpeTrainer.train(
                source,
                TrainerOptions.builder(243, Pretokenizers.of("none"))
                        .alphabet(Alphabet.UTF8)
                        .build(),
                ProgressListener.NONE);
        byte[] text = "ab".repeat(100).getBytes(UTF_8);
        text[150] = (byte) 0xC0;
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> letters.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE).encode(text, 0, text.length));
        assertEquals("byte 0xc0 at index 150 is in no token", e.getMessage());
    }

    private static void assertEqualsMerging(BpeModel model, SplittableRandom random, int rounds) {
        Splits splits = Objects.requireNonNull(Splits.of(model));
        Windows windows = new Windows(splits, new ShortWords(splits));
        Merger merger = new Merger(model.merges(), true);
        int kept = 0;
        for (int round = 0; round < rounds; round++) {
            String text = text(random, ALPHABETS[random.nextInt(ALPHABETS.length)], random.nextInt(1, 2_000));
            if (random.nextInt(3) == 0) {
                text += text(random, ALPHABETS[random.nextInt(ALPHABETS.length)], random.nextInt(1, 100))
                        .repeat(random.nextInt(1, 30));
            }
            byte[] utf8 = text.getBytes(UTF_8);
            int[] ids = new int[utf8.length + 1];
            int to = windows.encode(utf8, 0, utf8.length, ids, 1);
            if (to != Windows.GIVEN_UP) {
                kept++;
                int[] expected = new int[utf8.length];
                Arrays.setAll(expected, i -> model.byteId(utf8[i] & 0xFF));
                int end = merger.merge(expected, 0, expected.length);
                assertArrayEquals(Arrays.copyOf(expected, end), Arrays.copyOfRange(ids, 1, to), text);
            }
        }
        assertTrue(kept > rounds / 20, () -> "nearly all texts are given up");
    }

    private static String text(SplittableRandom random, String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
