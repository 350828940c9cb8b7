package org.tokenwright.tokenizers.segment;

import static org.tokenwright.tokenizers.segment.WordBreakStates.BREAK;
import static org.tokenwright.tokenizers.segment.WordBreakStates.HOLD;
import static org.tokenwright.tokenizers.segment.WordBreakStates.SPLIT;

import java.util.Arrays;
import org.tokenwright.text.CodePoints;

/** The words of "Hierarchical Autoregressive Transformers", section 3. For one thread. */
final class HatRule implements CharacterRule {
    /*
     * Characters become pieces: the words of UAX #29, cut behind punctuation and between small and capital letters. Pieces become
     * words: a space goes with the word behind it, punctuation with what is before it. What a piece is, is known at its end.
     *
     * Spaces that follow one another are one piece by WB3d already, and so the rule's own step to that end does nothing.
     *
     * Where UAX #29 holds a place, the characters behind it wait until it is decided, since what is a piece depends on it.
     */
    private static final int SPACE = 1;
    private static final int WHITE = 2;
    private static final int PUNCTUATION = 4;
    private static final int LOWERCASE = 8;
    private static final int UPPERCASE = 16;

    private static final int NOTHING = 0;
    private static final int SINGLE_SPACE = 1;
    private static final int WHITE_SPACE = 2;
    private static final int SIGN = 3;
    private static final int WORD = 4;

    private static final byte[] KINDS = kinds();

    private int state = WordBreakStates.START;

    /** The characters that wait: where each begins, and its kind. */
    private long[] waitingAt = new long[8];

    private byte[] waitingKinds = new byte[8];
    private int waiting;

    /** The open piece: where it begins, how many characters it has, the first one, what all are, the last one. */
    private long pieceStart;

    private long pieceSize;
    private int firstKind;
    private int commonKind;
    private int lastKind;

    /** What the piece before is. */
    private int before = NOTHING;

    @Override
    public void add(byte[] utf8, int start, int end, long base, EndBuffer ends, BoundarySink sink) {
        for (int i = start; i < end; ) {
            int codePoint = CodePoints.at(utf8, i, end);
            int step = WordBreakStates.index(state, WordBreak.of(codePoint));
            int action = WordBreakStates.action(step);
            boolean wasHeld = WordBreakStates.isHeld(state);
            state = WordBreakStates.next(step);
            if (wasHeld && !WordBreakStates.isHeld(state)) {
                release((action & SPLIT) != 0, ends, sink);
            }
            int kind = kind(codePoint);
            if ((action & HOLD) != 0 || WordBreakStates.isHeld(state)) {
                hold(base + i, kind);
            } else {
                take(base + i, kind, (action & BREAK) != 0, ends, sink);
            }
            i += CodePoints.utf8Length(codePoint);
        }
    }

    private void hold(long at, int kind) {
        if (waiting == waitingAt.length) {
            waitingAt = Arrays.copyOf(waitingAt, 2 * waiting);
            waitingKinds = Arrays.copyOf(waitingKinds, 2 * waiting);
        }
        waitingAt[waiting] = at;
        waitingKinds[waiting++] = (byte) kind;
    }

    private void release(boolean split, EndBuffer ends, BoundarySink sink) {
        for (int i = 0; i < waiting; i++) {
            take(waitingAt[i], waitingKinds[i], split && i == 0, ends, sink);
        }
        waiting = 0;
    }

    private void take(long at, int kind, boolean isWordStart, EndBuffer ends, BoundarySink sink) {
        if (isWordStart || (lastKind & PUNCTUATION) != 0 || ((lastKind & LOWERCASE) != 0 && (kind & UPPERCASE) != 0)) {
            endPiece(at, ends, sink);
        }
        if (pieceSize++ == 0) {
            firstKind = kind;
            commonKind = kind;
        } else {
            commonKind &= kind;
        }
        lastKind = kind;
    }

    private void endPiece(long end, EndBuffer ends, BoundarySink sink) {
        int piece = piece();
        boolean goesOn = switch (piece) {
            case WORD -> before == SINGLE_SPACE;
            case SIGN -> before == SINGLE_SPACE || before == WORD || before == SIGN;
            default -> false;
        };
        if (!goesOn) {
            ends.add(pieceStart, sink);
        }
        before = piece;
        pieceStart = end;
        pieceSize = 0;
    }

    private int piece() {
        if (pieceSize == 1 && (firstKind & SPACE) != 0) {
            return SINGLE_SPACE;
        }
        if ((commonKind & WHITE) != 0) {
            return WHITE_SPACE;
        }
        return pieceSize == 1 && (firstKind & PUNCTUATION) != 0 ? SIGN : WORD;
    }

    @Override
    public void finish(EndBuffer ends, BoundarySink sink) {
        release(true, ends, sink);
        if (pieceSize > 0) {
            endPiece(0, ends, sink);
        }
        state = WordBreakStates.START;
        pieceStart = 0;
        lastKind = 0;
        before = NOTHING;
    }

    private static int kind(int codePoint) {
        return codePoint < 0
                ? 0
                : KINDS[Integer.numberOfTrailingZeros(CodePoints.categoryBit(codePoint))]
                        | (codePoint == ' ' ? SPACE : 0);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[Integer.SIZE];
        for (int category = 0; category < kinds.length; category++) {
            int bit = 1 << category;
            int kind = (bit & CodePoints.WHITE_SPACE) != 0 ? WHITE : 0;
            kind |= (bit & CodePoints.PUNCTUATION) != 0 ? PUNCTUATION : 0;
            kind |= (bit & CodePoints.LOWERCASE_LETTER) != 0 ? LOWERCASE : 0;
            kind |= (bit & CodePoints.UPPERCASE_LETTER) != 0 ? UPPERCASE : 0;
            kinds[category] = (byte) kind;
        }
        return kinds;
    }
}
