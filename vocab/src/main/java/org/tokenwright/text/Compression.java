package org.tokenwright.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Undoes the compression of files and streams, which their first bytes tell: gzip (RFC 1952), zstd (RFC 8878), xz (the
 * .xz file format 1.2), bzip2, or none.
 */
public final class Compression {
    private static final int MAGIC_BYTES = 10;
    private static final int BUFFER_BYTES = 1 << 16;

    private static final long GZIP_MAGIC = 0x8b1fL;
    private static final long ZSTD_MAGIC = 0xfd2fb528L;
    private static final long ZSTD_SKIPPABLE_MAGIC = 0x184d2a50L;
    private static final long XZ_MAGIC = 0x587a37fdL;

    /** The digits of pi with which a bzip2 block begins, or those of its square root, with which the stream ends. */
    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};

    private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};
    private static final int BZIP2_HEADER_BYTES = 4;

    private Compression() {}

    /**
     * {@return the bytes of a file behind its compression} It is for one thread. Memory is bounded by
     * {@link ReadLimits#MAX_CODEC_BYTES}, whatever the file.
     *
     * @param path the file
     * @throws CorruptInputException if its beginning is damaged or cut off; reading throws it for what comes later
     * @throws IOException if it cannot be read, or the library that decodes it is absent
     */
    public static InputStream open(Path path) throws IOException {
        StoredInput stored = new StoredInput(Files.newInputStream(path));
        try {
            return undo(path.toString(), stored);
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    /** Opens a decoder: a lambda, as a method reference would need the library to be made. */
    private interface Opener {
        InputStream open(InputStream stored) throws IOException;
    }

    /**
     * {@return the bytes behind the compression}
     *
     * @param source the name of the stream in messages
     * @param stored the stream at its beginning
     * @throws CorruptInputException if its beginning is damaged or cut off
     * @throws IOException if its beginning cannot be read, or the library that decodes it is absent
     */
    static InputStream undo(String source, StoredInput stored) throws IOException {
        return switch (Format.of(stored.peek(MAGIC_BYTES))) {
            case GZIP -> GzipInput.open(source, stored);
            case ZSTD -> open(source, stored, "zstd", "com.github.luben:zstd-jni", in -> ZstdDecoder.open(in));
            case XZ -> open(source, stored, "xz", "org.tukaani:xz", in -> XzDecoder.open(in));
            case BZIP2 ->
                open(
                        source,
                        stored,
                        "bzip2",
                        "org.apache.commons:commons-compress",
                        in -> Bzip2Decoder.open(new BufferedInputStream(in, BUFFER_BYTES)));
            case NONE -> stored;
        };
    }

    /** What the first bytes of a stream tell of it. */
    private enum Format {
        GZIP,
        ZSTD,
        XZ,
        BZIP2,
        NONE;

        static Format of(byte[] first) {
            long magic = 0;
            for (int i = 0; i < Math.min(first.length, Integer.BYTES); i++) {
                magic |= (first[i] & 0xffL) << (Byte.SIZE * i);
            }
            if ((magic & 0xffff) == GZIP_MAGIC) {
                return GZIP;
            }
            if (magic == ZSTD_MAGIC || (magic & 0xfffffff0L) == ZSTD_SKIPPABLE_MAGIC) {
                return ZSTD;
            }
            if (magic == XZ_MAGIC) {
                return XZ;
            }
            return isBzip2(first) ? BZIP2 : NONE;
        }
    }

    /**
     * {@return whether the beginning of a file is that of a compression which {@link #open} undoes}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public static boolean isCompressed(Path path) throws IOException {
        try (StoredInput stored = new StoredInput(Files.newInputStream(path))) {
            return Format.of(stored.peek(MAGIC_BYTES)) != Format.NONE;
        }
    }

    /** Whether the bytes begin a bzip2 stream, as far as they go. */
    private static boolean isBzip2(byte[] first) {
        if (first.length < BZIP2_HEADER_BYTES
                || first[0] != 'B'
                || first[1] != 'Z'
                || first[2] != 'h'
                || first[3] < '1'
                || first[3] > '9') {
            return false;
        }
        boolean block = true;
        boolean end = true;
        for (int i = BZIP2_HEADER_BYTES; i < first.length; i++) {
            block &= first[i] == BZIP2_BLOCK[i - BZIP2_HEADER_BYTES];
            end &= first[i] == BZIP2_END[i - BZIP2_HEADER_BYTES];
        }
        return block || end;
    }

    private static InputStream open(String source, StoredInput stored, String format, String artifact, Opener opener)
            throws IOException {
        try {
            return new DecodedInput(source, stored, format, opener.open(stored));
        } catch (LinkageError e) {
            throw new IOException(
                    "it is " + format + ", which needs the library " + artifact + "; that cannot be loaded", e);
        } catch (IOException e) {
            throw failure(source, stored, format, e);
        }
    }

    /**
     * {@return the exception for a decoder's failure: that of the stored bytes' stream, if they could not be read, or else
     * one that says that they are damaged}
     *
     * @param source the name of the stream
     * @param stored the stored bytes
     * @param format the name of the compression
     * @param failure what the decoder says
     */
    static IOException failure(String source, StoredInput stored, String format, Exception failure) {
        IOException unread = stored.failure();
        if (unread != null) {
            return unread;
        }
        CorruptInputException e = new CorruptInputException(
                source,
                "before stored byte " + stored.delivered(),
                "damaged or truncated " + format + " data ("
                        + (failure.getMessage() == null ? "it ends too early" : failure.getMessage()) + ")",
                "whole " + format + " data");
        e.initCause(failure);
        return e;
    }
}
