package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Rows as two arrays of numpy, of the shape rows by sequence length: {@code NAME.npy} has the ids, with pads,
 * {@code NAME.segments.npy} for each the number of its document in the row, from 1, and 0 for pads. Files of version 1.0: a
 * header of 128 bytes, then the numbers.
 */
final class NpyFiles {
    private static final int HEADER_BYTES = 128;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NpyFiles() {}

    static Path ids(Path prefix) {
        return RowFiles.with(prefix, ".npy");
    }

    static Path segments(Path prefix) {
        return RowFiles.with(prefix, ".segments.npy");
    }

    static void write(Path prefix, RowFiles.Layout layout, RowFiles.Rows rows) throws IOException {
        TokenType type = TokenType.of(layout.vocabularySize());
        TokenType segmentType = TokenType.of(layout.sequenceLength() + 1);
        FilePair.write(segments(prefix), ids(prefix), (segments, ids) -> {
            writeHeader(type, layout, ids);
            writeHeader(segmentType, layout, segments);
            RowBytes bytes = new RowBytes(type, layout);
            ByteBuffer numbers = ByteBuffer.allocate(layout.sequenceLength() * segmentType.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            rows.forEach(row -> {
                bytes.write(row, ids);
                int[] segmentIds = row.segmentIds();
                segmentType.put(segmentIds, 0, segmentIds.length, numbers.clear());
                segments.write(numbers.array());
            });
        });
    }

    private static void writeHeader(TokenType type, RowFiles.Layout layout, OutputStream out) throws IOException {
        String text = "{'descr': '" + type.numpyName() + "', 'fortran_order': False, 'shape': (" + layout.rows() + ", "
                + layout.sequenceLength() + "), }";
        byte[] header = " ".repeat(HEADER_BYTES).getBytes(US_ASCII);
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = (byte) (HEADER_BYTES - MAGIC.length - 2);
        header[MAGIC.length + 1] = 0;
        System.arraycopy(text.getBytes(US_ASCII), 0, header, MAGIC.length + 2, text.length());
        header[HEADER_BYTES - 1] = '\n';
        out.write(header);
    }
}
