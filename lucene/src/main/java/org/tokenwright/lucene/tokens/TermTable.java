package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** The term of every token of a model. Immutable, safe for any number of threads. */
final class TermTable {
    /*
     * A row for each id of the vocabulary, and one for each special token whose id is above these. The rows of the tokens of a
     * text are all over the memory, and the less that is the faster it comes, so what most tokens need is one int:
     *
     *   9 bits: how many chars the term has; 9 bits: how many bytes the token has; 4 and 4 bits: the white space that is left out
     *   of the term, in chars, before it and behind it
     *
     * and elsewhere where the term begins in `chars`. That is a plain row, of a token that is whole characters and not special.
     * Of any other, one with larger numbers too, the int is negative, and `starts` has where its four numbers are in `others`;
     * the number of bytes is negative there if the token is not whole characters, or its white space is too much.
     */
    private static final int WIDTH = 4;
    private static final int LENGTH_BITS = 9;
    private static final int SPACE_BITS = 4;
    private static final int MOST_LENGTH = (1 << LENGTH_BITS) - 1;
    private static final int MOST_PLAIN_SPACES = (1 << SPACE_BITS) - 1;
    private static final int BYTES = LENGTH_BITS;
    private static final int BEFORE = BYTES + LENGTH_BITS;
    private static final int BEHIND = BEFORE + SPACE_BITS;
    private static final int MOST_SPACES = 0x7FFF;

    private final int bound;
    private final int[] specialIds;
    private final int[] rows;
    private final int[] starts;
    private int[] others = new int[WIDTH << 4];
    private int othersEnd;
    private final TokenKind[] kinds;
    private char[] chars = new char[1 << 12];
    private int end;
    private final boolean trims;
    private final String[] names;

    /**
     * Makes the table of a model.
     *
     * @param trims whether white space at the ends of tokens is left out
     */
    TermTable(Tokenizer tokenizer, boolean trims) {
        this.trims = trims;
        Vocabulary vocabulary = tokenizer.vocabulary();
        SpecialTokens special = tokenizer.specialTokens();
        bound = vocabulary.idBound();
        specialIds = special.ids().values().stream()
                .mapToInt(Integer::intValue)
                .filter(id -> id >= bound)
                .sorted()
                .toArray();
        int size = bound + specialIds.length;
        rows = new int[size];
        starts = new int[size];
        kinds = new TokenKind[size];
        Arrays.fill(kinds, TokenKind.UNUSED);
        names = new String[size];
        for (int id = 0; id < bound; id++) {
            if (vocabulary.contains(id)) {
                add(tokenizer, id, vocabulary.bytes(id));
            }
        }
        for (int id : special.ids().values()) {
            byte[] token = special.bytes(id);
            if (token != null) {
                add(tokenizer, id, token);
            }
        }
        chars = Arrays.copyOf(chars, end);
        others = Arrays.copyOf(others, othersEnd);
    }

    private void add(Tokenizer tokenizer, int id, byte[] token) {
        if (chars.length - end < token.length) {
            chars = Arrays.copyOf(chars, Math.max(end + token.length, chars.length + (chars.length >> 1)));
        }
        char[] term = new char[token.length];
        int length = Terms.write(token, 0, token.length, term);
        int from = trims ? Terms.skipSpaces(term, 0, length) : 0;
        int to = trims ? Terms.skipSpacesBack(term, from, length) : length;
        int row = row(id);
        kinds[row] = tokenizer.kind(id);
        System.arraycopy(term, from, chars, end, to - from);
        boolean whole = Terms.isText(term, 0, length) && from <= MOST_SPACES && length - to <= MOST_SPACES;
        boolean plain = whole
                && kinds[row] == TokenKind.TEXT
                && token.length <= MOST_LENGTH
                && from <= MOST_PLAIN_SPACES
                && length - to <= MOST_PLAIN_SPACES;
        if (plain) {
            rows[row] = (to - from) | token.length << BYTES | from << BEFORE | (length - to) << BEHIND;
            starts[row] = end;
        } else {
            rows[row] = -1;
            starts[row] = addOther(
                    to - from,
                    whole ? token.length : -token.length,
                    Math.min(from, MOST_SPACES),
                    Math.min(length - to, MOST_SPACES));
        }
        end += to - from;
    }

    private int addOther(int length, int bytes, int before, int behind) {
        if (othersEnd == others.length) {
            others = Arrays.copyOf(others, 2 * othersEnd);
        }
        others[othersEnd] = end;
        others[othersEnd + 1] = length;
        others[othersEnd + 2] = bytes;
        others[othersEnd + 3] = before << Short.SIZE | behind;
        othersEnd += WIDTH;
        return othersEnd - WIDTH;
    }

    /** {@return the row of an id that the tokenizer gave} */
    int row(int id) {
        return id < bound ? id : bound + Arrays.binarySearch(specialIds, id);
    }

    int size() {
        return kinds.length;
    }

    /** {@return the array with all terms} */
    char[] chars() {
        return chars;
    }

    /** {@return a row as it is; a negative one is not plain} */
    int packed(int row) {
        return rows[row];
    }

    /** {@return the number of chars of the term, of a plain row} */
    static int plainLength(int packed) {
        return packed & MOST_LENGTH;
    }

    /** {@return the number of bytes of the token, of a plain row} */
    static int plainBytes(int packed) {
        return packed >>> BYTES & MOST_LENGTH;
    }

    /** {@return the number of chars of white space before the term, of a plain row} */
    static int plainSpacesBefore(int packed) {
        return packed >>> BEFORE & MOST_PLAIN_SPACES;
    }

    /** {@return the number of chars of white space behind the term, of a plain row} */
    static int plainSpacesBehind(int packed) {
        return packed >>> BEHIND;
    }

    int start(int row) {
        return rows[row] < 0 ? others[starts[row]] : starts[row];
    }

    int length(int row) {
        return rows[row] < 0 ? others[starts[row] + 1] : plainLength(rows[row]);
    }

    /** {@return the number of bytes of the token; negative if it is not whole characters} */
    int bytes(int row) {
        return rows[row] < 0 ? others[starts[row] + 2] : plainBytes(rows[row]);
    }

    /** {@return the number of chars of white space before the term} */
    int spacesBefore(int row) {
        return rows[row] < 0 ? others[starts[row] + 3] >>> Short.SIZE : plainSpacesBefore(rows[row]);
    }

    /** {@return the number of chars of white space behind the term} */
    int spacesBehind(int row) {
        return rows[row] < 0 ? others[starts[row] + 3] & 0xFFFF : plainSpacesBehind(rows[row]);
    }

    TokenKind kind(int row) {
        return kinds[row];
    }

    boolean trims() {
        return trims;
    }

    /** {@return an id in decimal digits, made once} */
    String name(int row, int id) {
        String known = names[row];
        if (known == null) {
            known = Integer.toString(id);
            names[row] = known;
        }
        return known;
    }
}
