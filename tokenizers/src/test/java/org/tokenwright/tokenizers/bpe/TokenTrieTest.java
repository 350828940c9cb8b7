package org.tokenwright.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** The trie against the vocabulary's own search. */
class TokenTrieTest {
    @Test
    void trieFindsWhatTheVocabularyFinds() {
        SplittableRandom random = Seeds.random("trieFindsWhatTheVocabularyFinds");
        for (int round = 0; round < 300; round++) {
            int values = random.nextInt(2) == 0 ? 3 : random.nextInt(1, 257);
            compare(random, values, random.nextInt(1, 2_000));
        }
    }

    /** Every product is one byte longer than some token before. */
    private static void compare(SplittableRandom random, int values, int merges) {
        Vocabulary.Builder builder = Vocabulary.builder();
        List<byte[]> tokens = new ArrayList<>();
        for (int value = 0; value < values; value++) {
            tokens.add(new byte[] {(byte) (value + 0xD0)});
            builder.add(tokens.get(value));
        }
        int[] lefts = new int[merges];
        int[] rights = new int[merges];
        int[] products = new int[merges];
        int count = 0;
        for (int i = 0; i < merges; i++) {
            int left = random.nextInt(tokens.size());
            int right = random.nextInt(values);
            byte[] product = Arrays.copyOf(tokens.get(left), tokens.get(left).length + 1);
            product[product.length - 1] = tokens.get(right)[0];
            if (tokens.stream().noneMatch(token -> Arrays.equals(token, product))) {
                lefts[count] = left;
                rights[count] = right;
                products[count++] = tokens.size();
                tokens.add(product);
                builder.add(product);
            }
        }
        Vocabulary vocabulary = builder.build();
        MergeTable table = MergeTable.of(
                Arrays.copyOf(lefts, count), Arrays.copyOf(rights, count), Arrays.copyOf(products, count));
        Splits splits = Objects.requireNonNull(Splits.of(
                BpeModel.builder(vocabulary, table, Pretokenizers.of("none")).build()));
        TokenTrie trie = Objects.requireNonNull(TokenTrie.of(vocabulary, splits));
        Vocabulary made = made(vocabulary, splits);
        byte[] text = new byte[40];
        for (int i = 0; i < 200; i++) {
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) (random.nextInt(values) + 0xD0);
            }
            int end = random.nextInt(1, text.length + 1);
            int start = random.nextInt(end);
            int number = trie.longest(text, start, end);
            assertEquals(made.longestPrefix(text, start, end), splits.id(number));
            int shorter = trie.shorter(number);
            assertEquals(
                    made.longestProperPrefix(splits.id(number)), shorter < 0 ? Vocabulary.NO_ID : splits.id(shorter));
        }
    }

    /** The tokens that encoding can give, with their ids. */
    private static Vocabulary made(Vocabulary vocabulary, Splits splits) {
        Vocabulary.Builder builder = Vocabulary.builder();
        int[] numbers = splits.numbers(vocabulary.idBound());
        for (int id = 0; id < numbers.length; id++) {
            if (numbers[id] >= 0) {
                builder.put(id, vocabulary.bytes(id));
            }
        }
        return builder.build();
    }
}
