package org.tokenwright.embeddings.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A mapped file of any size. Immutable. */
final class MappedBytes {
    /*
     * A mapping holds at most 2^31-1 bytes, so there are many, one every STEP bytes. Each reaches OVERLAP bytes into the next,
     * so that an element is always in the mapping in which it begins.
     */
    private static final int SHIFT = 30;
    private static final long STEP = 1L << SHIFT;
    private static final int OVERLAP = 8;

    private final ByteBuffer[] parts;
    private final long size;

    private MappedBytes(ByteBuffer[] parts, long size) {
        this.parts = parts;
        this.size = size;
    }

    static MappedBytes map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer[] parts = new ByteBuffer[Math.toIntExact((size + STEP - 1) / STEP)];
            for (int part = 0; part < parts.length; part++) {
                long start = part * STEP;
                parts[part] = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(STEP + OVERLAP, size - start));
            }
            return new MappedBytes(parts, size);
        }
    }

    long size() {
        return size;
    }

    /** {@return a view from a position on: of the bytes wanted, or as many as are in one mapping, whole elements of 8 bytes} */
    ByteBuffer from(long position, long wanted) {
        int part = (int) (position >>> SHIFT);
        int at = (int) (position & (STEP - 1));
        ByteBuffer buffer = parts[part];
        long whole = (STEP - at + OVERLAP - 1) & -OVERLAP;
        return buffer.slice(at, (int) Math.min(wanted, Math.min(whole, buffer.limit() - at)));
    }

    void copy(long position, byte[] target, int offset, int count) {
        int done = 0;
        while (done < count) {
            ByteBuffer piece = from(position + done, count - done);
            int length = piece.remaining();
            piece.get(target, offset + done, length);
            done += length;
        }
    }
}
