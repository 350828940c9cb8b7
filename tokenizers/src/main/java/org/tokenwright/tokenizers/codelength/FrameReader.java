package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.tokenizers.codelength.TextUnits.Joiner;

/** Reads what a {@link FrameWriter} has written. For one thread. */
final class FrameReader {
    static final int HEAD_BYTES = 12;
    static final int END_BYTES = 16;

    /** An id takes a part of 2^-48 at least, which moves a range from 2^56 or more to 2^8 or more. */
    private static final int MOST_BYTES_OF_AN_ID = 6;

    private final StreamBytes in;
    private final AdaptiveNgramModel model;

    /** Has learned nothing. */
    private final AdaptiveNgramModel even;

    private final Joiner joiner;

    FrameReader(StreamBytes in, AdaptiveNgramModel model, Joiner joiner) {
        this.in = in;
        this.model = model;
        even = AdaptiveNgramModel.of(0, model.symbols());
        this.joiner = joiner;
    }

    /**
     * Reads a frame.
     *
     * @return whether there was one, and not the end
     */
    boolean next() throws IOException {
        long start = in.position();
        byte[] head = Arrays.copyOf(in.exactly(Integer.BYTES), HEAD_BYTES);
        int stated = littleEndian(head).getInt(0);
        if (stated == 0) {
            return false;
        }
        int ids = stated & ~FrameWriter.PLAIN;
        if (ids == 0 || ids > NgramCompressor.MAX_FRAME_IDS) {
            String found = "a frame of " + ids + " ids";
            throw in.corrupt(start, found, "1 to " + NgramCompressor.MAX_FRAME_IDS);
        }
        System.arraycopy(in.exactly(HEAD_BYTES - Integer.BYTES), 0, head, 4, HEAD_BYTES - Integer.BYTES);
        int size = littleEndian(head).getInt(4);
        if (size < 1 || size > ids * MOST_BYTES_OF_AN_ID + 1) {
            String found = "a frame of " + Integer.toUnsignedString(size) + " bytes";
            throw in.corrupt(start + 4, found, "1 to " + (ids * MOST_BYTES_OF_AN_ID + 1) + " for " + ids + " ids");
        }
        byte[] message = in.exactly(size);
        in.checkCrc(start, "a frame", littleEndian(head).getInt(8), FrameWriter.crc(head, message, size));
        RangeDecoder decoder = new RangeDecoder(message, size);
        AdaptiveNgramModel coding = stated == ids ? model : even;
        for (int i = 0; i < ids; i++) {
            int id = coding.decode(decoder);
            model.append(id);
            append(id, start);
        }
        if (decoder.messageSize() != size) {
            throw in.corrupt(
                    start + 4, "a frame of " + size + " bytes", decoder.messageSize() + ", as many as its ids take");
        }
        return true;
    }

    private void append(int id, long start) throws IOException {
        try {
            joiner.append(id);
        } catch (IllegalArgumentException e) {
            throw in.corrupt(start, "a frame with the id " + id, "ids of tokens");
        }
    }

    /** Reads what stands behind the frames, and compares it with what was written. */
    void checkEnd(Content content) throws IOException {
        long start = in.position();
        ByteBuffer end = littleEndian(in.exactly(END_BYTES - Integer.BYTES));
        long length = end.getLong();
        if (length != content.length()) {
            throw in.corrupt(
                    start, "a length of " + Long.toUnsignedString(length) + " bytes", content.length() + " bytes");
        }
        in.checkCrc(start + Long.BYTES, "the content", end.getInt(), content.checksum());
        if (in.upTo(1).length > 0) {
            throw in.corrupt(in.position() - 1, "more bytes", "the end of the stream");
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
