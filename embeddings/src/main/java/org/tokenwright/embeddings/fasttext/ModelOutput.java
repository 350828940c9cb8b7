package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes little-endian numbers. For one thread. */
final class ModelOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    ModelOutput(OutputStream out) {
        this.out = out;
    }

    void uint8(int value) throws IOException {
        room(1).put((byte) value);
    }

    void int32(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void int64(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void float64(double value) throws IOException {
        room(Double.BYTES).putDouble(value);
    }

    void floats(float[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            room(Float.BYTES).putFloat(values[i]);
        }
    }

    void bytes(byte[] bytes, int from, int to) throws IOException {
        flush();
        out.write(bytes, from, to - from);
    }

    /** Hands everything on to the stream. */
    void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }
}
