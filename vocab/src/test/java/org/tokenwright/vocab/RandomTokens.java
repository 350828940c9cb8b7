package org.tokenwright.vocab;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Random vocabularies of the kinds that a search over bytes may get wrong, as sorted maps from token to id. */
final class RandomTokens {
    private RandomTokens() {}

    /** Makes a vocabulary: tokens over a small or a full alphabet, many of them prefixes of others, ids with or without holes. */
    static NavigableMap<byte[], Integer> map(SplittableRandom random, int tokens) {
        int[] alphabet = random.nextBoolean() ? new int[] {0x00, 'a', 0x7F, 0x80, 0xFF} : bytes();
        int maxLength = random.nextInt(1, 40);
        int maxGap = random.nextBoolean() ? 1 : random.nextInt(1, 50);
        TreeMap<byte[], Integer> map = new TreeMap<>(Arrays::compareUnsigned);
        int id = random.nextInt(maxGap);
        byte[] before = new byte[0];
        for (int i = 0; i < tokens; i++) {
            byte[] token = text(random, alphabet, random.nextInt(1, maxLength + 1));
            if (random.nextInt(3) == 0) {
                ByteBuffer longer = ByteBuffer.allocate(before.length + 1);
                token = longer.put(before).put(token[0]).array();
            }
            if (map.putIfAbsent(token, id) == null) {
                id += random.nextInt(1, maxGap + 1);
            }
            before = token;
        }
        return map;
    }

    /** Makes a text out of tokens, parts of tokens and noise. */
    static byte[] text(SplittableRandom random, NavigableMap<byte[], Integer> map, int pieces) {
        byte[][] tokens = map.keySet().toArray(byte[][]::new);
        ByteBuffer text = ByteBuffer.allocate(pieces * 100);
        for (int i = 0; i < pieces; i++) {
            byte[] token = tokens[random.nextInt(tokens.length)];
            int length = random.nextBoolean() ? token.length : random.nextInt(token.length);
            text.put(token, 0, Math.min(length, text.remaining()));
            if (random.nextInt(4) == 0 && text.hasRemaining()) {
                text.put((byte) random.nextInt());
            }
        }
        return Arrays.copyOf(text.array(), text.position());
    }

    static Vocabulary vocabulary(NavigableMap<byte[], Integer> map) {
        Vocabulary.Builder builder = Vocabulary.builder();
        map.forEach((token, id) -> builder.put(id, token));
        return builder.build();
    }

    private static byte[] text(SplittableRandom random, int[] alphabet, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) alphabet[random.nextInt(alphabet.length)];
        }
        return text;
    }

    private static int[] bytes() {
        return IntStream.range(0, 256).toArray();
    }
}
