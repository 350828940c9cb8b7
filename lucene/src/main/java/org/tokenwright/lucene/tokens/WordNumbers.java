package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.apache.lucene.analysis.CharacterUtils;

/** Numbers words, from 0 on. Once all are added, safe for any number of threads. */
final class WordNumbers {
    /*
     * Word n is chars[starts[n]..starts[n + 1]), in lower case if case does not matter. A hash table with open addressing, at most
     * half full, has the numbers plus 1; 0 is a free place.
     */
    /** What no word has. */
    static final int NONE = -1;

    private final boolean ignoreCase;
    private char[] chars = new char[1 << 10];
    private int[] starts = new int[(1 << 8) + 1];
    private int[] slots = new int[1 << 9];
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
        char[] word = new char[length];
        fold(source, start, length, word);
        int known = find(word, length);
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
        insert(size);
        return size++;
    }

    /** {@return the number of a word, or {@link #NONE}} */
    int get(char[] source, int length, char[] scratch) {
        if (length > longest) {
            return NONE;
        }
        if (!ignoreCase) {
            return find(source, length);
        }
        fold(source, 0, length, scratch);
        return find(scratch, length);
    }

    private void fold(char[] source, int start, int length, char[] target) {
        int or = 0;
        for (int i = 0; i < length; i++) {
            char c = source[start + i];
            or |= c;
            target[i] = ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c | ' ') : c;
        }
        if (ignoreCase && or >= 0x80) {
            CharacterUtils.toLowerCase(target, 0, length);
        }
    }

    private int find(char[] word, int length) {
        for (int at = home(word, 0, length); slots[at] != 0; at = (at + 1) & (slots.length - 1)) {
            int from = starts[slots[at] - 1];
            if (Arrays.equals(word, 0, length, chars, from, starts[slots[at]])) {
                return slots[at] - 1;
            }
        }
        return NONE;
    }

    private int home(char[] word, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + word[i];
        }
        return ((hash * 0x9E3779B9) >>> 8) & (slots.length - 1);
    }

    private void insert(int number) {
        int at = home(chars, starts[number], starts[number + 1]);
        while (slots[at] != 0) {
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = number + 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        starts = Arrays.copyOf(starts, slots.length / 2 + 1);
        for (int number = 0; number < size; number++) {
            insert(number);
        }
    }
}
