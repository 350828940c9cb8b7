package org.tokenwright.tokenizers.segment;

import static org.tokenwright.tokenizers.segment.WordBreak.A_LETTER;
import static org.tokenwright.tokenizers.segment.WordBreak.DOUBLE_QUOTE;
import static org.tokenwright.tokenizers.segment.WordBreak.EXTEND;
import static org.tokenwright.tokenizers.segment.WordBreak.EXTEND_NUM_LET;
import static org.tokenwright.tokenizers.segment.WordBreak.FORMAT;
import static org.tokenwright.tokenizers.segment.WordBreak.HEBREW_LETTER;
import static org.tokenwright.tokenizers.segment.WordBreak.KATAKANA;
import static org.tokenwright.tokenizers.segment.WordBreak.LF;
import static org.tokenwright.tokenizers.segment.WordBreak.MID_LETTER;
import static org.tokenwright.tokenizers.segment.WordBreak.MID_NUM;
import static org.tokenwright.tokenizers.segment.WordBreak.MID_NUM_LET;
import static org.tokenwright.tokenizers.segment.WordBreak.NEWLINE;
import static org.tokenwright.tokenizers.segment.WordBreak.NUMERIC;
import static org.tokenwright.tokenizers.segment.WordBreak.PICTOGRAPHIC;
import static org.tokenwright.tokenizers.segment.WordBreak.REGIONAL_INDICATOR;
import static org.tokenwright.tokenizers.segment.WordBreak.SINGLE_QUOTE;
import static org.tokenwright.tokenizers.segment.WordBreak.VALUES;
import static org.tokenwright.tokenizers.segment.WordBreak.W_SEG_SPACE;
import static org.tokenwright.tokenizers.segment.WordBreak.ZWJ;

/** The word boundaries of UAX #29 (Unicode 16.0) as a state machine over values of {@link WordBreak}. */
final class WordBreakStates {
    /*
     * A state tells what the rules can ask of the characters before a place: the last that is not ignored (WB4), whether it is
     * what may stand inside a word or number whose next letter or digit is still to come, and, in one more bit, whether the
     * character right before is ZWJ (WB3c). A step gives the next state and what is known of places:
     *
     *   BREAK: there is a boundary before the character
     *   HOLD:  there may be one before the character; ignored characters aside, the next one tells
     *   SPLIT: there is one at the place held
     *
     * No more than one place is held at any time. At the end of a text, SPLIT holds. WB3d asks for the very characters, so that
     * a space followed by ignored ones is like other characters.
     *
     * All steps are in one table, state by value, filled from the rules as they are written in step().
     */
    static final int BREAK = 1;
    static final int HOLD = 2;
    static final int SPLIT = 4;

    /** The state at the beginning of a text. */
    static final int START = 0;

    private static final int STATE_BITS = 5;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;
    private static final int BEHIND_ZWJ = 16;
    private static final int CLASS_BITS = 6;

    private static final int BEHIND_LINE_END = 1;
    private static final int BEHIND_CR = 2;
    private static final int BEHIND_OTHER = 3;
    private static final int BEHIND_SPACE = 4;
    private static final int LETTER = 5;
    private static final int HEBREW = 6;
    private static final int NUMBER = 7;
    private static final int KATAKANA_LETTER = 8;
    private static final int CONNECTOR = 9;
    private static final int ODD_INDICATOR = 10;
    private static final int EVEN_INDICATOR = 11;
    private static final int HEBREW_QUOTE = 12;
    private static final int LETTER_HELD = 13;
    private static final int HEBREW_HELD = 14;
    private static final int NUMBER_HELD = 15;

    private static final byte[] ACTIONS = new byte[1 << (STATE_BITS + CLASS_BITS)];
    private static final byte[] STATES = new byte[1 << (STATE_BITS + CLASS_BITS)];

    static {
        for (int state = 0; state <= STATE_MASK; state++) {
            for (int value = 0; value < 2 * PICTOGRAPHIC; value++) {
                if ((value & (PICTOGRAPHIC - 1)) < VALUES) {
                    int step = step(state, value);
                    ACTIONS[index(state, value)] = (byte) (step >>> STATE_BITS);
                    STATES[index(state, value)] = (byte) (step & STATE_MASK);
                }
            }
        }
    }

    private WordBreakStates() {}

    /** {@return the place of a step in the tables} */
    static int index(int state, int value) {
        return state << CLASS_BITS | value;
    }

    /** {@return BREAK, HOLD and SPLIT, as they hold} */
    static int action(int index) {
        return ACTIONS[index];
    }

