package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.vocab.Vocabulary;

/**
 * A Unigram language model: of all ways to cut a piece into tokens, it takes the one whose scores have the largest sum. Immutable,
 * safe for any number of threads. It takes about 16 bytes of memory for each byte that tokens do not share with others at their
 * beginning.
 */
public final class UnigramModel implements PieceModel {
    private static final float UNKNOWN_PENALTY = 10;
    private static final double USER_DEFINED_PENALTY = 0.1;

    private final Vocabulary vocabulary;
    private final ByteTrie trie;
    private final double[] scores;
    private final double unknownScore;
    private final int unknownId;
    private final int @Nullable [] byteIds;
    private final boolean hasFloats;
    private final WordCuts cuts;

    private UnigramModel(
            Vocabulary vocabulary,
            IntPredicate isFound,
            double[] scores,
            double unknownScore,
            int unknownId,
            int @Nullable [] byteIds,
            boolean hasFloats) {
        this.vocabulary = vocabulary;
        this.scores = scores;
        this.unknownScore = unknownScore;
        this.unknownId = unknownId;
        this.byteIds = byteIds;
        this.hasFloats = hasFloats;
        trie = ByteTrie.of(vocabulary, isFound);
        cuts = hasFloats ? WordCuts.of(vocabulary, isFound) : WordCuts.NONE;
    }

    /**
     * Makes a model that encodes as SentencePiece does. Sums are rounded to 32 bits after each token. An unknown character
     * scores 10 less than the lowest normal token. User-defined tokens score 0.1 less than the highest normal token, at least 0,
     * times their bytes.
     *
     * @param pieces the pieces
     * @return the model
     * @throws IllegalArgumentException if tokens have too many different beginnings
     */
    public static UnigramModel sentencePiece(PieceTable pieces) {
        float lowest = Float.MAX_VALUE;
        float highest = Float.MIN_NORMAL;
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.type(id) == PieceType.NORMAL) {
                lowest = Math.min(lowest, pieces.score(id));
                highest = Math.max(highest, pieces.score(id));
            }
        }
        Vocabulary vocabulary = pieces.vocabulary();
        double[] scores = new double[vocabulary.idBound()];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = pieces.type(id) == PieceType.USER_DEFINED
                    ? vocabulary.length(id) * highest - USER_DEFINED_PENALTY
                    : pieces.score(id);
        }
        return new UnigramModel(
                vocabulary,
                id -> pieces.type(id) == PieceType.NORMAL || pieces.type(id) == PieceType.USER_DEFINED,
                scores,
                lowest - UNKNOWN_PENALTY,
                pieces.unknownId(),
                pieces.byteIds(),
                true);
    }

    /**
     * Makes a model that encodes as Hugging Face's tokenizers do. Sums have 64 bits. An unknown character scores 10 less than the
     * lowest token of all. Every token is found in a text, also those for bytes and the unknown one. A row of unknown characters
     * is, in this order: the token of all its characters, should there be one; a token for each of its bytes, if {@code
     * byteFallback} is set and there are tokens for all; the unknown token.
     *
     * @param vocabulary the tokens
     * @param scores the score of each, by id; any number where an id has no token
     * @param unknownId the id of the unknown token, or a negative number if there is none: then a text with an unknown character
     *     is refused
     * @param byteFallback whether unknown characters become their bytes, {@code <0x00>} to {@code <0xFF>}
     * @return the model
     * @throws IllegalArgumentException if there are not as many scores as ids, a score is not a number, {@code unknownId} has no
     *     token or tokens have too many different beginnings
     */
    public static UnigramModel huggingFace(
            Vocabulary vocabulary, double[] scores, int unknownId, boolean byteFallback) {
        if (scores.length != vocabulary.idBound()) {
            throw new IllegalArgumentException(
                    "there are " + scores.length + " scores, expected " + vocabulary.idBound() + ", one for each id");
        }
        if (unknownId >= 0 && !vocabulary.contains(unknownId)) {
            throw new IllegalArgumentException(
                    "the unknown token is " + unknownId + ", expected an id below " + vocabulary.idBound());
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (int id = 0; id < scores.length; id++) {
            if (Double.isNaN(scores[id])) {
                throw new IllegalArgumentException("the score of id " + id + " is NaN, expected a number");
            }
            lowest = vocabulary.contains(id) ? Math.min(lowest, scores[id]) : lowest;
        }
        return new UnigramModel(
                vocabulary,
                vocabulary::contains,
                scores.clone(),
                lowest - UNKNOWN_PENALTY,
                unknownId,
                byteFallback ? byteIds(vocabulary) : null,
                false);
    }

    private static int[] byteIds(Vocabulary vocabulary) {
        int[] ids = new int[256];
        Arrays.setAll(ids, value -> vocabulary.idOf(PieceTable.byteName(value)));
        return ids;
    }

    /**
     * {@return the score of a token}
     *
     * @param id its id
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public double score(int id) {
        return scores[id];
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public TokenKind kind(int id) {
        return TokenOutput.kind(id, unknownId, byteIds);
    }

    @Override
    public PieceEncoder newEncoder() {
        return new UnigramEncoder(this);
    }

    /** The output that makes ids of unknown characters. */
    TokenOutput newOutput() {
        return new TokenOutput(unknownId, byteIds, hasFloats ? null : vocabulary::idOf);
    }

    ByteTrie trie() {
        return trie;
    }

    WordCuts cuts() {
        return cuts;
    }

    /** By id. */
    double[] scores() {
        return scores;
    }

    double unknownScore() {
        return unknownScore;
    }

    /** The id of the unknown token, or a negative number. */
    int unknownId() {
        return unknownId;
    }

    /** Whether sums are rounded to 32 bits after each token, and a piece's sum goes on over its words. */
    boolean hasFloats() {
        return hasFloats;
    }
}
