package org.tokenwright.embeddings.hashing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.tokenwright.testing.SharedData;

/** The little-endian numbers in files of numpy, version 1. */
final class Npy {
    private Npy() {}

    static float[] floats(String file) throws IOException {
        ByteBuffer data = data(file);
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    static long[] longs(String file) throws IOException {
        ByteBuffer data = data(file);
        long[] values = new long[data.remaining() / Long.BYTES];
        data.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer data(String file) throws IOException {
        ByteBuffer all =
                ByteBuffer.wrap(Files.readAllBytes(SharedData.path(file))).order(ByteOrder.LITTLE_ENDIAN);
        all.position(10 + all.getShort(8));
        return all.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
