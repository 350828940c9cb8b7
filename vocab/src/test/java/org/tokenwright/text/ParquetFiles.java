package org.tokenwright.text;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Writes Parquet files for tests. */
final class ParquetFiles {
    private ParquetFiles() {}

    /** A row. */
    record Row(int id, @Nullable String text, @Nullable String lang) {}

    static void write(Path file, List<Row> rows, CompressionCodecName codec, long groupBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Row> writer = new CarpetWriter.Builder<>(out, Row.class)
                        .withCompressionCodec(codec)
                        .withRowGroupSize(groupBytes)
                        .build()) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
    }
}
