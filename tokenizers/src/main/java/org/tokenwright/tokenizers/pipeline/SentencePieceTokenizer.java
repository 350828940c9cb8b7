package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * The tokenizer of a SentencePiece model. Immutable, safe for any number of threads.
 *
 * <p>Control pieces are the special tokens. SentencePiece itself never finds them in a text; so does this tokenizer with
 * {@link SpecialTokenPolicy#IGNORE}. Where they are allowed, what stands between them is encoded as texts of their own.
 */
public final class SentencePieceTokenizer implements Tokenizer {
    private final PieceTable pieces;
    private final Settings settings;
    private final PieceModel model;
    private final SentencePieceNormalizer normalizer;
    private final PieceTexts texts;
    private final WordCuts cuts;
    private final ArrayBlockingQueue<Worker> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** The kinds of model. */
    public enum Kind {
        /** The best path by a Unigram language model. */
        UNIGRAM,
        /** Merges by score. */
        BPE
    }

    /**
     * What a model says besides its pieces.
     *
     * @param kind how it finds tokens
     * @param rules what is done to characters, or null for nothing
     * @param spaces what is done to spaces
     * @param unknownSurface what the unknown piece is decoded to
     */
    public record Settings(
            Kind kind,
            @Nullable CharsMapNormalizer rules,
            SentencePieceNormalizer.Spaces spaces,
            String unknownSurface) {}

    /** What a thread needs to encode. */
    record Worker(SentencePieceNormalizer.Work normalizer, PieceEncoder encoder, IdBuffer out) {}

    /**
     * Creates a tokenizer.
     *
     * @param pieces the pieces
     * @param settings all else
     * @throws IllegalArgumentException as {@link ScoredBpeModel#of} and {@link UnigramModel#sentencePiece} do
     */
    public SentencePieceTokenizer(PieceTable pieces, Settings settings) {
        this.pieces = pieces;
        this.settings = settings;
        normalizer = new SentencePieceNormalizer(settings.rules(), pieces, settings.spaces());
        texts = new PieceTexts(pieces, settings.unknownSurface());
        if (settings.kind() == Kind.UNIGRAM) {
            model = UnigramModel.sentencePiece(pieces);
            cuts = WordCuts.NONE;
        } else {
            ScoredBpeModel bpe = ScoredBpeModel.of(pieces);
            model = bpe;
            int space = pieces.vocabulary().idOf(SentencePieceNormalizer.SPACE_SYMBOL);
            cuts = space >= 0 && pieces.type(space) == PieceType.NORMAL ? bpe.cuts() : WordCuts.NONE;
        }
    }

    /**
     * {@return the pieces}
     */
    public PieceTable pieces() {
        return pieces;
    }

    /**
     * {@return what the model says besides its pieces}
     */
    public Settings settings() {
        return settings;
    }

    @Override
    public Vocabulary vocabulary() {
        return pieces.vocabulary();
    }

    @Override
    public SpecialTokens specialTokens() {
        return pieces.controls();
    }

    @Override
    public TokenKind kind(int id) {
        if (id < 0 || id >= pieces.size()) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return switch (pieces.type(id)) {
            case NORMAL -> TokenKind.TEXT;
            case UNKNOWN -> TokenKind.UNKNOWN;
            case CONTROL -> TokenKind.SPECIAL;
            case USER_DEFINED -> TokenKind.ADDED;
            case UNUSED -> TokenKind.UNUSED;
            case BYTE -> TokenKind.BYTE;
        };
    }

    SentencePieceNormalizer normalizer() {
        return normalizer;
    }

    /** Where the model, without its normalizer, lets texts be cut so that both parts give the ids of the whole. */
    WordCuts cuts() {
        return cuts;
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return new SentencePieceEncoder(this, policy, newWorker());
    }

    private Worker newWorker() {
        return new Worker(normalizer.newWork(), model.newEncoder(), new IdBuffer());
    }

    private Worker borrow() {
        Worker worker = idle.poll();
        return worker == null ? newWorker() : worker;
    }

    @Override
    public int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        byte[] utf8 = Texts.checkedUtf8(text);
        Worker worker = borrow();
        try {
            Encoder encoder = new SentencePieceEncoder(this, policy, worker);
            int count = encoder.encode(utf8, 0, utf8.length);
            return Arrays.copyOf(encoder.ids(), count);
        } finally {
            idle.offer(worker);
        }
    }

    @Override
    public Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        byte[] utf8 = Texts.checkedUtf8(text);
        Worker worker = borrow();
        try {
            Encoder encoder = new SentencePieceEncoder(this, policy, worker);
            encoder.encode(utf8, 0, utf8.length);
            return encoder.encoding(unit);
        } finally {
            idle.offer(worker);
        }
    }

    @Override
    public Decoder newDecoder() {
        return new SentencePieceDecoder(newCursor(), CodingErrorAction.REPLACE);
    }

    private PieceTexts.Cursor newCursor() {
        return texts.newCursor(settings.spaces());
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        return newCursor().join(ids);
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        SentencePieceDecoder decoder = new SentencePieceDecoder(newCursor(), Objects.requireNonNull(malformed));
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.append(id));
        }
        return text.append(decoder.finish()).toString();
    }
}
