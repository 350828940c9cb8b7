package org.tokenwright.tokenizers.segment;

import java.util.Arrays;

/** The property Word_Break of UAX #29 as Unicode 16.0 has it. */
final class WordBreak {
    static final int OTHER = 0;
    static final int CR = 1;
    static final int LF = 2;
    static final int NEWLINE = 3;
    static final int EXTEND = 4;
    static final int ZWJ = 5;
    static final int FORMAT = 6;
    static final int REGIONAL_INDICATOR = 7;
    static final int KATAKANA = 8;
    static final int HEBREW_LETTER = 9;
    static final int A_LETTER = 10;
    static final int SINGLE_QUOTE = 11;
    static final int DOUBLE_QUOTE = 12;
    static final int MID_NUM_LET = 13;
    static final int MID_LETTER = 14;
    static final int MID_NUM = 15;
    static final int NUMERIC = 16;
    static final int EXTEND_NUM_LET = 17;
    static final int W_SEG_SPACE = 18;

    /** How many values there are. */
    static final int VALUES = 19;

    /** The bit of Extended_Pictographic, beside the value. */
    static final int PICTOGRAPHIC = 32;

    /*
     * A two-stage table: FIRST[codePoint >>> 7] is where the block of 128 code points begins in BLOCKS; blocks of one value are
     * kept once. The JDK has no such property, and its BreakIterator cuts by rules of its own.
     */
    private static final int BLOCK_BITS = 7;
    private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
    private static final char[] FIRST = new char[(Character.MAX_CODE_POINT + 1) >>> BLOCK_BITS];
    private static final byte[] BLOCKS = blocks();

    private WordBreak() {}

    /**
     * {@return the value of a character, plus {@link #PICTOGRAPHIC} if it is such}
     *
     * @param codePoint the character; an ill-formed byte, -1, is like U+FFFD
     */
    static int of(int codePoint) {
        return codePoint < 0 ? OTHER : BLOCKS[FIRST[codePoint >>> BLOCK_BITS] + (codePoint & (BLOCK_SIZE - 1))];
    }

    private static byte[] blocks() {
        byte[] all = new byte[Character.MAX_CODE_POINT + 1];
        String runs = WordBreakRuns.RUNS;
        int codePoint = 0;
        for (int i = 0; i < runs.length(); i++) {
            int length = 0;
            for (; runs.charAt(i) < '@'; i++) {
                length = 10 * length + runs.charAt(i) - '0';
            }
            int end = codePoint + Math.max(length, 1);
            Arrays.fill(all, codePoint, end, (byte) (runs.charAt(i) - '@'));
            codePoint = end;
        }
        byte[] blocks = new byte[1 << Character.SIZE];
        int[] uniform = new int[2 * PICTOGRAPHIC];
        Arrays.fill(uniform, -1);
        int size = 0;
        for (int block = 0; block < FIRST.length; block++) {
            int from = block << BLOCK_BITS;
            int value = all[from];
            boolean isUniform = Arrays.mismatch(all, from, from + BLOCK_SIZE - 1, all, from + 1, from + BLOCK_SIZE) < 0;
            if (isUniform && uniform[value] >= 0) {
                FIRST[block] = (char) uniform[value];
                continue;
            }
            if (isUniform) {
                uniform[value] = size;
            }
            FIRST[block] = (char) size;
            System.arraycopy(all, from, blocks, size, BLOCK_SIZE);
            size += BLOCK_SIZE;
        }
        return Arrays.copyOf(blocks, size);
    }
}
