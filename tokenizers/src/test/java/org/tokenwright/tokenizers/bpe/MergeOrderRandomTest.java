package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.SlowEncoder;
import org.tokenwright.tokenizers.slow.SlowLowestRankEncoder;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * The engine against plain encoders, over random models: ids in any order, merges in any order, pairs that come twice, tokens
 * that no merge makes, tokens that several merges make.
 */
class MergeOrderRandomTest {
    private static final int TEXTS = 8;

    @Test
    void enginesGiveWhatPlainEncodersGive() {
        compare(2_000, Seeds.random("enginesGiveWhatPlainEncodersGive"));
    }

    @Test
    @Tag("long")
    void enginesGiveWhatPlainEncodersGiveOnManyModels() {
        compare(30_000, Seeds.random("enginesGiveWhatPlainEncodersGiveOnManyModels"));
    }

    private static void compare(int rounds, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            compareOne(random);
        }
    }

    private static void compareOne(SplittableRandom random) {
        List<String> tokens = new ArrayList<>(List.of("a", "b", "c"));
        List<List<String>> merges = new ArrayList<>();
        for (int rank = random.nextInt(1, random.nextBoolean() ? 12 : 150); rank > 0; rank--) {
            List<String> pair = List.of(pick(tokens, random), pick(tokens, random));
            String product = String.join("", pair);
            if (product.length() < 14 && (random.nextInt(5) == 0 || !merges.contains(pair))) {
                merges.add(pair);
                if (!tokens.contains(product)) {
                    tokens.add(product);
                }
            }
        }
        for (int swap = random.nextInt(6) * random.nextInt(8); swap > 0 && merges.size() > 1; swap--) {
            Collections.swap(merges, random.nextInt(merges.size()), random.nextInt(merges.size()));
        }
        String unmade = text(random, 6);
        if (!tokens.contains(unmade)) {
            tokens.add(unmade);
        }
        Collections.shuffle(tokens, new Random(random.nextLong()));
        boolean whole = random.nextBoolean();
        MergeOrder order = random.nextInt(4) == 0 ? MergeOrder.TRAINED : MergeOrder.LOWEST_RANK;
        UnaryOperator<List<String>> encoding = order == MergeOrder.TRAINED
                ? text -> new SlowEncoder(merges, List.of()).encodeWord(text.get(0))
                : text -> new SlowLowestRankEncoder(merges).encode(text.get(0));
        Encoder encoder = model(tokens, merges)
                .mergeOrder(order)
                .wholePretokens(whole)
                .build()
                .tokenizer()
                .newEncoder(SpecialTokenPolicy.RAISE);
        for (int i = 0; i < TEXTS; i++) {
            String text = random.nextInt(4) == 0
                    ? pick(tokens, random)
                    : text(random, random.nextInt(10) == 0 ? 400 : random.nextBoolean() ? 12 : 70);
            List<String> expected = whole && tokens.contains(text) ? List.of(text) : encoding.apply(List.of(text));
            byte[] utf8 = text.getBytes(UTF_8);
            int count = encoder.encode(utf8, 0, utf8.length);
            assertArrayEquals(
                    expected.stream().mapToInt(tokens::indexOf).toArray(),
                    Arrays.copyOf(encoder.ids(), count),
                    () -> order + ", whole " + whole + ", " + merges + " on " + text + ": " + expected);
        }
    }

    private static BpeModel.Builder model(List<String> tokens, List<List<String>> merges) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        tokens.forEach(token -> vocabulary.add(token.getBytes(UTF_8)));
        int[] lefts =
                merges.stream().mapToInt(pair -> tokens.indexOf(pair.get(0))).toArray();
        int[] rights =
                merges.stream().mapToInt(pair -> tokens.indexOf(pair.get(1))).toArray();
        int[] products = merges.stream()
                .mapToInt(pair -> tokens.indexOf(String.join("", pair)))
                .toArray();
        return BpeModel.builder(vocabulary.build(), MergeTable.of(lefts, rights, products), Pretokenizers.of("none"));
    }

    private static String text(SplittableRandom random, int bound) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1, bound + 1); length > 0; length--) {
            text.append("abc".substring(random.nextInt(3)).charAt(0)).repeat('a', random.nextInt(9) == 0 ? 9 : 0);
        }
        return text.toString();
    }

    private static String pick(List<String> tokens, SplittableRandom random) {
        return tokens.get(random.nextInt(tokens.size()));
    }
}
