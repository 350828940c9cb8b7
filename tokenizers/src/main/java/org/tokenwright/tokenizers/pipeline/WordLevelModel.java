package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.vocab.Vocabulary;

/** Words as tokens: a piece is a token as a whole, or unknown. Immutable, safe for any number of threads. */
public final class WordLevelModel implements PieceModel {
    private final Vocabulary vocabulary;
    private final String unknown;
    private final int unknownId;

    /**
     * Creates a model.
     *
     * @param vocabulary the tokens, in UTF-8
     * @param unknown the token of unknown words; a text that has some is refused if it is not in the vocabulary
     */
    public WordLevelModel(Vocabulary vocabulary, String unknown) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        unknownId = vocabulary.idOf(unknown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public TokenKind kind(int id) {
        return id == unknownId ? TokenKind.UNKNOWN : TokenKind.TEXT;
    }

    @Override
    public PieceEncoder newEncoder() {
        return this::encode;
    }

    private void encode(byte[] utf8, int start, int end, IdBuffer out) {
        int id = vocabulary.idOf(utf8, start, end);
        if (id < 0 && unknownId < 0) {
            throw new IllegalArgumentException("no token is the word at byte " + start
                    + " of the text, and the unknown token " + unknown + " is not in the vocabulary");
        }
        out.add(id < 0 ? unknownId : id, end);
    }
}
