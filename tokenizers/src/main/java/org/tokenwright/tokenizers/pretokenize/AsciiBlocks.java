package org.tokenwright.tokenizers.pretokenize;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the pretokens of ASCII text, 64 bytes at a time, by the patterns {@code gpt4}, {@code gpt4o} and their kin. */
final class AsciiBlocks {
    /*
     * A block begins where a pretoken begins. Each class of characters becomes a set of 64 bits, and so do the places where
     * pretokens begin:
     *
     *   letters: where a run begins, unless it takes the character before: white space that is no line end, or a sign that
     *       stands alone and has no space before it; with capitals, also where one follows a small letter
     *   numbers: where a run begins, and after every so many digits
     *   signs, which is all the rest: where a run begins, unless it takes the space before
     *   white space: where a run begins, behind its last line end, and at its last character. Line ends behind a sign belong to
     *       the sign, and the run begins behind them
     *   where numbers stand apart, not at the last white space before a number, which decides nothing there
     *   contractions: at the apostrophe, unless they belong to the word before, and behind them
     *
     * What the next bytes could change is left to them: all that is behind the beginning of white space or of a contraction that
     * reaches the end of the block. Two things are left to the rule: white space between line ends, and, with capitals, slashes
     * behind line ends that belong to a sign. A character that is not ASCII ends the block.
     *
     * The sum of a set and of the first bits of some of its runs has the places behind these runs, and lacks the runs.
     */
    static final int SIZE = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long CASE_BITS = 0x2020202020202020L;
    private static final long GATHER = 0x0002_0408_1020_4081L;
    private static final int SHORTEST = 32;
    private static final int LONGEST_CONTRACTION = 3;

    private final boolean capitals;
    private final boolean contractions;
    private final int maxDigits;
    private final boolean numbersApart;

    /**
     * Creates a finder.
     *
     * @param capitals whether words begin at capitals; then contractions belong to the word before, and slashes may follow line
     *     ends that belong to a sign
     * @param contractions whether there are contractions
     * @param maxDigits how many digits a number has at most, 1 or 3
     */
    AsciiBlocks(boolean capitals, boolean contractions, int maxDigits) {
        this(capitals, contractions, maxDigits, false);
    }

    private AsciiBlocks(boolean capitals, boolean contractions, int maxDigits, boolean numbersApart) {
        this.capitals = capitals;
        this.contractions = contractions;
        this.maxDigits = maxDigits;
        this.numbersApart = numbersApart;
    }

    /**
     * {@return a finder for patterns without contractions that cut numbers off first, so that white space ends at a number as at
     * the end of the text; control characters are no signs there, and left to the rule}
     *
     * @param maxDigits how many digits a number has at most, 1 or 3
     */
    static AsciiBlocks withNumbersApart(int maxDigits) {
        return new AsciiBlocks(false, false, maxDigits, true);
    }

    /**
     * Finds pretokens in the next 64 bytes.
     *
     * @param utf8 the text
     * @param start where a pretoken begins; there are more than 64 bytes
     * @param ends receives the ends of pretokens; has room for 64 more
     * @param from how many ends there are already
     * @return how many ends there are then; {@code from} if the end of the next pretoken is not certain
     */
    int find(byte[] utf8, int start, int[] ends, int from) {
        int size = numbersApart ? printableSize(utf8, start) : asciiSize(utf8, start);
        if (size < SHORTEST) {
            return from;
        }
        long letters = 0;
        long upper = 0;
        long numbers = 0;
        long spaces = 0;
        long controls = 0;
        long lineEnds = 0;
        long apostrophes = 0;
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            long word = (long) LONGS.get(utf8, start + i);
            letters |= gather(inRange(word | CASE_BITS, 'a', 'z')) << i;
            numbers |= gather(inRange(word, '0', '9')) << i;
            spaces |= gather(inRange(word, ' ', ' ')) << i;
            controls |= gather(inRange(word, '\t', '\r')) << i;
            lineEnds |= gather(inRange(word, '\n', '\n') | inRange(word, '\r', '\r')) << i;
            apostrophes |= gather(inRange(word, '\'', '\'')) << i;
            if (capitals) {
                upper |= gather(inRange(word, 'A', 'Z')) << i;
            }
        }
        long white = spaces | controls;
        long signs = ~(letters | numbers | white);
        long signStarts = signs & ~(signs << 1) & ~(spaces << 1);
        long linesOfSigns = lineEnds + (lineEnds & (signs << 1));
        long behindSigns = linesOfSigns & ~lineEnds;
        long ownLineEnds = lineEnds & linesOfSigns;
        long blanks = white & ~lineEnds;
        long ownWhite = blanks | ownLineEnds;
        long whiteStarts = ownWhite & ~(ownWhite << 1);
        long blanksBehindLine = blanks & (ownLineEnds << 1);

