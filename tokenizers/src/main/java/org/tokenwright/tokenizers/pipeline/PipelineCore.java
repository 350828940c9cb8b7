package org.tokenwright.tokenizers.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.Vocabulary;

/**
 * What encodes the text between added tokens: a model of pieces, or a byte-level BPE model that cuts stretches of text by itself.
 * Immutable, safe for any number of threads.
 */
public final class PipelineCore {
    private final @Nullable PieceModel pieces;
    private final @Nullable BpeModel bpe;
    private final @Nullable Tokenizer tokenizer;
    private final boolean spaced;

    private PipelineCore(
            @Nullable PieceModel pieces, @Nullable BpeModel bpe, @Nullable Tokenizer tokenizer, boolean spaced) {
        this.pieces = pieces;
        this.bpe = bpe;
        this.tokenizer = tokenizer;
        this.spaced = spaced;
    }

    /**
     * {@return a core that encodes pieces}
     *
     * @param model the model
     */
    public static PipelineCore of(PieceModel model) {
        return new PipelineCore(model, null, null, false);
    }

    /**
     * {@return a core that encodes stretches of text}
     *
     * @param model a model without special tokens and normalization
     * @param spaced whether a stretch that begins with no space gets one
     */
    public static PipelineCore of(BpeModel model, boolean spaced) {
        return new PipelineCore(null, model, model.tokenizer(), spaced);
    }

    /**
     * {@return the tokens: bytes if {@link #holdsBytes()}, otherwise names in UTF-8}
     */
    public Vocabulary vocabulary() {
        return bpe == null ? Objects.requireNonNull(pieces).vocabulary() : bpe.vocabulary();
    }

    /**
     * {@return whether tokens are bytes, whose names are written with the characters that stand for them}
     */
    public boolean holdsBytes() {
        return bpe != null;
    }

    /**
     * {@return the model of pieces, or null}
     */
    public @Nullable PieceModel pieces() {
        return pieces;
    }

    /**
     * {@return the byte-level model, or null}
     */
    public @Nullable BpeModel bpe() {
        return bpe;
    }

    /** {@return the tokenizer over the byte-level model, or null} */
    @Nullable
    Tokenizer tokenizer() {
        return tokenizer;
    }

    boolean isSpaced() {
        return spaced;
    }

    boolean isRandom() {
        return pieces instanceof BpePieces characters && characters.options().dropout() > 0;
    }
}
