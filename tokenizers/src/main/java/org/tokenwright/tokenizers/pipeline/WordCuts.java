package org.tokenwright.tokenizers.pipeline;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.tokenwright.vocab.Vocabulary;

/**
 * Finds places where a text in which U+2581 stands for spaces can be cut, because no token can lie across them. Immutable, safe
 * for any number of threads.
 */
final class WordCuts {
    /*
     * A text can be cut in front of a U+2581 that follows another character, if no token has the two together; or, for models
     * that put spaces at the end of words, behind a U+2581 that another character follows. Some vocabularies have a few tokens
     * that break this rule. What stands around the U+2581 in them, a byte on either side, forms the exceptions: where a text has
     * the same two bytes, it is not cut. The kind of cut with fewer exceptions is taken.
     */
    static final int SPACE_LENGTH = 3;

    /** Stands for the missing byte at either end of a text. */
    private static final int EDGE = 256;

    private static final int SIDES = EDGE + 1;

    /** A text is cut nowhere. */
    static final WordCuts NONE = new WordCuts(false, false, new BitSet());

    private final boolean cutsBefore;
    private final boolean cutsBehind;
    private final BitSet exceptions;

    private WordCuts(boolean cutsBefore, boolean cutsBehind, BitSet exceptions) {
        this.cutsBefore = cutsBefore;
        this.cutsBehind = cutsBehind;
        this.exceptions = exceptions;
    }

    /**
     * {@return the places that suit a vocabulary}
     *
     * @param vocabulary the tokens
     * @param isMember which of them can be found in a text
     */
    static WordCuts of(Vocabulary vocabulary, IntPredicate isMember) {
        BitSet before = new BitSet();
        BitSet behind = new BitSet();
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id) && isMember.test(id)) {
                addExceptions(vocabulary.bytes(id), before, behind);
            }
        }
        boolean cutsBefore = before.cardinality() <= behind.cardinality();
        return new WordCuts(cutsBefore, !cutsBefore, cutsBefore ? before : behind);
    }

    private static void addExceptions(byte[] token, BitSet before, BitSet behind) {
        for (int at = 0; at < token.length; at++) {
            if (!isSpace(token, at, token.length)) {
                continue;
            }
            int next = at + SPACE_LENGTH;
            if (at > 0 && !isSpace(token, at - SPACE_LENGTH, token.length)) {
                int first = next < token.length ? token[next] & 0xFF : 0;
                int last = next < token.length ? first : EDGE;
                for (int side = first; side <= last; side++) {
                    before.set((token[at - 1] & 0xFF) * SIDES + side);
                }
            }
            if (next < token.length && !isSpace(token, next, token.length)) {
                int first = at > 0 ? token[at - 1] & 0xFF : 0;
                int last = at > 0 ? first : EDGE;
                for (int side = first; side <= last; side++) {
                    behind.set(side * SIDES + (token[next] & 0xFF));
                }
            }
        }
    }

    /**
     * {@return whether every text can be cut between a character and a U+2581 that follows it}
     *
     * @param last the last byte of the character, which is not U+2581
     */
    boolean isCutBehind(byte last) {
        int from = (last & 0xFF) * SIDES;
        int exception = exceptions.nextSetBit(from);
        return cutsBefore && (exception < 0 || exception >= from + SIDES);
    }

    /** {@return whether U+2581 begins at a place, which may be outside} */
    static boolean isSpace(byte[] utf8, int at, int end) {
        return at >= 0
                && at + SPACE_LENGTH <= end
                && utf8[at] == (byte) 0xE2
                && utf8[at + 1] == (byte) 0x96
                && utf8[at + 2] == (byte) 0x81;
    }

    /**
     * {@return the first place behind another where the text can be cut, or its end}
     *
     * @param utf8 the array that holds the text, from index {@code start} on
     * @param start index of the text's first byte
     * @param from the other place, where a character begins
     * @param end index behind the text's last byte
     */
    int next(byte[] utf8, int start, int from, int end) {
        for (int at = from + (cutsBehind ? 0 : 1); at <= end - SPACE_LENGTH; at++) {
            if (utf8[at] == (byte) 0xE2 && isSpace(utf8, at, end)) {
                if (cutsBefore && isCutBefore(utf8, start, at, end)) {
                    return at;
                }
                if (cutsBehind && isCutBehind(utf8, start, at, end)) {
                    return at + SPACE_LENGTH;
                }
                at += SPACE_LENGTH - 1;
            }
        }
        return end;
    }

    private boolean isCutBefore(byte[] utf8, int start, int at, int end) {
        int next = at + SPACE_LENGTH < end ? utf8[at + SPACE_LENGTH] & 0xFF : EDGE;
        return !(at - SPACE_LENGTH >= start && isSpace(utf8, at - SPACE_LENGTH, end))
                && !exceptions.get((utf8[at - 1] & 0xFF) * SIDES + next);
    }

    private boolean isCutBehind(byte[] utf8, int start, int at, int end) {
        int next = at + SPACE_LENGTH;
        return next < end
                && !isSpace(utf8, next, end)
                && !exceptions.get((at > start ? utf8[at - 1] & 0xFF : EDGE) * SIDES + (utf8[next] & 0xFF));
    }
}
