package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.TiktokenFormat;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * Texts that other encoders take quadratic time for. The limits are several times what a quiet machine needs: they tell
 * linear time from quadratic, which would be thousands of times as much.
 */
class HostileTextTest {
    private static final double MOST_SECONDS_PER_MEGABYTE = 0.5;
    private static final int PASSES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "r50k_base"})
    @Tag("long")
    void hostileTextsTakeLinearTime(String encoding) throws IOException {
        Tokenizer tokenizer = TiktokenFormat.load(encoding).tokenizer();
        SplittableRandom random = Seeds.random("hostileTextsTakeLinearTime");
        Map<String, String> texts = new LinkedHashMap<>();
        for (String repeated :
                List.of("a", " ", "\n", "A", "ab", "aA", "'s", " \n", "\n  ", ".\n/", "\u0301", "\ud83d\ude00")) {
            texts.put("repeated " + repeated, repeated.repeat(1_000_000 / repeated.length()));
        }
        texts.put("digits", random(random, "0123456789", 1_000_000));
        texts.put("letters", random(random, "abcdefghijklmnopqrstuvwxyz", 100_000));
        texts.put("signs", random(random, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", 100_000));
        texts.put("Han", random(random, han(), 100_000));
        texts.forEach((name, text) -> assertLinear(encoding + ", " + name, tokenizer, text));
    }

    /** Each token is a prefix of the next, and no two of the long ones can be neighbours. */
    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaa", "ababababab", "aaaaaaaaab", "baaaaaaaaa"})
    @Tag("long")
    void hostileVocabulariesTakeLinearTime(String unit) {
        String longest = unit.repeat(30);
        Tokenizer tokenizer = chain(longest).tokenizer();
        SplittableRandom random = Seeds.random("hostileVocabulariesTakeLinearTime");
        for (String text : List.of(
                "a".repeat(1_000_000),
                longest.repeat(3_000),
                longest.substring(1).repeat(3_000),
                random(random, "ab", 1_000_000),
                random(random, "aaaaaaaaab", 1_000_000))) {
            assertLinear(longest, tokenizer, text);
        }
    }

    /** Where backtracking gives up, merging goes on. */
    @Test
    void chainsAreEncodedAsByMerging() {
        SplittableRandom random = Seeds.random("chainsAreEncodedAsByMerging");
        for (int round = 0; round < 200; round++) {
            BpeModel model = chain(random(random, random.nextBoolean() ? "ab" : "aaaaaaab", random.nextInt(2, 100)));
            String text = random(random, random.nextBoolean() ? "ab" : "aaaaaaab", random.nextInt(1, 2_000));
            int[] expected = text.chars().map(c -> c - 'a').toArray();
            int end = new Merger(model.merges(), true).merge(expected, 0, expected.length);
            assertArrayEquals(
                    Arrays.copyOf(expected, end), model.tokenizer().encode(text, SpecialTokenPolicy.IGNORE), text);
        }
    }

    /** A model in which every beginning of a text is a token, made of the one before and a letter. */
    private static BpeModel chain(String longest) {
        List<String> tokens = new ArrayList<>(List.of("a", "b"));
        List<int[]> merges = new ArrayList<>();
        for (int length = 2; length <= longest.length(); length++) {
            int left = tokens.indexOf(longest.substring(0, length - 1));
            merges.add(new int[] {left, longest.charAt(length - 1) - 'a', tokens.size()});
            tokens.add(longest.substring(0, length));
        }
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        tokens.forEach(token -> vocabulary.add(token.getBytes(UTF_8)));
        MergeTable table = MergeTable.of(
                merges.stream().mapToInt(merge -> merge[0]).toArray(),
                merges.stream().mapToInt(merge -> merge[1]).toArray(),
                merges.stream().mapToInt(merge -> merge[2]).toArray());
        return BpeModel.builder(vocabulary.build(), table, Pretokenizers.of("none"))
                .build();
    }

    private static void assertLinear(String name, Tokenizer tokenizer, String text) {
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        double least = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            encoder.encode(text);
            least = Math.min(least, (System.nanoTime() - start) / 1e9);
        }
        double perMegabyte = least / (text.getBytes(UTF_8).length / 1e6);
        System.out.printf("%s: %.1f ms for each megabyte%n", name, 1000 * perMegabyte);
        assertTrue(
                perMegabyte < MOST_SECONDS_PER_MEGABYTE,
                () -> name + " takes " + perMegabyte + " seconds for each megabyte");
    }

    private static String han() {
        StringBuilder characters = new StringBuilder();
        for (int codePoint = 0x4E00; codePoint < 0x9FA0; codePoint++) {
            characters.appendCodePoint(codePoint);
        }
        return characters.toString();
    }

    private static String random(SplittableRandom random, String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
