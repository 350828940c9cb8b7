package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;

/** A kind of place at which texts can be cut, known by the characters around it. */
enum Cut {
    /** Behind a letter, or behind a letter and one of the signs {@code , . ; : ! ? )}, and before a space and a letter. */
    WORD,
    /** Behind a line feed with a character before it that is not white space, and before a letter. */
    LINE,
    /** Behind a letter, and before one of the signs U+3001, U+3002, U+FF0C and a letter. */
    CLAUSE;

    /*
     * A pattern may name a kind if the pretokens of a text are those of its two parts at such a place, whatever else the text
     * holds. Scanners go from left to right and do not look back, so the part behind the place is safe as soon as a pretoken
     * ends there. For the part before it, show two things:
     *
     *   1. A pretoken ends at the place. Here letters end at a space, at a line feed and at the three signs, the signs at a
     *      space, and nothing but white space and control characters takes a line feed, none of which goes on with a letter.
     *   2. No alternative, look-ahead included, is decided by what stands behind the place in another way than by the end of
     *      the text. So where a pattern gives back the last character of a run of white space (\s+(?!\S)), the run before
     *      LINE must be a single character; and where a pattern lets words hold signs (`whitespace`), CLAUSE is no cut.
     *
     * The signs of WORD and CLAUSE are no apostrophes, digits, marks, control characters or pictographs, all of which some
     * pattern treats in its own way; behind a letter such a sign stands alone before the space, so that no run of signs is as
     * long as a limit. A pattern that joins words, as `none` and `superbpe2` do, has no cuts at all.
     *
     * The random test of cuts tries all of this for all patterns; a new pattern states its kinds in Pretokenizers.
     */
    static final Set<Cut> ALL = Set.of(values());

    /**
     * {@return what kind of place stands between two characters, or null if none that is known}
     *
     * @param at a place in {@code [start, end)}; what stands behind {@code end} does not matter
     */
    static @Nullable Cut at(byte[] utf8, int start, int end, int at) {
        if (at <= start || at >= end) {
            return null;
        }
        if (utf8[at] == ' ') {
            return CharacterRuns.isAt(utf8, at + 1, end, LETTER) && endsWord(utf8, start, at) ? WORD : null;
        }
        if (utf8[at - 1] == '\n') {
            int before = before(utf8, start, at - 1);
            return CharacterRuns.isAt(utf8, at, end, LETTER) && before >= 0 && !CodePoints.isIn(before, WHITE_SPACE)
                    ? LINE
                    : null;
        }
        if (utf8[at] <= (byte) 0xEF && utf8[at] >= (byte) 0xE3) {
            int sign = CodePoints.at(utf8, at, end);
            return (sign == 0x3001 || sign == 0x3002 || sign == 0xFF0C)
                            && CharacterRuns.isAt(utf8, at + CodePoints.utf8Length(sign), end, LETTER)
                            && isLetter(before(utf8, start, at))
                    ? CLAUSE
                    : null;
        }
        return null;
    }

    private static boolean endsWord(byte[] utf8, int start, int at) {
        int before = before(utf8, start, at);
        return isLetter(before) || (",.;:!?)".indexOf(before) >= 0 && isLetter(before(utf8, start, at - 1)));
    }

    private static boolean isLetter(int codePoint) {
        return codePoint >= 0 && CodePoints.isIn(codePoint, LETTER);
    }

    /** The character that ends at a place, or -1 if none does. */
    private static int before(byte[] utf8, int start, int at) {
        for (int from = at - 1; from >= start && from >= at - 4; from--) {
            if (utf8[from] >= (byte) 0xC0) {
                int codePoint = CodePoints.at(utf8, from, at);
                return codePoint >= 0 && from + CodePoints.utf8Length(codePoint) == at ? codePoint : -1;
            }
        }
        return -1;
    }

    /** Whether the last two characters before a cut hold a letter, and the first two behind it one of the same script. */
    static boolean isInOneScript(byte[] utf8, int start, int end, int at) {
        int before = before(utf8, start, at);
        if (before >= 0 && !isLetter(before)) {
            before = before(utf8, start, at - CodePoints.utf8Length(before));
        }
        int behind = CodePoints.at(utf8, at, end);
        if (behind >= 0 && !isLetter(behind)) {
            int next = at + CodePoints.utf8Length(behind);
            behind = next < end ? CodePoints.at(utf8, next, end) : -1;
        }
        return isLetter(before)
                && isLetter(behind)
                && Scripts.of(before) == Scripts.of(behind)
                && Scripts.of(before) > Scripts.INHERITED;
    }
}
