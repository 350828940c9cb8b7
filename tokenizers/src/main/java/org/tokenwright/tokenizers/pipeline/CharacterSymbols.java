package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;

/** Numbers of characters. Not changed after it was filled, then safe for any number of threads. */
final class CharacterSymbols {
    /** The answer for a character without a number: -1. */
    static final int NONE = -1;

    private static final int BLOCK_BITS = 7;
    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    private final int[] none = new int[1 << BLOCK_BITS];
    private final int[][] blocks = new int[(Character.MAX_CODE_POINT + 1) >>> BLOCK_BITS][];

    CharacterSymbols() {
        Arrays.fill(none, NONE);
        Arrays.fill(blocks, none);
    }

    int get(int codePoint) {
        return blocks[codePoint >>> BLOCK_BITS][codePoint & BLOCK_MASK];
    }

    void put(int codePoint, int symbol) {
        int block = codePoint >>> BLOCK_BITS;
        if (blocks[block] == none) {
            blocks[block] = none.clone();
        }
        blocks[block][codePoint & BLOCK_MASK] = symbol;
    }
}
