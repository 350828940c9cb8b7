package org.tokenwright.tokenizers.train;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.train.CountFile.Header;
import org.tokenwright.tokenizers.train.CountFile.Kind;
import org.tokenwright.tokenizers.train.CountFile.Totals;

/** Reads a {@link CountFile} entry by entry. What it says is only certain at its end, where the checksum is. For one thread. */
final class CountReader implements CountSource, Closeable {
    private static final int BUFFER = 1 << 16;

    private final String source;
    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private final Header header;
    private final byte[] one = new byte[1];
    private long position;
    private byte[] bytes = new byte[64];
    private int length;
    private long count;
    private long sum;
    private Totals totals = Totals.NONE;

    /**
     * Opens a file.
     *
     * @throws CorruptInputException if it does not begin like a count file, or is of a newer version
     */
    CountReader(Path path) throws IOException {
        source = path.toString();
        in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            header = readHeader();
        } catch (Throwable e) {
            try {
                in.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private Header readHeader() throws IOException {
        byte[] magic = in.readNBytes(CountFile.MAGIC.length);
        if (!Arrays.equals(magic, CountFile.MAGIC)) {
            throw corrupt(0, "other bytes", "the beginning of a count file");
        }
        checksum.update(magic);
        position = magic.length;
        int version = readByte();
        if (version != CountFile.VERSION) {
            throw corrupt(position - 1, "version " + version, "version " + CountFile.VERSION);
        }
        Kind kind = readKind();
        String pattern = readString();
        long at = position;
        String normalization = readString();
        for (Normalization form : Normalization.values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(normalization)) {
                return new Header(kind, pattern, form, readString(), readString());
            }
        }
        throw corrupt(at, "the normalization \"" + normalization + "\"", "none or nfc");
    }

    private Kind readKind() throws IOException {
        int code = readByte();
        for (Kind kind : Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw corrupt(position - 1, "kind " + code, "0 or 1");
    }

    Header header() {
        return header;
    }

    String source() {
        return source;
    }

    /**
     * Reads the next entry; false behind the last one.
     *
     * @throws CorruptInputException if the entry is malformed or not behind the last, or the checksum is another
     */
    @Override
    public boolean next() throws IOException {
        long at = position;
        count = readNumber();
        if (count == 0) {
            finish();
            return false;
        }
        sum += count;
        if (sum < 0) {
            throw corrupt(at, "the count " + count, "counts of less than 2^63 in all");
        }
        at = position;
        long shared = readNumber();
        long added = readNumber();
        if (shared > length || added == 0 || added > CountFile.MAX_ENTRY_BYTES - shared) {
            throw corrupt(
                    at,
                    shared + " bytes of the entry before, then " + added,
                    "at most " + length + ", then 1 or more, " + CountFile.MAX_ENTRY_BYTES + " in all");
        }
        readBytes((int) shared, (int) (shared + added), at);
        return true;
    }

    private void readBytes(int from, int to, long at) throws IOException {
        int oldLength = length;
        int previous = from < oldLength ? bytes[from] & 0xFF : -1;
        for (int end = from; end < to; ) {
            int step = Math.min(to - end, Math.max(BUFFER, end));
            if (bytes.length < end + step) {
                bytes = Arrays.copyOf(bytes, Math.max(end + step, 2 * Math.min(bytes.length, 1 << 29)));
            }
            int read = in.readNBytes(bytes, end, step);
            checksum.update(bytes, end, read);
            position += read;
            if (read < step) {
                throw corrupt(position, "the end of the file", "an entry of " + to + " bytes");
            }
            end += step;
        }
        length = to;
        if ((bytes[from] & 0xFF) <= previous) {
            throw corrupt(at, "an entry that is not behind the one before", "ascending entries");
        }
    }

    private void finish() throws IOException {
        totals = new Totals(readNumber(), readNumber(), readNumber(), readNumber());
        long at = position;
        int expected = (int) checksum.getValue();
        int found = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            found |= readByte() << shift;
        }
        if (found != expected) {
            throw corrupt(at, "checksum %08X".formatted(found), "%08X: the file is damaged".formatted(expected));
        }
        if (in.read() >= 0) {
            throw corrupt(position, "more bytes", "the end of the file");
        }
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return length;
    }

    @Override
    public long count() {
        return count;
    }

    /** How much had been read; known when there is no entry left. */
    Totals totals() {
        return totals;
    }

    /** An error at the last entry. */
    CorruptInputException corruptEntry(String found, String expected) {
        return corrupt(position, found, expected);
    }

    private String readString() throws IOException {
        long at = position;
        long size = readNumber();
        if (size > CountFile.MAX_STRING_BYTES) {
            throw corrupt(at, "a string of " + size + " bytes", "at most " + CountFile.MAX_STRING_BYTES);
        }
        byte[] utf8 = in.readNBytes((int) size);
        checksum.update(utf8);
        position += utf8.length;
        if (utf8.length < size) {
            throw corrupt(position, "the end of the file", "a string of " + size + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corrupt(at, "bytes that are not UTF-8", "a string");
        }
    }

    private long readNumber() throws IOException {
        long at = position;
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next == 0 && shift > 0) {
                throw corrupt(at, "a number with a zero at its end", "the shortest form");
            }
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt(at, "a number of more than 63 bits", "a smaller one");
    }

    private int readByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw corrupt(position, "the end of the file", "more of a count file");
        }
        one[0] = (byte) value;
        checksum.update(one, 0, 1);
        position++;
        return value;
    }

    private CorruptInputException corrupt(long at, String found, String expected) {
        return new CorruptInputException(source, "byte " + at, found, expected);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
