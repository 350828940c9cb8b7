package org.tokenwright.tokenizers.bpe;

import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.slices.Utf8Assembler;

/** Decodes the tokens of a {@link BpeModel} as they come. */
final class BpeDecoder implements Decoder {
    private final BpeModel model;
    private final Utf8Assembler text = new Utf8Assembler();
    private byte[] token = new byte[64];

    BpeDecoder(BpeModel model) {
        this.model = model;
    }

    @Override
    public String append(int id) {
        int length = model.length(id);
        if (length > token.length) {
            token = new byte[length];
        }
        model.copy(id, token, 0);
        return text.append(token, 0, length);
    }

    @Override
    public String finish() {
        return text.finish();
    }
}
