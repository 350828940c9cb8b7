package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.Vocabulary;

/** Finds the longest token at a place of a text. Immutable, safe for any number of threads. */
final class TokenTrie {
    /*
     * A node is a prefix of tokens, and a place in `nodes` (TrieLayout). The first bytes of a text are taken at once: three of a
     * character that has three bytes, two otherwise. A number in these tables is a node; where no longer token can
     * follow, it is -2 less the longest token: -1 if there is none.
     */
    static final int NONE = TrieLayout.NONE;

    private static final int ENDED = -2;

    private final long[] nodes;
    private final int[] shorter;
    private final int[] ofByte = new int[256];
    private final int[] ofTwoBytes = new int[1 << 16];
    private final int[] ofThreeBytes = new int[1 << 16];

    private TokenTrie(TrieLayout layout) {
        nodes = layout.nodes();
        shorter = layout.shorter();
        int root = TrieLayout.ROOT;
        for (int first = 0; first < 256; first++) {
            int node = TrieLayout.child(nodes, root, first);
            ofByte[first] = node < 0 ? NONE : TrieLayout.longest(nodes[node]);
            for (int second = 0; second < 256; second++) {
                ofTwoBytes[(first << 8) | second] = entry(node, ofByte[first], second);
            }
        }
        for (int character = 0; character < 1 << 16; character++) {
            int first = 0xE0 | (character >> 12);
            int two = ofTwoBytes[(first << 8) | 0x80 | ((character >> 6) & 0x3F)];
            ofThreeBytes[character] =
                    two < 0 ? two : entry(two, TrieLayout.longest(nodes[two]), 0x80 | (character & 0x3F));
        }
    }

    private int entry(int node, int longest, int value) {
        int child = node < 0 ? -1 : TrieLayout.child(nodes, node, value);
        if (child < 0) {
            return ENDED - longest;
        }
        return TrieLayout.isLeaf(nodes[child]) ? ENDED - TrieLayout.longest(nodes[child]) : child;
    }

    /**
     * {@return a trie of the tokens that encoding can give, or null if they have too many prefixes}
     *
     * @param vocabulary has the tokens
     * @param splits has their numbers, by which the trie knows them
     */
    static @Nullable TokenTrie of(Vocabulary vocabulary, Splits splits) {
        byte[] nothing = {};
        int[] numbers = splits.numbers(vocabulary.idBound());
        int[] ids = Arrays.stream(vocabulary.idsWithPrefix(nothing, 0, 0))
                .filter(id -> numbers[id] != NONE)
                .toArray();
        TrieLayout layout = new TrieLayout(vocabulary, ids, numbers, splits.size());
        return layout.make() ? new TokenTrie(layout) : null;
    }

    /**
     * {@return the number of the longest token at a place, or {@link #NONE} if there is none}
     *
     * @param utf8 the text
     * @param start where the token begins
     * @param end index behind the last byte that it may hold, above {@code start}
     */
    int longest(byte[] utf8, int start, int end) {
        int first = utf8[start];
        int node;
        int at;
        if (start + 2 < end && first < (byte) 0xF0 && first >= (byte) 0xE0 && isCharacter(utf8, start)) {
            node = ofThreeBytes[((first & 0xF) << 12) | ((utf8[start + 1] & 0x3F) << 6) | (utf8[start + 2] & 0x3F)];
            at = start + 3;
        } else if (start + 1 < end) {
            node = ofTwoBytes[((first & 0xFF) << 8) | (utf8[start + 1] & 0xFF)];
            at = start + 2;
        } else {
            return ofByte[first & 0xFF];
        }
        if (node < 0) {
            return ENDED - node;
        }
        long[] table = nodes;
        long found = table[node];
        while (at < end) {
            int value = utf8[at++] & 0xFF;
            long child = table[TrieLayout.offset(found) ^ value];
            if (!TrieLayout.isChild(child, value)) {
                break;
            }
            found = child;
        }
        return TrieLayout.longest(found);
    }

    private static boolean isCharacter(byte[] utf8, int start) {
        return utf8[start + 1] < (byte) 0xC0 && utf8[start + 2] < (byte) 0xC0;
    }

    /** {@return the number of the longest token that is a proper prefix of another, or {@link #NONE}} */
    int shorter(int number) {
        return shorter[number];
    }
}
