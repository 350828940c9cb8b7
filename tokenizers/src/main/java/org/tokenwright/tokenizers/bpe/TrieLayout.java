package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.tokenwright.vocab.Vocabulary;

/** Lays out the prefixes of tokens in an array, for {@link TokenTrie}. For one thread. */
final class TrieLayout {
    /*
     * A double array. The long of a node has the longest token that its prefix begins with in the upper half; below are the
     * offset of its children (23 bits), a bit that tells that there is a node, and the last byte of the prefix. The child
     * behind a byte is at the offset XOR the byte, if there is a node with that byte: no two nodes have the same offset, so it
     * is no other's child. Nodes without children have offset 0, and the first block of 256 places holds no node but the root.
     *
     * The children of a node lie in one block. An only child takes the first place that is free; several are put where they
     * fit in one of the last blocks, or into a new one.
     *
     * Sources: Aoe, "An efficient digital search algorithm by using a double-array structure", 1989; darts-clone by Yata.
     */
    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int OFFSET_SHIFT = 9;
    private static final int NODE = 1 << 8;
    private static final int BLOCK = 256;
    private static final int MOST_PLACES = 1 << 23;
    private static final int WINDOW = 8;
    private static final int MOST_MISSES = 32;

    private final int[] numbers;
    private final byte[] bytes;
    private final int[] starts;
    private final int[] shorter;
    private final BitSet taken = new BitSet();
    private final BitSet takenOffsets = new BitSet();
    private final int[] labels = new int[BLOCK];
    private final int[] firsts = new int[BLOCK + 1];
    private final IntArrayList stack = new IntArrayList();
    private long[] nodes = new long[4 * BLOCK];
    private int[] free = new int[4];
    private int blocks = 1;
    private int firstFree = BLOCK;

    /**
     * Begins a layout.
     *
     * @param vocabulary has the tokens
     * @param ids those that are laid out, in the order of their bytes
     * @param numberOf by id, what stands for a token in the trie
     * @param bound above all these numbers
     */
    TrieLayout(Vocabulary vocabulary, int[] ids, int[] numberOf, int bound) {
        numbers = Arrays.stream(ids).map(id -> numberOf[id]).toArray();
        starts = new int[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            starts[i + 1] = starts[i] + vocabulary.length(ids[i]);
        }
        bytes = new byte[starts[ids.length]];
        for (int i = 0; i < ids.length; i++) {
            vocabulary.copy(ids[i], bytes, starts[i]);
        }
        shorter = new int[bound];
        Arrays.fill(shorter, NONE);
    }

    /** Makes the layout; {@return false if it takes too many places} */
    boolean make() {
        push(ROOT, 0, numbers.length, 0, NONE);
        while (!stack.isEmpty()) {
            int longest = stack.popInt();
            int depth = stack.popInt();
            int to = stack.popInt();
            int from = stack.popInt();
            if (!expand(stack.popInt(), from, to, depth, longest)) {
                return false;
            }
        }
        nodes = Arrays.copyOf(nodes, blocks * BLOCK);
        return true;
    }

    long[] nodes() {
        return nodes;
    }

    /** By number of a token, the longest token that is a proper prefix of it. */
    int[] shorter() {
        return shorter;
    }

    static int longest(long node) {
        return (int) (node >>> 32);
    }

    static int offset(long node) {
        return (int) node >>> OFFSET_SHIFT;
    }

    static boolean isLeaf(long node) {
        return offset(node) == 0;
    }

    static boolean isChild(long node, int value) {
        return ((int) node & (NODE | 0xFF)) == (NODE | value);
    }

    static int child(long[] nodes, int node, int value) {
        int child = offset(nodes[node]) ^ value;
        return isChild(nodes[child], value) ? child : -1;
    }

    private void push(int node, int from, int to, int depth, int longest) {
        stack.add(node);
        stack.add(from);
        stack.add(to);
        stack.add(depth);
        stack.add(longest);
    }

    /** Gives a node its longest token and its children; the tokens from one number to another begin with its prefix. */
    private boolean expand(int node, int from, int to, int depth, int longestBefore) {
        int first = from;
        int longest = longestBefore;
        if (first < to && starts[first + 1] - starts[first] == depth) {
            longest = numbers[first++];
            shorter[longest] = longestBefore;
        }
        int count = 0;
        for (int i = first; i < to; i++) {
            int value = bytes[starts[i] + depth] & 0xFF;
            if (count == 0 || labels[count - 1] != value) {
                labels[count] = value;
                firsts[count++] = i;
            }
        }
        firsts[count] = to;
        int offset = count == 0 ? 0 : place(count);
        if (blocks * BLOCK > MOST_PLACES) {
            return false;
        }
        nodes[node] |= ((long) longest << 32) | ((long) offset << OFFSET_SHIFT);
        for (int i = count - 1; i >= 0; i--) {
            int child = offset ^ labels[i];
            nodes[child] = NODE | labels[i];
            push(child, firsts[i], firsts[i + 1], depth + 1, longest);
        }
        return true;
    }

    /** Finds an offset at which all labels are free, and takes them. */
    private int place(int count) {
        int offset = count == 1 ? placeOne(labels[0]) : placeSeveral(count);
        takenOffsets.set(offset);
        for (int i = 0; i < count; i++) {
            taken.set(offset ^ labels[i]);
        }
        free[offset / BLOCK] -= count;
        return offset;
    }

    private int placeOne(int label) {
        firstFree = taken.nextClearBit(firstFree);
        int misses = 0;
        int place = firstFree;
        while (place < blocks * BLOCK) {
            if (!takenOffsets.get(place ^ label)) {
                return place ^ label;
            }
            if (++misses == MOST_MISSES) {
                firstFree = place;
            }
            place = taken.nextClearBit(place + 1);
        }
        return newBlock();
    }

    private int placeSeveral(int count) {
        for (int block = Math.max(1, blocks - WINDOW); block < blocks; block++) {
            int end = (block + 1) * BLOCK;
            if (free[block] >= count) {
                for (int place = taken.nextClearBit(block * BLOCK);
                        place < end;
                        place = taken.nextClearBit(place + 1)) {
                    int offset = place ^ labels[0];
                    if (!takenOffsets.get(offset) && isFree(offset, count)) {
                        return offset;
                    }
                }
            }
        }
        return newBlock();
    }

    private boolean isFree(int offset, int count) {
        for (int i = 1; i < count; i++) {
            if (taken.get(offset ^ labels[i])) {
                return false;
            }
        }
        return true;
    }

    private int newBlock() {
        int block = blocks++;
        if (nodes.length < blocks * BLOCK) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        if (free.length < blocks) {
            free = Arrays.copyOf(free, 2 * blocks);
        }
        free[block] = BLOCK;
        return block * BLOCK;
    }
}
