package org.tokenwright.tokenizers.packing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;

/** Reads the documents of an indexed data set of Megatron. For one thread. */
final class MegatronReader implements TokenReader {
    /*
     * The three arrays of the index are read side by side, each through a window of its own, so that memory does not grow with
     * the number of sequences. Numbers are checked when they are read; sizes before anything is allocated. That places follow
     * from lengths is demanded: else a small index could name the same ids again and again.
     */
    private static final int WINDOW_BYTES = 1 << 16;
    private static final int BIN_WINDOW_BYTES = 1 << 20;

    /** A longer document is not read: 268,435,456 ids. */
    static final int MAX_DOCUMENT_TOKENS = 1 << 28;

    private final String name;
    private final FileChannel idx;
    private final FileChannel bin;
    private final long binBytes;
    private final int code;
    private final int width;
    private final long sequences;
    private final long documentIndices;
    private final Window lengths;
    private final Window pointers;
    private final Window documentEnds;
    private final Window tokens;

    private long documents;
    private long sequence;
    private long position;
    private int[] ids = new int[1024];
    private int size;

    /** A region of a file, read from its beginning to its end. */
    private static final class Window {
        private final FileChannel channel;
        private final String name;
        private final ByteBuffer buffer;
        private long position;

        Window(FileChannel channel, String name, long position, int bytes) {
            this.channel = channel;
            this.name = name;
            this.position = position;
            buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).limit(0);
        }

