package org.tokenwright.tokenizers.bpe;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.tokenwright.tokenizers.Decoder;

/** Decodes the tokens of a {@link BpeModel} as they come. */
final class BpeDecoder implements Decoder {
    private static final int INCOMPLETE = 3;

    private final BpeModel model;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);

    /** The bytes that are not decoded yet, between 0 and its position: at most an incomplete character. */
    private ByteBuffer bytes = ByteBuffer.allocate(256);

    BpeDecoder(BpeModel model) {
        this.model = model;
    }

    @Override
    public String append(int id) {
        int length = model.length(id);
        if (bytes.remaining() < length) {
            bytes = ByteBuffer.allocate(length + INCOMPLETE).put(bytes.flip());
        }
        model.copy(id, bytes.array(), bytes.position());
        return decode(bytes.position(bytes.position() + length), false);
    }

    @Override
    public String finish() {
        String rest = decode(bytes, true);
        utf8.reset();
        return rest;
    }

    private String decode(ByteBuffer input, boolean end) {
        CharBuffer text = CharBuffer.allocate(input.flip().remaining());
        utf8.decode(input, text, end);
        input.compact();
        return text.flip().toString();
    }
}
