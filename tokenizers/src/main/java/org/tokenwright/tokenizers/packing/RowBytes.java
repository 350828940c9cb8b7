package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of rows with their pads. For one thread. */
final class RowBytes {
    private final TokenType type;
    private final int padId;
    private final ByteBuffer buffer;

    RowBytes(TokenType type, RowFiles.Layout layout) {
        this.type = type;
        this.padId = layout.padId();
        buffer = ByteBuffer.allocate(layout.sequenceLength() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the bytes of a row, valid until the next call} */
    byte[] of(PackedRow row) {
        buffer.clear();
        type.put(row.ids(), 0, row.size(), buffer);
        for (int pads = row.sequenceLength() - row.size(); pads > 0; pads--) {
            type.put(padId, buffer);
        }
        return buffer.array();
    }

    void write(PackedRow row, OutputStream out) throws IOException {
        out.write(of(row));
    }
}
