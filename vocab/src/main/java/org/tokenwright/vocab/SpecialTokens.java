package org.tokenwright.vocab;

import java.util.Map;
import java.util.Set;

/** Special tokens: strings with ids, found in a text before it is tokenized. Immutable, safe for any number of threads. */
public final class SpecialTokens {
    /** No special tokens. */
    public static final SpecialTokens NONE = new SpecialTokens();

    private SpecialTokens() {}

    /**
     * {@return special tokens}
     *
     * @param ids the id of each token
     * @throws IllegalArgumentException if a token is empty or holds an unpaired surrogate, an id is negative or given twice
     */
    public static SpecialTokens of(Map<String, Integer> ids) {
        return NONE;
    }

    /**
     * {@return the tokens and their ids, by ascending id}
     */
    public Map<String, Integer> ids() {
        return Map.of();
    }

    /**
     * {@return the tokens of this set whose names are in another}
     *
     * @param names strings of special tokens
     * @throws IllegalArgumentException if a name is not a token of this set
     */
    public SpecialTokens only(Set<String> names) {
        return this;
    }

    /**
     * {@return whether there are none}
     */
    public boolean isEmpty() {
        return true;
    }

    /**
     * Finds the first special token of a text; of those that begin at one place the longest. Linear in the text.
     *
     * @param bytes the text, UTF-8
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return index of the token's first byte in {@code bytes}, or -1
     */
    public int find(byte[] bytes, int start, int end) {
        return -1;
    }

    /**
     * {@return id of the longest special token that begins at a place, or {@link Vocabulary#NO_ID}}
     *
     * @param bytes the text, UTF-8
     * @param start where it must begin
     * @param end index behind the text's last byte
     */
    public int at(byte[] bytes, int start, int end) {
        return Vocabulary.NO_ID;
    }

    /**
     * {@return bytes of a special token, or null if the id is none}
     *
     * @param id any number
     */
    public byte @org.jspecify.annotations.Nullable [] bytes(int id) {
        return null;
    }
}
