package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.Vocabulary;

/** The superwords of a vocabulary, word by word. Immutable, safe for any number of threads. */
final class SuperwordTrie {
    /*
     * Words have numbers, and nodes too: 0 is the root. From a node a word leads to another: a hash table with open addressing,
     * at most half full, of keys (node in the upper half, word in the lower) and the nodes that they lead to, 0 where a place
     * is free, since nothing leads to the root. What the first word of superwords leads to is in an array beside it, since most
     * words of a text are looked for there.
     */
    /** What is no word or node. */
    static final int NONE = WordNumbers.NONE;

    private final WordNumbers words;
    private final int[] first;

    /** Of each word whether it is behind another one in a superword. */
    private final boolean[] follows;

    private long[] keys = new long[1 << 8];
    private int[] nodes = new int[1 << 8];
    private int[] ids = new int[1 << 7];
    private int size = 1;

    /**
     * Collects the superwords: tokens of whole characters that are several words, each of which begins and ends with a letter or
     * digit, with white space between.
     *
     * @param ignoreCase whether case does not matter; then of those that differ in nothing else the lowest id is kept
     */
    SuperwordTrie(TokenModel model, boolean ignoreCase) {
        Tokenizer tokenizer = model.tokenizer();
        Vocabulary vocabulary = tokenizer.vocabulary();
        TermTable terms = model.terms(true);
        words = new WordNumbers(ignoreCase);
        Arrays.fill(ids, NONE);
        char[] chars = terms.chars();
        for (int id = 0; id < vocabulary.idBound(); id++) {
            int start = terms.start(id);
            int end = start + terms.length(id);
            if (vocabulary.contains(id) && terms.kind(id) == TokenKind.TEXT && isSuperword(chars, start, end)) {
                add(chars, start, end, id);
            }
        }
        first = new int[words.size()];
        for (int word = 0; word < first.length; word++) {
            first[word] = find(0, word);
        }
        follows = new boolean[words.size()];
        for (int i = 0; i < keys.length; i++) {
            if (nodes[i] != 0 && keys[i] >>> Integer.SIZE != 0) {
                follows[(int) keys[i]] = true;
            }
        }
    }

    private static boolean isSuperword(char[] chars, int start, int end) {
        int count = 0;
        for (int from = start; from < end; ) {
            int to = wordEnd(chars, from, end);
            if (!Character.isLetterOrDigit(Character.codePointAt(chars, from, to))
                    || !Character.isLetterOrDigit(Character.codePointBefore(chars, to, from))) {
                return false;
            }
            count++;
            from = Terms.skipSpaces(chars, to, end);
        }
        return count > 1;
    }

    private static int wordEnd(char[] chars, int from, int end) {
        int to = from;
        while (to < end && !Terms.isSpace(chars[to])) {
            to++;
        }
        return to;
    }

    private void add(char[] chars, int start, int end, int id) {
        int node = 0;
        for (int from = start; from < end; ) {
            int to = wordEnd(chars, from, end);
            node = child(node, words.add(chars, from, to));
            from = Terms.skipSpaces(chars, to, end);
        }
        if (ids[node] == NONE) {
            ids[node] = id;
        }
    }

    private int child(int node, int word) {
        int known = find(node, word);
        if (known != NONE) {
            return known;
        }
        if (2 * size >= keys.length) {
            grow();
        }
        insert(key(node, word), size);
        return size++;
    }

    private void insert(long key, int node) {
        int at = home(key);
        while (nodes[at] != 0) {
            at = (at + 1) & (keys.length - 1);
        }
        keys[at] = key;
        nodes[at] = node;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNodes = nodes;
        keys = new long[2 * oldKeys.length];
        nodes = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNodes[i] != 0) {
                insert(oldKeys[i], oldNodes[i]);
            }
        }
        int known = ids.length;
        ids = Arrays.copyOf(ids, keys.length / 2 + 1);
        Arrays.fill(ids, known, ids.length, NONE);
    }

    private static long key(int node, int word) {
        return (long) node << Integer.SIZE | word;
    }

    private int home(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> Integer.SIZE) & (keys.length - 1);
    }

    /** {@return as many chars of scratch memory as {@link #word} needs} */
    char[] newScratch() {
        return new char[words.longest()];
    }

    /** {@return the number of a word, or {@link #NONE} if no superword has it} */
    int word(char[] chars, int length, char[] scratch) {
        return words.get(chars, length, scratch);
    }

    /** {@return the node to which a word leads from the root, or {@link #NONE}} */
    int first(int word) {
        return first[word];
    }

    /** {@return the node to which a word leads from one that is not the root, or {@link #NONE}} */
    int next(int node, int word) {
        return follows[word] ? find(node, word) : NONE;
    }

    private int find(int node, int word) {
        long key = key(node, word);
        for (int at = home(key); nodes[at] != 0; at = (at + 1) & (keys.length - 1)) {
            if (keys[at] == key) {
                return nodes[at];
            }
        }
        return NONE;
    }

    /** {@return the superword that ends at a node, or {@link #NONE}} */
    int id(int node) {
        return ids[node];
    }
}
