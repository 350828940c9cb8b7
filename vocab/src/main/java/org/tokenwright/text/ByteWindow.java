package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a stream that are in memory: those not consumed yet, in a buffer that all streams of a reader share. */
final class ByteWindow {
    /*
     * bytes[start .. end) has been read and not been consumed; bytes[0] is at byte `base` of the stream. Consumers move
     * `start`. fill() appends; when the buffer is full it either moves what is left to the front, if that is at most half
     * of the buffer, or doubles the buffer: every move makes room for half a buffer, so moving costs O(1) a byte. What a
     * consumer keeps across fill() is relative to `start`. The buffer grows as bytes arrive, never by an announced size.
     */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int blockBytes;
    private InputStream in = InputStream.nullInputStream();
    private long base;

    byte[] bytes;
    int start;
    int end;

    ByteWindow(int blockBytes) {
        this.blockBytes = blockBytes;
        this.bytes = new byte[blockBytes];
    }

    /**
     * Begins a stream, behind its byte order mark if it has one.
     *
     * @param stream the stream, which the caller closes
     */
    void open(InputStream stream) throws IOException {
        in = stream;
        base = 0;
        start = 0;
        end = 0;
        while (end < BYTE_ORDER_MARK.length && fill()) {}
        if (Arrays.equals(
                bytes, 0, Math.min(end, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            start = BYTE_ORDER_MARK.length;
        }
    }

    /**
     * {@return byte position in the stream of a byte in the buffer}
     *
     * @param index its index in the buffer
     */
    long position(int index) {
        return base + index;
    }

    /**
     * Reads more bytes behind those that are there, which may move them.
     *
     * @return whether there were any left
     */
    boolean fill() throws IOException {
        if (start == end) {
            base += start;
            start = 0;
            end = 0;
        } else if (end == bytes.length) {
            makeRoom();
        }
        int count = in.read(bytes, end, Math.min(bytes.length - end, blockBytes));
        if (count < 0) {
            return false;
        }
        end += count;
        return true;
    }

    private void makeRoom() {
        int length = end - start;
        byte[] roomy = length > bytes.length / 2 ? new byte[(int) Math.min(2L * bytes.length, LARGEST_ARRAY)] : bytes;
        System.arraycopy(bytes, start, roomy, 0, length);
        bytes = roomy;
        base += start;
        start = 0;
        end = length;
    }
}
