package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * SentencePiece's BPE: two neighbours merge if they are a token together, that of the highest score first, of equal ones the
 * leftmost. Immutable, safe for any number of threads.
 */
public final class ScoredBpeModel implements PieceModel {
    /*
     * Symbols are the tokens, under their ids; behind them the characters that occur in tokens and are none themselves, which
     * merge like others, and are unknown if they do not; and last one symbol for all other characters.
     *
     * SentencePiece asks for every pair of neighbours whether the two strings put together are a token. All pairs that are one
     * are listed here once and for all: for each token, each of its beginnings that is a symbol and whose rest is one too. Scores
     * become ranks, equal ones equal ranks. User-defined tokens are found in the text before anything is merged and never merge,
     * so they are in no pair.
     *
     * An unused token that is left over falls into the pair that SentencePiece thought of last, anywhere in the text, while it
     * merged. So models with such tokens have their texts merged whole.
     */

    /** What listing the pairs may cost: the sum of the squares of the tokens' lengths, in bytes. */
    static final long MAX_SQUARES = 1L << 32;

    private final PieceTable pieces;
    private final Vocabulary vocabulary;
    private final CharacterSymbols characters = new CharacterSymbols();
    private final int otherCharacter;
    private final MergeTable pairs;
    private final int[] ranks;
    private final @Nullable ByteTrie userDefined;
    private final boolean hasUnused;
    private final WordCuts cuts;

    private ScoredBpeModel(PieceTable pieces) {
        this.pieces = pieces;
        vocabulary = pieces.vocabulary();
        checkSquares();
        otherCharacter = numberCharacters();
        pairs = listPairs();
        ranks = rankTokens();
        userDefined =
                has(PieceType.USER_DEFINED) ? ByteTrie.of(vocabulary, id -> is(id, PieceType.USER_DEFINED)) : null;
        hasUnused = has(PieceType.UNUSED);
        cuts = hasUnused ? WordCuts.NONE : WordCuts.of(vocabulary, id -> isText(id) || is(id, PieceType.USER_DEFINED));
    }

    /**
     * {@return a model}
     *
     * @param pieces the pieces
     * @throws IllegalArgumentException if the squares of the lengths of all pieces, in bytes, have a sum above 2<sup>32</sup>, or
     *     there are more than 2<sup>24</sup> pairs of pieces that are a piece together
     */
    public static ScoredBpeModel of(PieceTable pieces) {
        return new ScoredBpeModel(pieces);
    }

    private void checkSquares() {
        long squares = 0;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            squares += (long) vocabulary.length(id) * vocabulary.length(id);
        }
        if (squares > MAX_SQUARES) {
            throw new IllegalArgumentException("the squares of the lengths of all pieces have the sum " + squares
                    + ", expected at most " + MAX_SQUARES);
        }
    }

    private boolean is(int id, PieceType type) {
        return vocabulary.contains(id) && pieces.type(id) == type;
    }

    private boolean has(PieceType type) {
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (is(id, type)) {
                return true;
            }
        }
        return false;
    }

    private boolean isText(int id) {
        return is(id, PieceType.NORMAL) || is(id, PieceType.UNUSED);
    }

    /** Gives symbols to all characters of tokens and returns the next symbol. */
    private int numberCharacters() {
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (isText(id)) {
                byte[] token = vocabulary.bytes(id);
                int codePoint = CodePoints.at(token, 0, token.length);
                if (CodePoints.utf8Length(codePoint) == token.length) {
                    characters.put(codePoint, id);
                }
            }
        }
        int next = vocabulary.idBound();
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (isText(id)) {
                byte[] token = vocabulary.bytes(id);
                for (int at = 0; at < token.length; ) {
                    int codePoint = CodePoints.at(token, at, token.length);
                    if (characters.get(codePoint) == CharacterSymbols.NONE) {
                        characters.put(codePoint, next++);
                    }
                    at += CodePoints.utf8Length(codePoint);
                }
            }
        }
        return next;
    }

    private MergeTable listPairs() {
        IntArrayList lefts = new IntArrayList();
        IntArrayList rights = new IntArrayList();
        IntArrayList products = new IntArrayList();
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (!isText(id)) {
                continue;
            }
            byte[] token = vocabulary.bytes(id);
            int codePoint = CodePoints.at(token, 0, token.length);
            int first = characters.get(codePoint);
            if (first >= vocabulary.idBound() && CodePoints.utf8Length(codePoint) < token.length) {
                addPair(first, token, CodePoints.utf8Length(codePoint), id, lefts, rights, products);
            }
            for (int prefix = vocabulary.longestProperPrefix(id); prefix != Vocabulary.NO_ID; ) {
                if (isText(prefix)) {
                    addPair(prefix, token, vocabulary.length(prefix), id, lefts, rights, products);
                }
                prefix = vocabulary.longestProperPrefix(prefix);
            }
        }
        return MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray());
    }

    private void addPair(
            int left, byte[] token, int split, int id, IntArrayList lefts, IntArrayList rights, IntArrayList products) {
        int codePoint = CodePoints.at(token, split, token.length);
        int right = split + CodePoints.utf8Length(codePoint) == token.length
                ? characters.get(codePoint)
                : vocabulary.idOf(token, split, token.length);
        if (right < 0 || (right < vocabulary.idBound() && !isText(right))) {
            return;
        }
        if (lefts.size() == Vocabulary.MAX_ID_BOUND) {
            throw new IllegalArgumentException(
                    "more than " + Vocabulary.MAX_ID_BOUND + " pairs of pieces are a piece together");
        }
        lefts.add(left);
        rights.add(right);
        products.add(id);
    }

    private int[] rankTokens() {
        int[] ids = new int[vocabulary.idBound()];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = id;
        }
        IntArrays.mergeSort(ids, (a, b) -> Float.compare(pieces.score(b), pieces.score(a)));
        int[] byId = new int[ids.length];
        for (int i = 1; i < ids.length; i++) {
            boolean isEqual = pieces.score(ids[i]) == pieces.score(ids[i - 1]);
            byId[ids[i]] = byId[ids[i - 1]] + (isEqual ? 0 : 1);
        }
        return byId;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public PieceEncoder newEncoder() {
        return new ScoredBpeEncoder(this);
    }

    TokenOutput newOutput() {
        return new TokenOutput(pieces.unknownId(), pieces.byteIds(), null);
    }

    /** The symbol of each character that occurs in a token. */
    CharacterSymbols characters() {
        return characters;
    }

    /** The symbol of all other characters. */
    int otherCharacter() {
        return otherCharacter;
    }

    /** The pairs of symbols that are a token together; their order is without meaning. */
    MergeTable pairs() {
        return pairs;
    }

    /** The rank of each token, by id. */
    int[] ranks() {
        return ranks;
    }

    /** The tokens that never merge, or null if there are none. */
    @Nullable
    ByteTrie userDefined() {
        return userDefined;
    }

    /** Whether there are tokens that fall apart. */
    boolean hasUnused() {
        return hasUnused;
    }

    boolean isUnused(int symbol) {
        return symbol < vocabulary.idBound() && is(symbol, PieceType.UNUSED);
    }

    WordCuts cuts() {
        return cuts;
    }
}
