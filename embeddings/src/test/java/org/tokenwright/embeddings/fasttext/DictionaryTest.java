package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class DictionaryTest {
    private final SplittableRandom random = Seeds.random("DictionaryTest");

    private static Dictionary dictionary(WordTable words, int buckets) {
        ModelArguments arguments = new ModelArguments(
                1, 1, 1, 1, 1, 1, FastTextLoss.SOFTMAX, FastTextTask.SUPERVISED, buckets, 0, 0, 1, 1, 0);
        int size = words.size();
        return new Dictionary(arguments, words, new long[size], size, 1, null, new byte[] {'_'});
    }

    /** Short words, long ones, and enough of both that slots are taken twice. */
    @Test
    void findsEveryWordOfALargeDictionary() {
        WordTable words = new WordTable(16);
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = word();
            words.add(bytes, 0, bytes.length);
        }
        Dictionary dictionary = dictionary(words, 10);
        for (int id = 0; id < words.size(); id++) {
            byte[] bytes = words.bytes(id);
            assertEquals(id, dictionary.find(bytes, 0, bytes.length));
            assertEquals(id, dictionary.find(words.arena(), words.start(id), words.end(id)));
        }
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = word();
            assertEquals(words.find(bytes, 0, bytes.length), dictionary.find(bytes, 0, bytes.length));
        }
    }

    private byte[] word() {
        byte[] bytes = new byte[random.nextInt(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i < 2 ? random.nextInt(256) : random.nextInt(4));
        }
        return bytes;
    }

    @Test
    void bucketsAreRemainders() {
        WordTable words = new WordTable(1);
        byte[] word = "a".getBytes(StandardCharsets.UTF_8);
        words.add(word, 0, 1);
        for (int i = 0; i < 10_000; i++) {
            int buckets = 1 + (random.nextInt() >>> 1 >>> random.nextInt(31));
            if (buckets <= 0 || buckets == Integer.MAX_VALUE) {
                continue;
            }
            Dictionary dictionary = dictionary(words, buckets);
            long hash = random.nextInt(4) == 0 ? -random.nextInt(3) : random.nextLong() >> random.nextInt(64);
            assertEquals(1 + Long.remainderUnsigned(hash, buckets), dictionary.row(hash));
            assertEquals(1 + Integer.toUnsignedLong((int) hash) % buckets, dictionary.row((int) hash));
        }
    }
}