        /** {@return the buffer, with at least some bytes to be read} */
        ByteBuffer require(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                buffer.compact();
                while (buffer.position() < bytes) {
                    int read = channel.read(buffer, position);
                    if (read < 0) {
                        throw new EOFException(name + ": has been cut off while it was read");
                    }
                    position += read;
                }
                buffer.flip();
            }
            return buffer;
        }
    }

    MegatronReader(Path index, Path data) throws IOException {
        name = index.toString();
        idx = FileChannel.open(index, StandardOpenOption.READ);
        try {
            long size = idx.size();
            if (size < MegatronIndex.HEADER_BYTES) {
                throw corrupt(0, size + " bytes", "a header of " + MegatronIndex.HEADER_BYTES + " bytes");
            }
            ByteBuffer header =
                    new Window(idx, name, 0, MegatronIndex.HEADER_BYTES).require(MegatronIndex.HEADER_BYTES);
            byte[] magic = new byte[MegatronIndex.MAGIC.length];
            header.get(magic);
            if (!Arrays.equals(magic, MegatronIndex.MAGIC)) {
                throw corrupt(0, "other bytes", "MMIDIDX and two zeros");
            }
            long version = header.getLong();
            if (version != MegatronIndex.VERSION) {
                throw corrupt(9, "version " + Long.toUnsignedString(version), "version 1");
            }
            code = Byte.toUnsignedInt(header.get());
            width = width(code);
            sequences = header.getLong();
            documentIndices = header.getLong();
            checkSize(size);
            long at = MegatronIndex.HEADER_BYTES;
            lengths = new Window(idx, name, at, WINDOW_BYTES);
            pointers = new Window(idx, name, at + 4 * sequences, WINDOW_BYTES);
            documentEnds = new Window(idx, name, at + 12 * sequences, WINDOW_BYTES);
            long first = documentEnds.require(Long.BYTES).getLong();
            if (first != 0) {
                throw corrupt(at + 12 * sequences, "a first document index of " + first, "0");
            }
            bin = FileChannel.open(data, StandardOpenOption.READ);
            binBytes = bin.size();
            tokens = new Window(bin, data.toString(), 0, BIN_WINDOW_BYTES);
        } catch (IOException | RuntimeException | Error e) {
            idx.close();
            throw e;
        }
    }

    private int width(int typeCode) throws CorruptInputException {
        return switch (typeCode) {
            case 1, 2 -> 1;
            case 3, 8 -> 2;
            case 4 -> 4;
            case 5 -> 8;
            case 6 -> throw corrupt(17, "ids of the type float64", "a type of whole numbers");
            case 7 -> throw corrupt(17, "ids of the type float32", "a type of whole numbers");
            default -> throw corrupt(17, "the type " + typeCode, "a type from 1 to 8");
        };
    }

    private void checkSize(long size) throws CorruptInputException {
        if (sequences < 0 || sequences > size / 12) {
            throw corrupt(18, Long.toUnsignedString(sequences) + " sequences", "as many as the file has room for");
        }
        if (documentIndices < 1 || documentIndices > size / 8) {
            throw corrupt(
                    26,
                    Long.toUnsignedString(documentIndices) + " document indices",
                    "1 or more, as many as the file has room for");
        }
        long expected = MegatronIndex.HEADER_BYTES + 12 * sequences + 8 * documentIndices;
        if (size != expected && size != expected + sequences) {
            throw corrupt(
                    MegatronIndex.HEADER_BYTES,
                    (size - MegatronIndex.HEADER_BYTES) + " bytes behind the header",
                    (expected - MegatronIndex.HEADER_BYTES) + ", or " + sequences + " more for modes");
        }
    }

    private CorruptInputException corrupt(long at, String found, String expected) {
        return new CorruptInputException(name, "byte " + at, found, expected);
    }

    @Override
    public boolean next() throws IOException {
        size = 0;
        if (documents == documentIndices - 1) {
            checkEnd();
            return false;
        }
        documents++;
        long end = documentEnds.require(Long.BYTES).getLong();
        if (end < sequence || end > sequences) {
            throw corrupt(
                    MegatronIndex.HEADER_BYTES + 12 * sequences + 8 * documents,
                    "a document that ends behind sequence " + end,
                    sequence + " to " + sequences);
        }
        while (sequence < end) {
            readSequence();
        }
        return true;
    }

    private void readSequence() throws IOException {
        int length = lengths.require(Integer.BYTES).getInt();
        long place = MegatronIndex.HEADER_BYTES + 4 * sequence;
        if (length < 0 || length > (binBytes - position) / width) {
            throw corrupt(
                    place,
                    "a sequence of " + length + " ids",
                    "0 to " + (binBytes - position) / width + ", as many as are left in the .bin file");
        }
        if (length > MAX_DOCUMENT_TOKENS - size) {
            throw corrupt(
                    place, "a document of more than " + MAX_DOCUMENT_TOKENS + " ids", "at most " + MAX_DOCUMENT_TOKENS);
        }
        long pointer = pointers.require(Long.BYTES).getLong();
        if (pointer != position) {
            throw corrupt(
                    MegatronIndex.HEADER_BYTES + 4 * sequences + 8 * sequence,
                    "a sequence at byte " + pointer + " of the .bin file",
                    "byte " + position + ", where the one before it ends");
        }
        if (size + length > ids.length) {
            ids = Arrays.copyOf(ids, Math.min(MAX_DOCUMENT_TOKENS, Math.max(size + length, 2 * ids.length)));
        }
        for (int i = 0; i < length; i++) {
            ids[size++] = readId();
        }
        sequence++;
    }

    private int readId() throws IOException {
        ByteBuffer buffer = tokens.require(width);
        long id = switch (code) {
            case 1 -> Byte.toUnsignedInt(buffer.get());
            case 2 -> buffer.get();
            case 3 -> buffer.getShort();
            case 4 -> buffer.getInt();
            case 5 -> buffer.getLong();
            default -> Short.toUnsignedInt(buffer.getShort());
        };
        if (id < 0 || id > Integer.MAX_VALUE) {
            throw new CorruptInputException(
                    tokens.name, "byte " + position, "the id " + id, "0 to " + Integer.MAX_VALUE);
        }
        position += width;
        return (int) id;
    }

    private void checkEnd() throws CorruptInputException {
        if (sequence != sequences) {
            throw corrupt(
                    MegatronIndex.HEADER_BYTES + 12 * sequences + 8 * documents,
                    "a last document that ends behind sequence " + sequence,
                    "" + sequences);
        }
        if (position != binBytes) {
            throw new CorruptInputException(
                    tokens.name, "byte " + position, (binBytes - position) + " more bytes", "the end of the file");
        }
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return size;
    }

    @Override
    public int vocabularySize() {
        return UNKNOWN;
    }

    @Override
    public long bytesRead() {
        return position;
    }

    @Override
    public long bytes() {
        return binBytes;
    }

    @Override
    public void close() throws IOException {
        try (idx) {
            bin.close();
        }
    }
}
