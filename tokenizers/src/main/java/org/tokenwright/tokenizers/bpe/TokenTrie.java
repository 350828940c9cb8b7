package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.Vocabulary;

/** Finds the longest token at a place of a text. Immutable, safe for any number of threads. */
final class TokenTrie {
    /*
     * A node is a prefix of tokens. Its number is the id of the token that it is, or, if it is none, a number from the bound of
     * the ids on. The nodes of two bytes stand in an array by their bytes. The steps from there are in a hash table with open
     * addressing, at most half full: a slot has its key, the number of a node (24 bits) and a byte (8 bits), and the number of
     * the node behind the step (32 bits). Only a step from node 0 can have the key 0, and it never leads to node 0: a slot that
     * is taken is not 0.
     *
     * Shorter tokens are added first, so a node that is a token is there before longer tokens pass it.
     *
     * The hash differs from trie to trie, so that nobody can make a vocabulary whose steps collide. No result depends on it.
     */
    static final int NONE = Vocabulary.NO_ID;

    private static final int NODE_BOUND = 1 << 24;

    private final int ids;
    private final int[] ofByte = new int[256];
    private final int[] ofTwoBytes = new int[1 << 16];
    private final int[] shorter;
    private final int[] lengths;
    private final long secret;
    private final long multiplier;
    private long[] slots = new long[1 << 10];
    private int shift = Long.SIZE - 10;
    private int nodes;
    private int steps;

    private TokenTrie(Vocabulary vocabulary) {
        ids = vocabulary.idBound();
        nodes = ids;
        shorter = new int[ids];
        lengths = new int[ids];
        Arrays.fill(ofByte, NONE);
        Arrays.fill(ofTwoBytes, NONE);
        Arrays.fill(shorter, NONE);
        SplittableRandom random = new SplittableRandom();
        secret = random.nextLong();
        multiplier = random.nextLong() | 1;
    }

    /**
     * {@return a trie of some tokens, or null if they have more than 2<sup>24</sup> prefixes}
     *
     * @param vocabulary the tokens
     * @param isIn tells which of them are in it
     */
    static @Nullable TokenTrie of(Vocabulary vocabulary, IntPredicate isIn) {
        TokenTrie trie = new TokenTrie(vocabulary);
        byte[] bytes = new byte[vocabulary.maxLength()];
        for (int id : byLength(vocabulary)) {
            if (trie.nodes > NODE_BOUND - vocabulary.maxLength()) {
                return null;
            }
            if (isIn.test(id)) {
                trie.lengths[id] = vocabulary.copy(id, bytes, 0);
                trie.add(id, bytes, trie.lengths[id]);
            }
        }
        return trie;
    }

    private static int[] byLength(Vocabulary vocabulary) {
        int[] starts = new int[vocabulary.maxLength() + 2];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            starts[vocabulary.length(id) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int holes = starts[1];
        int[] sorted = new int[vocabulary.size()];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id)) {
                sorted[starts[vocabulary.length(id)]++ - holes] = id;
            }
        }
        return sorted;
    }

    private void add(int id, byte[] token, int length) {
        if (length == 1) {
            ofByte[token[0] & 0xFF] = id;
            return;
        }
        int last = ofByte[token[0] & 0xFF];
        int first = (token[0] & 0xFF) << 8 | token[1] & 0xFF;
        if (length == 2) {
            ofTwoBytes[first] = id;
            shorter[id] = last;
            return;
        }
        if (ofTwoBytes[first] == NONE) {
            ofTwoBytes[first] = nodes++;
        }
        int node = ofTwoBytes[first];
        for (int i = 2; ; i++) {
            last = node < ids ? node : last;
            if (i == length - 1) {
                put(node, token[i], id);
                shorter[id] = last;
                return;
            }
            int next = step(node, token[i]);
            if (next == NONE) {
                next = nodes++;
                put(node, token[i], next);
            }
            node = next;
        }
    }

    /**
     * {@return the longest token at a place, or {@link #NONE} if there is none}
     *
     * @param utf8 the text
     * @param start where the token begins
     * @param end index behind the last byte that it may hold, above {@code start}
     */
    int longest(byte[] utf8, int start, int end) {
        int longest = ofByte[utf8[start] & 0xFF];
        if (start + 1 == end) {
            return longest;
        }
        int node = ofTwoBytes[(utf8[start] & 0xFF) << 8 | utf8[start + 1] & 0xFF];
        int at = start + 2;
        while (node != NONE) {
            longest = node < ids ? node : longest;
            node = at < end ? step(node, utf8[at++]) : NONE;
        }
        return longest;
    }

    /** {@return the longest token that is a proper prefix of a token, or {@link #NONE}} */
    int shorter(int id) {
        return shorter[id];
    }

    /** {@return number of bytes of a token} */
    int length(int id) {
        return lengths[id];
    }

    private int step(int node, byte value) {
        int key = node << 8 | value & 0xFF;
        long[] table = slots;
        int mask = table.length - 1;
        for (int at = home(key); ; at = at + 1 & mask) {
            long slot = table[at];
            if ((int) (slot >>> 32) == key && slot != 0) {
                return (int) slot;
            }
            if (slot == 0) {
                return NONE;
            }
        }
    }

    private void put(int node, byte value, int next) {
        if (++steps > slots.length / 2) {
            grow();
        }
        insert((long) (node << 8 | value & 0xFF) << 32 | next);
    }

    private void insert(long slot) {
        int at = home((int) (slot >>> 32));
        while (slots[at] != 0) {
            at = at + 1 & slots.length - 1;
        }
        slots[at] = slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        shift--;
        for (long slot : old) {
            if (slot != 0) {
                insert(slot);
            }
        }
    }

    private int home(int key) {
        long mixed = (key ^ secret) * multiplier;
        return (int) ((mixed ^ mixed >>> 32) * multiplier >>> shift);
    }
}
