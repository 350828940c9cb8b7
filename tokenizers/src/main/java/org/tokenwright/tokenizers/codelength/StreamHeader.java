package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The beginning of a compressed stream; {@link NgramCompressor} describes it.
 *
 * @param order the order of the model
 * @param symbols the number of ids
 * @param fingerprint what tells the units of the text from others
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares headers
record StreamHeader(int order, int symbols, byte[] fingerprint) {
    static final int FINGERPRINT_BYTES = 32;
    private static final int VERSION = 1;
    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'K', 'C', '\r', '\n', 0x1A, '\n'};
    private static final int CHECKED_BYTES = 20 + FINGERPRINT_BYTES;
    static final int BYTES = CHECKED_BYTES + Integer.BYTES;

    void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(VERSION).putInt(order).putInt(symbols).put(fingerprint);
        bytes.putInt(crc(bytes.array()));
        out.write(bytes.array());
    }

    static StreamHeader read(StreamBytes in) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.upTo(BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = Arrays.copyOf(bytes.array(), Math.min(bytes.limit(), MAGIC.length));
        if (!Arrays.equals(magic, MAGIC)) {
            String found = magic.length == 0
                    ? "an empty stream"
                    : HexFormat.ofDelimiter(" ").formatHex(magic);
            String expected = HexFormat.ofDelimiter(" ").formatHex(MAGIC);
            throw in.corrupt(0, found + ", not a compressed stream of Tokenwright", expected);
        }
        in.checkLength(0, bytes.limit(), BYTES);
        int version = bytes.getInt(MAGIC.length);
        if (version != VERSION) {
            String expected = "version " + VERSION + "; a newer Tokenwright may have written it";
            throw in.corrupt(MAGIC.length, "version " + Integer.toUnsignedString(version), expected);
        }
        in.checkCrc(CHECKED_BYTES, "the header", bytes.getInt(CHECKED_BYTES), crc(bytes.array()));
        int order = bytes.getInt(12);
        if (order < 0 || order > AdaptiveNgramModel.MAX_ORDER) {
            String expected = "0 to " + AdaptiveNgramModel.MAX_ORDER;
            throw in.corrupt(12, "order " + Integer.toUnsignedString(order), expected);
        }
        int symbols = bytes.getInt(16);
        if (symbols < 1 || symbols > AdaptiveNgramModel.MAX_SYMBOLS) {
            String expected = "1 to " + AdaptiveNgramModel.MAX_SYMBOLS;
            throw in.corrupt(16, Integer.toUnsignedString(symbols) + " ids", expected);
        }
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        bytes.get(20, fingerprint);
        return new StreamHeader(order, symbols, fingerprint);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
