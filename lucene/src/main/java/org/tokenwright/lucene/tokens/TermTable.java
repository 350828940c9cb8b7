package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** The term of every token of a model. Immutable, safe for any number of threads. */
final class TermTable {
    /*
     * A row for each id of the vocabulary, and one for each special token whose id is above these. A row is four ints, so that a
     * token costs one cache line beside its chars:
     *
     *   where its term begins in `chars`; how many chars the term has; how many bytes the token has; the white space that
     *   is left out of the term, in chars, before it in the upper half and behind it in the lower. The number of bytes is
     *   negative where the token is not whole characters, or its white space is too much for the numbers
     */
    private static final int WIDTH = 4;
    private static final int MOST_SPACES = 0x7FFF;

    private final int bound;
    private final int[] specialIds;
    private final int[] rows;
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
        rows = new int[Math.multiplyExact(WIDTH, size)];
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
        rows[WIDTH * row] = end;
        rows[WIDTH * row + 1] = to - from;
        boolean whole = Terms.isText(term, 0, length) && from <= MOST_SPACES && length - to <= MOST_SPACES;
        rows[WIDTH * row + 2] = whole ? token.length : -token.length;
        rows[WIDTH * row + 3] = Math.min(from, MOST_SPACES) << 16 | Math.min(length - to, MOST_SPACES);
        end += to - from;
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

    int start(int row) {
        return rows[WIDTH * row];
    }

    int length(int row) {
        return rows[WIDTH * row + 1];
    }

    /** {@return the number of bytes of the token; negative if it is not whole characters} */
    int bytes(int row) {
        return rows[WIDTH * row + 2];
    }

    /** {@return the number of chars of white space before the term} */
    int spacesBefore(int row) {
        return rows[WIDTH * row + 3] >>> 16;
    }

    /** {@return the number of chars of white space behind the term} */
    int spacesBehind(int row) {
        return rows[WIDTH * row + 3] & 0xFFFF;
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
