package org.tokenwright.boundary.punkt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.tokenwright.text.CorruptInputException;

/** Reads the binary models of nupunkt 0.4 and 0.5. For one thread. */
final class PunktBinary {
    static final byte[] MAGIC = {'N', 'P', 'K', 'T'};

    private static final int HEADER_BYTES = 10;
    private static final int VERSION = 1;
    private static final int NOT_COMPRESSED = 0;
    private static final int ZLIB = 1;
    private static final int LZMA = 2;
    private static final int GZIP = 3;

    private final String source;
    private final PunktModel.Builder model = PunktModel.builder();

    private PunktBinary(String source) {
        this.source = source;
    }

    static PunktModel read(String source, byte[] file) throws IOException {
        return new PunktBinary(source).read(file);
    }

    private PunktModel read(byte[] file) throws IOException {
        if (file.length < HEADER_BYTES || !Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC)) {
            String found = HexFormat.ofDelimiter(" ").formatHex(file, 0, Math.min(file.length, MAGIC.length));
            throw corrupt(0, found, HexFormat.ofDelimiter(" ").formatHex(MAGIC) + " and a header");
        }
        if (file[4] != VERSION) {
            throw corrupt(4, "version " + (file[4] & 0xFF), "version " + VERSION);
        }
        int size = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(6);
        if (size < 0 || size > PunktFormats.MAX_BYTES) {
            throw corrupt(6, "size " + Integer.toUnsignedString(size), "at most " + PunktFormats.MAX_BYTES);
        }
        return parse(ByteBuffer.wrap(content(file, size)).order(ByteOrder.LITTLE_ENDIAN));
    }

    private byte[] content(byte[] file, int size) throws IOException {
        int compression = file[5];
        if (compression < NOT_COMPRESSED || compression > GZIP) {
            throw corrupt(5, "compression " + (compression & 0xFF), "0 to 3");
        }
        InputStream stored = new ByteArrayInputStream(file, HEADER_BYTES, file.length - HEADER_BYTES);
        byte[] bytes;
        boolean more;
        try (InputStream in = open(compression, stored)) {
            bytes = in.readNBytes(size);
            more = bytes.length == size && in.read() >= 0;
        } catch (LinkageError e) {
            throw new IOException(
                    source
                            + ": it is compressed by LZMA, which needs the library org.tukaani:xz; that cannot be loaded",
                    e);
        } catch (IOException e) { // of a decoder: the bytes lie in memory
            throw corrupt(HEADER_BYTES, "damaged compression: " + e.getMessage(), "a whole stream");
        }
        if (bytes.length < size || more) {
            throw corrupt(6, (more ? "more" : "less") + " bytes", "" + size);
        }
        return bytes;
    }

    private static InputStream open(int compression, InputStream stored) throws IOException {
        return switch (compression) {
            case ZLIB -> new InflaterInputStream(stored);
            case GZIP -> new GZIPInputStream(stored);
            case LZMA -> LzmaDecoder.open(stored);
            default -> stored;
        };
    }

    private PunktModel parse(ByteBuffer bytes) throws IOException {
        int position = 0;
        try {
            for (int n = count(bytes); n > 0; n--) {
                position = bytes.position();
                model.abbreviation(string(bytes, length(bytes)));
            }
            for (int n = count(bytes); n > 0; n--) {
                position = bytes.position();
                int first = length(bytes);
                int second = length(bytes);
                String type = string(bytes, first);
                model.collocation(type, string(bytes, second));
            }
            for (int n = count(bytes); n > 0; n--) {
                position = bytes.position();
                model.sentenceStarter(string(bytes, length(bytes)));
            }
            for (int n = count(bytes); n > 0; n--) {
                position = bytes.position();
                int length = length(bytes);
                int context = bytes.getInt();
                model.orthographicContext(string(bytes, length), context);
            }
        } catch (BufferUnderflowException e) {
            throw corrupt(bytes.position(), "the end of the data", "more of it");
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw corrupt(position, String.valueOf(e.getMessage()), "an entry");
        }
        if (bytes.hasRemaining()) {
            throw corrupt(bytes.position(), bytes.remaining() + " bytes more", "the end of the data");
        }
        return model.build();
    }

    private int count(ByteBuffer bytes) throws CorruptInputException {
        int position = bytes.position();
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / Short.BYTES) {
            throw corrupt(
                    position,
                    Integer.toUnsignedString(count) + " entries",
                    "at most " + bytes.remaining() / Short.BYTES);
        }
        return count;
    }

    private static int length(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort());
    }

    private static String string(ByteBuffer bytes, int length) throws CharacterCodingException {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        String string = StandardCharsets.UTF_8
                .newDecoder()
                .decode(bytes.slice(bytes.position(), length))
                .toString();
        bytes.position(bytes.position() + length);
        return string;
    }

    private CorruptInputException corrupt(long position, String found, String expected) {
        return new CorruptInputException(source, "byte " + position, found, expected);
    }
}