    /** {@return the state behind the character} */
    static int next(int index) {
        return STATES[index];
    }

    /** {@return whether a place is held} */
    static boolean isHeld(int state) {
        return (state & ~BEHIND_ZWJ) >= LETTER_HELD;
    }

    private static int step(int fullState, int fullValue) {
        int state = fullState & ~BEHIND_ZWJ;
        int value = fullValue & (PICTOGRAPHIC - 1);
        boolean isLineEnd = value >= WordBreak.CR && value <= NEWLINE;
        if (state == START) {
            return result(0, begin(value));
        }
        if (state == BEHIND_CR && value == LF) { // WB3
            return result(0, BEHIND_LINE_END);
        }
        if (state == BEHIND_CR || state == BEHIND_LINE_END) { // WB3a
            return result(BREAK, begin(value));
        }
        int split = isHeld(state) ? SPLIT : 0;
        if (isLineEnd) { // WB3b
            return result(BREAK | split, begin(value));
        }
        if (value == EXTEND || value == FORMAT || value == ZWJ) { // WB4
            int behind = state == BEHIND_SPACE ? BEHIND_OTHER : state;
            return result(0, value == ZWJ ? behind | BEHIND_ZWJ : behind);
        }
        int joined = joined(state, value);
        if (joined >= 0) {
            return joined;
        }
        boolean isPictograph = (fullState & BEHIND_ZWJ) != 0 && (fullValue & PICTOGRAPHIC) != 0; // WB3c
        return result((isPictograph ? 0 : BREAK) | split, begin(value)); // WB999
    }

    /** WB3d and WB5 to WB16: what follows if a character goes on with what is before it, or may do so; else -1. */
    private static int joined(int state, int value) {
        boolean isLetter = value == A_LETTER || value == HEBREW_LETTER;
        boolean isMidLetter = value == MID_LETTER || value == MID_NUM_LET || value == SINGLE_QUOTE;
        boolean isMidNumber = value == MID_NUM || value == MID_NUM_LET || value == SINGLE_QUOTE;
        boolean goesOn = switch (state) {
            case BEHIND_SPACE -> value == W_SEG_SPACE; // WB3d
            case LETTER, HEBREW -> isLetter || value == NUMERIC || value == EXTEND_NUM_LET; // WB5, WB9, WB13a
            case LETTER_HELD, HEBREW_QUOTE -> isLetter; // WB6, WB7
            case HEBREW_HELD -> value == HEBREW_LETTER; // WB7b, WB7c
            case NUMBER -> isLetter || value == NUMERIC || value == EXTEND_NUM_LET; // WB8, WB10, WB13a
            case NUMBER_HELD -> value == NUMERIC; // WB11, WB12
            case KATAKANA_LETTER -> value == KATAKANA || value == EXTEND_NUM_LET; // WB13, WB13a
            case CONNECTOR -> // WB13a, WB13b
                isLetter || value == NUMERIC || value == KATAKANA || value == EXTEND_NUM_LET;
            default -> false;
        };
        if (goesOn) {
            return result(0, begin(value));
        }
        if (state == ODD_INDICATOR && value == REGIONAL_INDICATOR) { // WB15, WB16
            return result(0, EVEN_INDICATOR);
        }
        if (state == HEBREW && value == SINGLE_QUOTE) { // WB7a
            return result(0, HEBREW_QUOTE);
        }
        if (state == HEBREW && value == DOUBLE_QUOTE) {
            return result(HOLD, HEBREW_HELD);
        }
        if ((state == LETTER || state == HEBREW) && isMidLetter) {
            return result(HOLD, LETTER_HELD);
        }
        return state == NUMBER && isMidNumber ? result(HOLD, NUMBER_HELD) : -1;
    }

    /** The state behind a character that is not ignored. */
    private static int begin(int value) {
        return switch (value) {
            case WordBreak.CR -> BEHIND_CR;
            case LF, NEWLINE -> BEHIND_LINE_END;
            case ZWJ -> BEHIND_OTHER | BEHIND_ZWJ;
            case REGIONAL_INDICATOR -> ODD_INDICATOR;
            case KATAKANA -> KATAKANA_LETTER;
            case HEBREW_LETTER -> HEBREW;
            case A_LETTER -> LETTER;
            case NUMERIC -> NUMBER;
            case EXTEND_NUM_LET -> CONNECTOR;
            case W_SEG_SPACE -> BEHIND_SPACE;
            default -> BEHIND_OTHER;
        };
    }

    private static int result(int action, int state) {
        return action << STATE_BITS | state;
    }
}
