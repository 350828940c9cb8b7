package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.tokenwright.vocab.Vocabulary;

/**
 * Finds the tokens that begin at a place of a text, byte by byte. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * for (int node = trie.root(); at < end && (node = trie.child(node, utf8[at])) >= 0; at++) {
 *     if (trie.isToken(node)) {
 *         // utf8[start .. at] is the token with the id node
 *     }
 * }
 * }</pre>
 */
final class ByteTrie {
    /*
     * Layout. A node is a number: that of a token is its id, the others come behind all ids, the root first. Edges are longs in
     * one hash table with open addressing and linear probing, at most half full: node and byte in the high half, the child plus
     * one in the low one, 0 where the slot is free. Most steps cost one cache line. Tokens are put in by ascending length, so
     * that all of a token's prefixes have their numbers before it.
     *
     * Worst case. Building takes one step for each byte of a token, whatever the tokens are; the multiplier of the hash is random,
     * as in MergeTable, so that nobody can make edges collide. No result depends on it.
     */

    /** The answer where no token goes on: -1. */
    static final int NONE = -1;

    /** Nodes that a trie may have: 16,777,216. A node and a byte fit in 32 bits. */
    static final int MAX_NODES = 1 << 24;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private final int bound;
    private final int[] first = new int[256];
    private long[] edges = new long[64];
    private int mask = edges.length - 1;
    private int shift = Long.SIZE - 6;
    private int nodes;
    private int size;

    private ByteTrie(int bound) {
        this.bound = bound;
        nodes = bound + 1;
        Arrays.fill(first, NONE);
    }

    /**
     * {@return a trie}
     *
     * @param vocabulary the tokens
     * @param isMember which of them are found
     * @throws IllegalArgumentException if the trie would have more than {@link #MAX_NODES} nodes
     */
    static ByteTrie of(Vocabulary vocabulary, IntPredicate isMember) {
        ByteTrie trie = new ByteTrie(vocabulary.idBound());
        int[] starts = new int[vocabulary.maxLength() + 2];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            starts[vocabulary.length(id) + 1]++;
        }
        for (int length = 1; length < starts.length; length++) {
            starts[length] += starts[length - 1];
        }
        int holes = starts[1];
        int[] byLength = new int[vocabulary.idBound()];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            byLength[starts[vocabulary.length(id)]++] = id;
        }
        byte[] token = new byte[vocabulary.maxLength()];
        for (int i = holes; i < byLength.length; i++) {
            if (isMember.test(byLength[i])) {
                trie.put(token, vocabulary.copy(byLength[i], token, 0), byLength[i]);
            }
        }
        for (int value = 0; value < 256; value++) {
            trie.first[value] = trie.probe(trie.root(), value);
        }
        return trie;
    }

    private void put(byte[] token, int length, int id) {
        int node = root();
        for (int i = 0; i < length - 1; i++) {
            int child = probe(node, token[i] & 0xFF);
            node = child >= 0 ? child : link(node, token[i] & 0xFF, nodes++);
        }
        link(node, token[length - 1] & 0xFF, id);
    }

    private int link(int node, int value, int child) {
        if (nodes > MAX_NODES) {
            throw new IllegalArgumentException(
                    "the tokens and their beginnings are more than " + MAX_NODES + " byte strings");
        }
        if (2 * (size + 1) > edges.length) {
            grow();
        }
        insert((long) (node << 8 | value) << 32 | (child + 1));
        size++;
        return child;
    }

    private void grow() {
        long[] old = edges;
        edges = new long[2 * old.length];
        mask = edges.length - 1;
        shift--;
        for (long edge : old) {
            if (edge != 0) {
                insert(edge);
            }
        }
    }

    private void insert(long edge) {
        int slot = home((int) (edge >>> 32));
        while (edges[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        edges[slot] = edge;
    }

    private int home(int key) {
        return (int) ((key * multiplier) >>> shift);
    }

    /** {@return the node where every token begins} */
    int root() {
        return bound;
    }

    /** {@return whether a node is a token, whose id it then is} */
    boolean isToken(int node) {
        return node < bound;
    }

    /** {@return the node that a byte leads to, or {@link #NONE}} */
    int child(int node, byte value) {
        return node == bound ? first[value & 0xFF] : probe(node, value & 0xFF);
    }

    private int probe(int node, int value) {
        int key = node << 8 | value;
        for (int slot = home(key); ; slot = (slot + 1) & mask) {
            long edge = edges[slot];
            if ((int) (edge >>> 32) == key && edge != 0) {
                return (int) edge - 1;
            }
            if (edge == 0) {
                return NONE;
            }
        }
    }

    /** {@return the longest token that begins at a place, or {@link #NONE}} */
    int longest(byte[] utf8, int start, int end) {
        int longest = NONE;
        int node = root();
        for (int at = start; at < end; at++) {
            node = child(node, utf8[at]);
            if (node < 0) {
                break;
            }
            if (isToken(node)) {
                longest = node;
            }
        }
        return longest;
    }
}
