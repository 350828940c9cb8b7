package org.tokenwright.tokenizers.bpe;

/**
 * The tokens that training deleted again, and when (PickyBPE: tokens that occur almost only inside another one). Immutable,
 * safe for any number of threads.
 */
public final class Deletions {
    /** No deletions. */
    public static final Deletions NONE = new Deletions(DeletionParts.BYTES, new int[0], new int[0]);

    private final DeletionParts parts;
    private final int[] tokens;
    private final int[] mergesBefore;

    private Deletions(DeletionParts parts, int[] tokens, int[] mergesBefore) {
        this.parts = parts;
        this.tokens = tokens;
        this.mergesBefore = mergesBefore;
    }

    /**
     * {@return deletions in their order}
     *
     * @param parts what deleted tokens fall into
     * @param tokens which token each deletes, as a symbol of {@link BpeModel}
     * @param mergesBefore how many merges inside pretokens were made before each, ascending; equal numbers are allowed
     * @throws IllegalArgumentException if the lengths differ, or the numbers do not ascend from 0 on
     */
    public static Deletions of(DeletionParts parts, int[] tokens, int[] mergesBefore) {
        if (tokens.length != mergesBefore.length) {
            throw new IllegalArgumentException(
                    tokens.length + " deleted tokens and " + mergesBefore.length + " places, expected as many");
        }
        for (int i = 0; i < tokens.length; i++) {
            if (mergesBefore[i] < (i == 0 ? 0 : mergesBefore[i - 1])) {
                throw new IllegalArgumentException("deletion " + i + " is after " + mergesBefore[i]
                        + " merges, expected " + (i == 0 ? 0 : mergesBefore[i - 1]) + " or more");
            }
        }
        return new Deletions(parts, tokens.clone(), mergesBefore.clone());
    }

    /**
     * {@return what deleted tokens fall into}
     */
    public DeletionParts parts() {
        return parts;
    }

    /**
     * {@return number of deletions}
     */
    public int size() {
        return tokens.length;
    }

    /**
     * {@return the token that is deleted, as a symbol of {@link BpeModel}}
     *
     * @param index number of the deletion, 0 to {@link #size()} exclusive
     */
    public int token(int index) {
        return tokens[index];
    }

    /**
     * {@return how many merges inside pretokens were made before}
     *
     * @param index number of the deletion, 0 to {@link #size()} exclusive
     */
    public int mergesBefore(int index) {
        return mergesBefore[index];
    }

    int[] tokens() {
        return tokens;
    }

    int[] mergesBefore() {
        return mergesBefore;
    }
}
