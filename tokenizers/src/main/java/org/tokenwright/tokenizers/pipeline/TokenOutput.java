package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.TokenKind;

/**
 * Puts the tokens of a piece into a buffer. Unknown characters in a row become tokens of their bytes, or one unknown token. For
 * one thread.
 */
final class TokenOutput {
    private static final byte[] NOTHING = {};
    private static final int NONE = -1;

    private final int unknownId;
    private final int @Nullable [] byteIds;
    private final @Nullable Fusing fusing;
    private IdBuffer out = new IdBuffer();
    private byte[] utf8 = NOTHING;
    private int unknownStart = NONE;
    private int unknownEnd;

    /** Knows tokens that unknown characters in a row may be together. */
    interface Fusing {
        /** {@return the id of the token that a row of unknown characters is, or a negative number} */
        int idOf(byte[] utf8, int start, int end);
    }

    /**
     * Creates an output.
     *
     * @param unknownId the id of the unknown token, or a negative number if there is none
     * @param byteIds the ids of the tokens that stand for bytes, negative where there is none; null if bytes are not used
     * @param fusing knows what unknown characters in a row are together; null if they are nothing
     */
    TokenOutput(int unknownId, int @Nullable [] byteIds, @Nullable Fusing fusing) {
        this.unknownId = unknownId;
        this.byteIds = byteIds;
        this.fusing = fusing;
    }

    /** {@return what a token is for, where some stand for unknown characters or their bytes} */
    static TokenKind kind(int id, int unknownId, int @Nullable [] byteIds) {
        if (id == unknownId) {
            return TokenKind.UNKNOWN;
        }
        return byteIds != null && Arrays.stream(byteIds).anyMatch(byteId -> byteId == id)
                ? TokenKind.BYTE
                : TokenKind.TEXT;
    }

    /** Begins a piece. */
    void begin(byte[] utf8, IdBuffer out) {
        this.utf8 = utf8;
        this.out = out;
        unknownStart = NONE;
    }

    /** Adds a token. */
    void known(int id, int end) {
        if (unknownStart != NONE) {
            flush();
        }
        out.add(id, end);
    }

    /** Adds an unknown character. */
    void unknown(int start, int end) {
        if (unknownStart == NONE) {
            unknownStart = start;
        }
        unknownEnd = end;
    }

    /** Ends the piece. */
    void end() {
        if (unknownStart != NONE) {
            flush();
        }
        utf8 = NOTHING;
    }

    private void flush() {
        int start = unknownStart;
        unknownStart = NONE;
        int fused = fusing == null ? NONE : fusing.idOf(utf8, start, unknownEnd);
        if (fused >= 0) {
            out.add(fused, unknownEnd);
        } else if (byteIds != null && areTokens(byteIds, start)) {
            for (int at = start; at < unknownEnd; at++) {
                out.add(byteIds[utf8[at] & 0xFF], at + 1);
            }
        } else if (unknownId < 0) {
            throw new IllegalArgumentException(
                    "no token covers byte " + start + " of the text, and the model has no unknown token");
        } else {
            out.add(unknownId, unknownEnd);
        }
    }

    private boolean areTokens(int[] ids, int start) {
        for (int at = start; at < unknownEnd; at++) {
            if (ids[utf8[at] & 0xFF] < 0) {
                return false;
            }
        }
        return true;
    }
}