        long lastBlanks = blanks & ~(ownWhite >>> 1);
        if (numbersApart) {
            lastBlanks &= ~(numbers >>> 1);
        }
        long takers = blanks | (signStarts & ~(signs >>> 1));
        long begins = (letters & ~((letters | takers) << 1))
                | numberStarts(numbers)
                | signStarts
                | behindSigns
                | whiteStarts
                | blanksBehindLine
                | lastBlanks;
        if (capitals) {
            begins |= upper & ((letters & ~upper) << 1);
        }
        long certain = certain(white, size);
        long linesBehindBlanks = (blanks + blanksBehindLine) & ~blanks & lineEnds;
        if (linesBehindBlanks != 0) {
            long before = Long.lowestOneBit(linesBehindBlanks) - 1;
            certain &= (Long.highestOneBit(whiteStarts & before) << 1) - 1;
        }
        if (capitals && (behindSigns & signs) != 0) {
            certain &= beforeSlash(utf8, start, behindSigns & signs);
        }
        long apostrophesBeforeLetters = apostrophes & signStarts & certain & ((letters >>> 1) | (1L << (size - 1)));
        if (contractions && apostrophesBeforeLetters != 0) {
            return capitals
                    ? findBehindWords(utf8, start, size, apostrophesBeforeLetters, letters, begins, certain, ends, from)
                    : findAlone(utf8, start, size, apostrophesBeforeLetters, letters, begins, certain, ends, from);
        }
        return put(begins & certain, start, ends, from);
    }

    /** Number of bytes, at most 64, in front of the first that is not ASCII. */
    private static int asciiSize(byte[] utf8, int start) {
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            long others = (long) LONGS.get(utf8, start + i) & HIGH_BITS;
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        return SIZE;
    }

    /** Number of bytes, at most 64, in front of the first that is not ASCII or a control character but no white space. */
    private static int printableSize(byte[] utf8, int start) {
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            long word = (long) LONGS.get(utf8, start + i);
            long controls = ~inRange(word, ' ', '~') & ~inRange(word, '\t', '\r');
            long others = (word | controls) & HIGH_BITS;
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        return SIZE;
    }

    /** Sets the high bit of each byte that is in a range; other bits, and bytes behind one that is not ASCII, mean nothing. */
    private static long inRange(long bytes, char first, char last) {
        return (bytes + (0x80 - first) * ONES) & ~(bytes + (0x7F - last) * ONES);
    }

    /** Gathers the high bits of eight bytes in the lowest byte. */
    private static long gather(long bytes) {
        return ((bytes & HIGH_BITS) * GATHER) >>> 56;
    }

    private long numberStarts(long numbers) {
        if (maxDigits == 1) {
            return numbers;
        }
        long starts = numbers & ~(numbers << 1);
        long third = numbers & (numbers << 1) & (numbers << 2);
        for (long more = (starts << 3) & third; more != 0; more = (more << 3) & third) {
            starts |= more;
        }
        return starts;
    }

    /** The places up to the white space at the end of a block, the first of that included. */
    private static long certain(long white, int size) {
        long block = -1L >>> (SIZE - size);
        int behind = SIZE - Long.numberOfLeadingZeros(~white & block);
        return block & ((2L << Math.min(behind, SIZE - 1)) - 1);
    }

    /** The places before the first slash among some. */
    private static long beforeSlash(byte[] utf8, int start, long places) {
        for (long rest = places; rest != 0; rest &= rest - 1) {
            if (utf8[start + Long.numberOfTrailingZeros(rest)] == '/') {
                return Long.lowestOneBit(rest) - 1;
            }
        }
        return -1;
    }

    /** Finds pretokens where contractions are such. */
    private static int findAlone(
            byte[] utf8,
            int start,
            int size,
            long apostrophes,
            long letters,
            long begins,
            long certain,
            int[] ends,
            int from) {
        long all = begins;
        for (long rest = apostrophes; rest != 0; rest &= rest - 1) {
            int at = Long.numberOfTrailingZeros(rest);
            if (at + LONGEST_CONTRACTION > size) {
                return put(all & certain & ((2L << at) - 1), start, ends, from);
            }
            int behind = CharacterRuns.contractionEnd(utf8, start + at, start + size) - start;
            if (behind > at) {
                all |= letters & bit(behind);
            }
        }
        return put(all & certain, start, ends, from);
    }

    /** Finds pretokens where contractions end words. */
    private static int findBehindWords(
            byte[] utf8,
            int start,
            int size,
            long apostrophes,
            long letters,
            long begins,
            long certain,
            int[] ends,
            int from) {
        long all = begins;
        int last = 0;
        for (long rest = apostrophes & (letters << 1); rest != 0; rest &= rest - 1) {
            int at = Long.numberOfTrailingZeros(rest);
            if (at + LONGEST_CONTRACTION > size) {
                return put(all & certain & ((1L << at) - 1), start, ends, from);
            }
            int behind = CharacterRuns.contractionEnd(utf8, start + at, start + size) - start;
            if (behind > at && at != last) {
                last = behind;
                all = (all & ~((bit(behind) - 1) & -(1L << at))) | (letters & bit(behind));
            }
        }
        return put(all & certain, start, ends, from);
    }

    private static long bit(int place) {
        return place < SIZE ? 1L << place : 0;
    }

    private static int put(long begins, int start, int[] ends, int from) {
        int count = from;
        for (long rest = begins & -2L; rest != 0; rest &= rest - 1) {
            ends[count++] = start + Long.numberOfTrailingZeros(rest);
        }
        return count;
    }
}
