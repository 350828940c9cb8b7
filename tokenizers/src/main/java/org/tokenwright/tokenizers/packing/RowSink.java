package org.tokenwright.tokenizers.packing;

import java.io.IOException;

/** Takes rows in their order. */
@FunctionalInterface
public interface RowSink {
    /**
     * Takes the next row.
     *
     * @param row the row, valid until this returns
     * @throws IOException if it cannot be written where it goes
     */
    void accept(PackedRow row) throws IOException;
}
