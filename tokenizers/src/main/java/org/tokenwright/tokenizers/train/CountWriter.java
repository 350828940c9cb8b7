package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.tokenwright.tokenizers.train.CountFile.Header;
import org.tokenwright.tokenizers.train.CountFile.Totals;

/** Writes a {@link CountFile}, entry by entry in their order. For one thread. */
final class CountWriter {
    private final CRC32C checksum = new CRC32C();
    private final OutputStream out;
    private byte[] last = new byte[64];
    private int lastLength;

    CountWriter(OutputStream target, Header header) throws IOException {
        out = new CheckedOutputStream(target, checksum);
        out.write(CountFile.MAGIC);
        out.write(CountFile.VERSION);
        out.write(header.kind().code());
        writeString(header.pattern());
        writeString(header.normalization().name().toLowerCase(Locale.ROOT));
        writeString(header.words());
        writeString(header.rule());
    }

    /** Writes an entry, which must be behind the last one. */
    void write(byte[] bytes, int start, int end, long count) throws IOException {
        int length = end - start;
        int mismatch = Arrays.mismatch(last, 0, lastLength, bytes, start, end);
        int shared = mismatch < 0 ? lastLength : mismatch;
        writeNumber(count);
        writeNumber(shared);
        writeNumber(length - shared);
        out.write(bytes, start + shared, length - shared);
        if (last.length < length) {
            last = new byte[Math.max(length, 2 * last.length)];
        }
        System.arraycopy(bytes, start, last, 0, length);
        lastLength = length;
    }

    void end(Totals totals) throws IOException {
        writeNumber(0);
        writeNumber(totals.documents());
        writeNumber(totals.skipped());
        writeNumber(totals.bytes());
        writeNumber(totals.pretokens());
        int value = (int) checksum.getValue();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    private void writeString(String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeNumber(utf8.length);
        out.write(utf8);
    }

    private void writeNumber(long number) throws IOException {
        long value = number;
        while (value >= 0x80) {
            out.write((int) (value | 0x80));
            value >>>= 7;
        }
        out.write((int) value);
    }
}
