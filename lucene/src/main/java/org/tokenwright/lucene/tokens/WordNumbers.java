package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.apache.lucene.analysis.CharacterUtils;

/** Numbers words, from 0 on. Once all are added, safe for any number of threads. */
final class WordNumbers {
    /*
     * Word n is chars[starts[n]..starts[n + 1]), in lower case if case does not matter. A hash table with open addressing, at most
     * half full, has the hash of a word in the upper half of a place, so that few other words are looked at, and its number plus 1
     * in the lower; 0 is a free place.
     */
    /** What no word has. */
    static final int NONE = -1;

    private final boolean ignoreCase;
    private char[] chars = new char[1 << 10];
    private int[] starts = new int[(1 << 8) + 1];
    private long[] slots = new long[1 << 9];
    private int size;
    private int longest;

    WordNumbers(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    int size() {
        return size;
    }

    /** {@return the number of chars of the longest word, which scratch memory must have} */
    int longest() {
        return longest;
    }

    /** {@return the number of a word, which is added if it is not known} */
    int add(char[] source, int start, int end) {
        int length = end - start;
        char[] word = Arrays.copyOfRange(source, start, end);
        int hash = fold(word, length, word);
        int known = find(word, length, hash);
        if (known != NONE) {
            return known;
        }
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        int from = starts[size];
        if (chars.length - from < length) {
            chars = Arrays.copyOf(chars, Math.max(from + length, 2 * chars.length));
        }
        System.arraycopy(word, 0, chars, from, length);
        starts[size + 1] = from + length;
        longest = Math.max(longest, length);
        insert((long) hash << Integer.SIZE | (size + 1));
        return size++;
    }

    /**
     * {@return the number of a word, or {@link #NONE}}
     *
     * @param source begins with the word
     * @param length number of its chars
     * @param scratch is written to, {@link #longest()} chars
     */
    int get(char[] source, int length, char[] scratch) {
        return length > longest ? NONE : find(scratch, length, fold(source, length, scratch));
    }

    /** Copies a word, in lower case if case does not matter, and returns its hash. */
    private int fold(char[] source, int length, char[] target) {
        int hash = length;
        int or = 0;
        for (int i = 0; i < length; i++) {
            char c = source[i];
            char folded = ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c | ' ') : c;
            or |= c;
            hash = 31 * hash + folded;
            target[i] = folded;
        }
        if (or < 0x80 || !ignoreCase) {
            return hash;
        }
        CharacterUtils.toLowerCase(target, 0, length);
        hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + target[i];
        }
        return hash;
    }

    private int find(char[] word, int length, int hash) {
        for (int at = home(hash); slots[at] != 0; at = (at + 1) & (slots.length - 1)) {
            if ((int) (slots[at] >> Integer.SIZE) == hash) {
                int number = (int) slots[at] - 1;
                if (Arrays.equals(word, 0, length, chars, starts[number], starts[number + 1])) {
                    return number;
                }
            }
        }
        return NONE;
    }

    private int home(int hash) {
        return ((hash * 0x9E3779B9) >>> 8) & (slots.length - 1);
    }

    private void insert(long slot) {
        int at = home((int) (slot >> Integer.SIZE));
        while (slots[at] != 0) {
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        starts = Arrays.copyOf(starts, slots.length / 2 + 1);
        for (long slot : old) {
            if (slot != 0) {
                insert(slot);
            }
        }
    }
}
