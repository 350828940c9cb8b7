package org.tokenwright.tokenizers.codelength;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares a text with what comes back of it, a little later. For one thread. */
final class Comparison {
    /** What has been read and has not come back: queue[start .. end). */
    private byte[] queue = new byte[1 << 16];

    private int start;
    private int end;
    private long position;

    /** {@return a stream that gives the text} */
    InputStream reading(InputStream text) {
        return new WatchedInput(text, this::add);
    }

    private void add(byte[] bytes, int offset, int count) {
        if (queue.length - end < count) {
            int left = end - start;
            byte[] larger = left + count > queue.length / 2 ? new byte[2 * (left + count)] : queue;
            System.arraycopy(queue, start, larger, 0, left);
            queue = larger;
            start = 0;
            end = left;
        }
        System.arraycopy(bytes, offset, queue, end, count);
        end += count;
    }

    /** {@return a stream that takes what comes back} It throws an IllegalArgumentException where that differs from the text. */
    OutputStream decoded() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                int compared = Math.min(length, end - start);
                int difference = Arrays.mismatch(queue, start, start + compared, bytes, offset, offset + compared);
                if (difference >= 0 || compared < length) {
                    throw lost(position + (difference >= 0 ? difference : compared));
                }
                start += length;
                position += length;
            }
        };
    }

    /**
     * Ends the comparison.
     *
     * @throws IllegalArgumentException if a part of the text has not come back
     */
    void finish() {
        if (start < end) {
            throw lost(position);
        }
    }

    private static IllegalArgumentException lost(long position) {
        return new IllegalArgumentException("the tokens do not give back the text from byte " + position
                + " on, expected UTF-8 that the tokenizer does not change");
    }
}
