package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.vocab.Vocabulary;

/**
 * WordPiece: the longest token that a word begins with, then the longest that goes on, and so forth; a word that comes to a
 * place where there is none is unknown as a whole. Immutable, safe for any number of threads.
 */
public final class WordPieceModel implements PieceModel {
    private final Vocabulary vocabulary;
    private final Vocabulary continuations;
    private final String unknown;
    private final int unknownId;
    private final int maxCharacters;

    /**
     * Creates a model.
     *
     * @param vocabulary the tokens, in UTF-8
     * @param unknown the token of unknown words; a text that has some is refused if it is not in the vocabulary
     * @param prefix what the names of tokens begin with that go on with a word
     * @param maxCharacters words of more code points are unknown
     */
    public WordPieceModel(Vocabulary vocabulary, String unknown, String prefix, int maxCharacters) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        this.maxCharacters = maxCharacters;
        unknownId = vocabulary.idOf(unknown.getBytes(StandardCharsets.UTF_8));
        continuations =
                prefix.isEmpty() ? vocabulary : continuations(vocabulary, prefix.getBytes(StandardCharsets.UTF_8));
    }

    private static Vocabulary continuations(Vocabulary vocabulary, byte[] prefix) {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.length(id) > prefix.length) {
                byte[] token = vocabulary.bytes(id);
                if (Arrays.equals(token, 0, prefix.length, prefix, 0, prefix.length)) {
                    builder.put(id, Arrays.copyOfRange(token, prefix.length, token.length));
                }
            }
        }
        return builder.build();
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
        int before = out.size();
        if (hasTooMany(utf8, start, end)) {
            addUnknown(start, end, out);
            return;
        }
        for (int at = start; at < end; ) {
            Vocabulary tokens = at == start ? vocabulary : continuations;
            int id = tokens.longestPrefix(utf8, at, end);
            if (id == Vocabulary.NO_ID) {
                out.truncate(before);
                addUnknown(start, end, out);
                return;
            }
            at += tokens.length(id);
            out.add(id, at);
        }
    }

    private boolean hasTooMany(byte[] utf8, int start, int end) {
        int characters = 0;
        for (int at = start; at < end; at++) {
            characters += (utf8[at] & 0xC0) == 0x80 ? 0 : 1;
        }
        return characters > maxCharacters;
    }

    private void addUnknown(int start, int end, IdBuffer out) {
        if (unknownId < 0) {
            throw new IllegalArgumentException("no tokens make up the word at byte " + start
                    + " of the text, and the unknown token " + unknown + " is not in the vocabulary");
        }
        out.add(unknownId, end);
    }
}
