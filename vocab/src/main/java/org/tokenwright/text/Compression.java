package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;

/** Undoes the compression of files and streams, which their first bytes tell: gzip (RFC 1952), zstd (RFC 8878) or none. */
final class Compression {
    private static final int MAGIC_BYTES = 4;
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int ZSTD_MAGIC = 0xfd2fb528;
    private static final int ZSTD_SKIPPABLE_MAGIC = 0x184d2a50;

    private Compression() {}

    /**
     * {@return the bytes behind the compression}
     *
     * @param source the name of the stream in messages
     * @param stored the stream at its beginning
     * @throws IOException if its beginning cannot be read, or it is zstd and zstd-jni is absent
     */
    static InputStream undo(String source, StoredInput stored) throws IOException {
        int magic = 0;
        byte[] first = stored.peek(MAGIC_BYTES);
        for (int i = 0; i < first.length; i++) {
            magic |= (first[i] & 0xff) << (Byte.SIZE * i);
        }
        if ((magic & 0xffff) == GZIP_MAGIC) {
            return GzipInput.open(source, stored);
        }
        if (magic == ZSTD_MAGIC || (magic & 0xfffffff0) == ZSTD_SKIPPABLE_MAGIC) {
            return openZstd(source, stored);
        }
        return stored;
    }

    /**
     * {@return the exception for compressed data that cannot be decoded}
     *
     * @param source the name of the stream
     * @param storedByte how far the stored bytes had been read
     * @param format the name of the compression
     * @param failure what the decoder says
     */
    static CorruptInputException corrupt(String source, long storedByte, String format, IOException failure) {
        CorruptInputException e = new CorruptInputException(
                source,
                "before stored byte " + storedByte,
                "damaged or truncated " + format + " data (" + failure.getMessage() + ")",
                "whole " + format + " data");
        e.initCause(failure);
        return e;
    }

    private static InputStream openZstd(String source, StoredInput stored) throws IOException {
        try {
            return ZstdInput.open(source, stored);
        } catch (LinkageError e) {
            throw new IOException(
                    "it is zstd, which needs the library com.github.luben:zstd-jni; that cannot be loaded", e);
        }
    }
}
