package org.tokenwright.tokenizers;

import java.io.IOException;
import java.util.Arrays;

/** Reads a text and cuts it into parts that encode independently. For one thread. */
final class TextParts {
    /*
     * The buffer holds what has been read and is not yet in a part that was given. If no cut is known in it, more is read, each
     * time as much as there is, so that the search for cuts takes linear time; a text without cuts becomes one part.
     */
    /** The most bytes of a text without a place where it can be cut: 1,073,741,824. */
    static final int MAX_PART = 1 << 30;

    private final Encoder encoder;
    private final ByteSource source;
    private final int usual;
    private byte[] bytes;
    private int start;
    private int end;
    private int limit;
    private long position;
    private boolean ended;

    /**
     * Begins a text.
     *
     * @param encoder finds cuts
     * @param usual about how many bytes a part should have, 16 or more
     */
    TextParts(Encoder encoder, ByteSource source, int usual) {
        this.encoder = encoder;
        this.source = source;
        this.usual = usual;
        bytes = new byte[usual + 16];
    }

    /**
     * Goes to the next part.
     *
     * @return whether there is one
     * @throws IllegalArgumentException if no cut is known in {@link #MAX_PART} bytes
     */
    boolean next() throws IOException {
        position += end - start;
        start = end;
        for (int wanted = usual; ; wanted *= 2) {
            fill(wanted);
            if (ended) {
                end = limit;
                return start < end;
            }
            end = encoder.lastCut(bytes, start, limit);
            if (end > start) {
                return true;
            }
            if (wanted > MAX_PART / 2) {
                throw new IllegalArgumentException("the " + (limit - start) + " bytes of text from byte " + position
                        + " on hold no place where they can be cut for encoding, expected one in " + MAX_PART);
            }
        }
    }

    /** Reads until there are so many bytes, or the text ends. */
    private void fill(int wanted) throws IOException {
        if (limit - start < wanted && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            limit -= start;
            start = 0;
        }
        while (limit - start < wanted && !ended) {
            if (bytes.length < wanted + 16) {
                bytes = Arrays.copyOf(bytes, wanted + 16);
            }
            int count = source.read(bytes, limit, bytes.length - limit);
            ended = count < 0;
            limit += Math.max(count, 0);
        }
    }

    /** {@return the array that holds the part, until the next one} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return index of the first byte of the part} */
    int start() {
        return start;
    }

    /** {@return index behind the last byte of the part} */
    int end() {
        return end;
    }

    /** {@return how many bytes of the text are before the part} */
    long position() {
        return position;
    }
}
