package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Rows as bare numbers, little-endian: {@code NAME.bin} has the ids of all rows with their pads, as uint16 if there are at most
 * 65,536 ids, else as uint32, so that row r begins at r times the sequence length; {@code NAME.len} has for each row the number
 * of its documents and then the length of each, as uint32.
 */
final class FlatFiles {
    private FlatFiles() {}

    static Path ids(Path prefix) {
        return RowFiles.with(prefix, ".bin");
    }

    static Path lengths(Path prefix) {
        return RowFiles.with(prefix, ".len");
    }

    static void write(Path prefix, RowFiles.Layout layout, RowFiles.Rows rows) throws IOException {
        FilePair.write(ids(prefix), lengths(prefix), (ids, lengths) -> {
            RowBytes bytes = new RowBytes(TokenType.of(layout.vocabularySize()), layout);
            rows.forEach(row -> {
                bytes.write(row, ids);
                ByteBuffer numbers = ByteBuffer.allocate((row.documents() + 1) * Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(row.documents());
                for (int document = 0; document < row.documents(); document++) {
                    numbers.putInt(row.length(document));
                }
                lengths.write(numbers.array());
            });
        });
    }
}
