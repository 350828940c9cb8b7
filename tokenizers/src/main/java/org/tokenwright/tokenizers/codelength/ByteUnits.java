package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tokenwright.tokenizers.TokenSink;

/** The bytes of a text, whatever they are. */
enum ByteUnits implements TextUnits {
    UNITS;

    private static final int BUFFER = 1 << 14;

    @Override
    public int symbols() {
        return 1 << Byte.SIZE;
    }

    @Override
    public byte[] fingerprint() {
        return new byte[StreamHeader.FINGERPRINT_BYTES];
    }

    @Override
    public void split(InputStream text, TokenSink sink) throws IOException {
        byte[] bytes = new byte[BUFFER];
        int[] ids = new int[BUFFER];
        for (int count; (count = text.read(bytes)) >= 0; ) {
            for (int i = 0; i < count; i++) {
                ids[i] = bytes[i] & 0xFF;
            }
            sink.accept(ids, 0, count);
        }
    }

    @Override
    public Joiner newJoiner(OutputStream text) {
        return new Joiner() {
            @Override
            public void append(int id) throws IOException {
                text.write(id);
            }

            @Override
            public void finish() {}
        };
    }
}
