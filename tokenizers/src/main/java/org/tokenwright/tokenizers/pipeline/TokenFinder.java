package org.tokenwright.tokenizers.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tokenwright.vocab.Vocabulary;

/** Finds tokens in a text: the leftmost, of those that begin at one place the longest. Immutable. */
final class TokenFinder {
    /*
     * Two bits for each pair of bytes tell whether some token begins with them, or is the first of them alone; only there is
     * the vocabulary of all forms asked, which looks at no more bytes than the longest form has.
     */
    static final TokenFinder NONE = new TokenFinder(List.of(), List.of());

    private final Vocabulary forms;
    private final List<AddedToken> tokens;
    private final long[] pairs = new long[1 << 10];
    private final boolean[] bytes = new boolean[256];

    /**
     * Creates a finder.
     *
     * @param tokens the tokens; of two with one form the first counts
     * @param forms what each is found by; an empty one is never found
     */
    TokenFinder(List<AddedToken> tokens, List<byte[]> forms) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        List<AddedToken> found = new ArrayList<>();
        Set<ByteBuffer> known = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            byte[] form = forms.get(i);
            if (form.length > 0 && known.add(ByteBuffer.wrap(form))) {
                vocabulary.add(form);
                found.add(tokens.get(i));
                if (form.length == 1) {
                    bytes[form[0] & 0xFF] = true;
                } else {
                    int pair = pair(form[0], form[1]);
                    pairs[pair >>> 6] |= 1L << pair;
                }
            }
        }
        this.forms = vocabulary.build();
        this.tokens = List.copyOf(found);
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /**
     * {@return where the next token begins, or -1}
     *
     * @param from where to begin
     * @param end index behind the last byte of the text
     */
    int find(byte[] utf8, int from, int end) {
        if (tokens.isEmpty()) {
            return -1;
        }
        for (int i = from; i < end; i++) {
            if (mayBegin(utf8, i, end) && forms.longestPrefix(utf8, i, end) != Vocabulary.NO_ID) {
                return i;
            }
        }
        return -1;
    }

    private boolean mayBegin(byte[] utf8, int at, int end) {
        if (bytes[utf8[at] & 0xFF]) {
            return true;
        }
        if (at + 1 == end) {
            return false;
        }
        int pair = pair(utf8[at], utf8[at + 1]);
        return ((pairs[pair >>> 6] >>> pair) & 1) != 0;
    }

    private static int pair(byte first, byte second) {
        return ((first & 0xFF) << 8) | (second & 0xFF);
    }

    /** {@return the number of the token that begins at a place where {@link #find} found one} */
    int at(byte[] utf8, int start, int end) {
        return forms.longestPrefix(utf8, start, end);
    }

    AddedToken token(int number) {
        return tokens.get(number);
    }

    int length(int number) {
        return forms.length(number);
    }

    /** {@return whether some token, found or not, would lie across a place of a text} */
    boolean crosses(byte[] utf8, int start, int end, int place) {
        for (int i = Math.max(start, place - forms.maxLength() + 1); i < place && !tokens.isEmpty(); i++) {
            if (mayBegin(utf8, i, end)) {
                int number = forms.longestPrefix(utf8, i, end);
                if (number != Vocabulary.NO_ID && i + forms.length(number) > place) {
                    return true;
                }
            }
        }
        return false;
    }

    static byte[] form(AddedToken token) {
        return token.content().getBytes(StandardCharsets.UTF_8);
    }
}
