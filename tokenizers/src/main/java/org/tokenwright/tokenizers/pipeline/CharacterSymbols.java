package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;

/** Numbers of characters. Not changed after it was filled, then safe for any number of threads. */
final class CharacterSymbols {
    /*
     * A two-stage table: first[codePoint >>> 7] is where the block of 128 characters begins in which a character has its number.
     * All characters of blocks in which none has one share the first block.
     */

    /** The answer for a character without a number: -1. */
    static final int NONE = -1;

    private static final int BLOCK_BITS = 7;
    private static final int BLOCK_SIZE = 1 << BLOCK_BITS;

    private final int[] first = new int[(Character.MAX_CODE_POINT + 1) >>> BLOCK_BITS];
    private int[] numbers = new int[4 * BLOCK_SIZE];
    private int end = BLOCK_SIZE;

    CharacterSymbols() {
        Arrays.fill(numbers, NONE);
    }

    int get(int codePoint) {
        return numbers[first[codePoint >>> BLOCK_BITS] + (codePoint & (BLOCK_SIZE - 1))];
    }

    void put(int codePoint, int number) {
        int block = codePoint >>> BLOCK_BITS;
        if (first[block] == 0) {
            if (end == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * end);
                Arrays.fill(numbers, end, numbers.length, NONE);
            }
            first[block] = end;
            end += BLOCK_SIZE;
        }
        numbers[first[block] + (codePoint & (BLOCK_SIZE - 1))] = number;
    }
}
