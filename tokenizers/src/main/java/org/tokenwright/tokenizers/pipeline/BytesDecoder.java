package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.slices.Utf8Assembler;

/** Decodes tokens that are bytes, as they come. */
final class BytesDecoder implements Decoder {
    private final PipelineParts parts;
    private final Utf8Assembler text = new Utf8Assembler();

    BytesDecoder(PipelineParts parts) {
        this.parts = parts;
    }

    @Override
    public String append(int id) {
        byte[] bytes = parts.bytes(id);
        return text.append(bytes, 0, bytes.length);
    }

    @Override
    public String finish() {
        return text.finish();
    }
}
