package org.tokenwright.tokenizers.bytes;

import java.nio.charset.CodingErrorAction;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.slices.Utf8Assembler;

/** Decodes the ids of a {@link ByteTokenizer} as they come. */
final class ByteDecoder implements Decoder {
    private final ByteTokenizer tokenizer;
    private final Utf8Assembler text;
    private final byte[] single = new byte[1];

    ByteDecoder(ByteTokenizer tokenizer, CodingErrorAction malformed) {
        this.tokenizer = tokenizer;
        text = new Utf8Assembler(malformed);
    }

    @Override
    public String append(int id) {
        int value = tokenizer.value(id);
        if (value < 0) {
            byte[] surface = tokenizer.surface(id);
            return text.append(surface, 0, surface.length);
        }
        single[0] = (byte) value;
        return text.append(single, 0, 1);
    }

    @Override
    public String finish() {
        return text.finish();
    }
}
