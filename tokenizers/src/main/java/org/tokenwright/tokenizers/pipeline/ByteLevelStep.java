package org.tokenwright.tokenizers.pipeline;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the characters of tokens as the bytes that they stand for, and these as UTF-8: one token for all. A token with a
 * character that stands for no byte is text as it is.
 */
final class ByteLevelStep extends TokenStep {
    /** The step. */
    static final DecodeStep STEP = ByteLevelStep::new;

    private static final int INCOMPLETE = 3;

    private final CharsetDecoder utf8;

    /** The bytes that are not decoded yet, between 0 and its position: at most an incomplete character. */
    private ByteBuffer pending = ByteBuffer.allocate(64);

    private ByteLevelStep(TokenSink next, CodingErrorAction malformed) {
        super(next);
        utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(malformed);
    }

    /** {@return the bytes of a token} */
    static byte[] bytes(String token) {
        byte[] bytes = ByteCharacters.parse(token, 0, token.length());
        return bytes == null ? Texts.utf8(token) : bytes;
    }

    @Override
    void token(String text, int index, TokenSink out) {
        byte[] bytes = bytes(text);
        if (pending.remaining() < bytes.length) {
            pending = ByteBuffer.allocate(bytes.length + INCOMPLETE).put(pending.flip());
        }
        pending.put(bytes);
        decode(false, out);
    }

    @Override
    void end(TokenSink out) {
        decode(true, out);
        utf8.reset();
        out.endToken();
    }

    private void decode(boolean end, TokenSink out) {
        CharBuffer text = CharBuffer.allocate(pending.flip().remaining());
        CoderResult result = utf8.decode(pending, text, end);
        if (result.isError()) {
            pending.clear();
            utf8.reset();
            throw new IllegalArgumentException("the tokens' bytes are not UTF-8", new CharacterCodingException());
        }
        pending.compact();
        out.text(text.flip());
    }
}
