package org.tokenwright.tokenizers.formats;

import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.SpecialTokens;

/**
 * What a caller knows of a model and some formats do not say. Immutable.
 *
 * <p>What a format says itself is not to be said again: files of rank lists and of {@code vocab.json} with {@code merges.txt}
 * take a pretokenizer and special tokens, "word v1" takes the parts of deleted tokens.
 *
 * @param pretokenizer how texts are split, or null if the caller does not say it
 * @param specialTokens special tokens beside those that the file names
 * @param deletionParts what deleted tokens fall into
 */
public record LoadOptions(
        @Nullable Pretokenizer pretokenizer, SpecialTokens specialTokens, DeletionParts deletionParts) {
    /** Nothing is said: no pretokenizer, no special tokens, and deleted tokens fall into single bytes. */
    public static final LoadOptions NONE = new LoadOptions(null, SpecialTokens.NONE, DeletionParts.BYTES);

    /**
     * {@return these options with a pretokenizer}
     *
     * @param pretokenizer how texts are split
     */
    public LoadOptions withPretokenizer(Pretokenizer pretokenizer) {
        return new LoadOptions(pretokenizer, specialTokens, deletionParts);
    }

    /**
     * {@return these options with special tokens}
     *
     * @param specialTokens special tokens beside those that the file names
     */
    public LoadOptions withSpecialTokens(SpecialTokens specialTokens) {
        return new LoadOptions(pretokenizer, specialTokens, deletionParts);
    }

    /**
     * {@return these options with another answer to what deleted tokens fall into}
     *
     * @param deletionParts what deleted tokens fall into
     */
    public LoadOptions withDeletionParts(DeletionParts deletionParts) {
        return new LoadOptions(pretokenizer, specialTokens, deletionParts);
    }

    /**
     * Refuses what is said although the file says it.
     *
     * @param format what the file is
     * @throws IllegalArgumentException if a pretokenizer or special tokens are given
     */
    void requireNoSplit(String format) {
        if (pretokenizer != null) {
            throw new IllegalArgumentException(
                    format + " says itself how texts are split, found the pattern " + pretokenizer.name());
        }
        if (!specialTokens.isEmpty()) {
            throw new IllegalArgumentException(format + " says itself which special tokens there are, found "
                    + specialTokens.ids().keySet());
        }
    }
}
