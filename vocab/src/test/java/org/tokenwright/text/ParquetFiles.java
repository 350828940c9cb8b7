package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.jerolba.carpet.CarpetWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Writes Parquet files for tests. */
final class ParquetFiles {
    /** The length of the footer, and a mark. */
    private static final int TAIL_BYTES = 8;

    private ParquetFiles() {}

    /** A row. */
    record Row(int id, @Nullable String text, @Nullable String lang) {}

    static void write(Path file, List<Row> rows, CompressionCodecName codec, long groupBytes) throws IOException {
        write(file, rows, codec, groupBytes, true);
    }

    /** Writes a file; without checksums, which would hide most damage behind themselves, if so asked. */
    static void write(Path file, List<Row> rows, CompressionCodecName codec, long groupBytes, boolean checksums)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Row> writer = new CarpetWriter.Builder<>(out, Row.class)
                        .withCompressionCodec(codec)
                        .withRowGroupSize(groupBytes)
                        .withPageWriteChecksumEnabled(checksums)
                        .build()) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
    }

    /** Writes a file anew with another footer, which says where everything is. */
    static void changeFooter(Path file, Consumer<FileMetaData> change) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int footerEnd = whole.limit() - TAIL_BYTES;
        int footerStart = footerEnd - whole.getInt(footerEnd);
        FileMetaData footer =
                Util.readFileMetaData(new ByteArrayInputStream(whole.array(), footerStart, footerEnd - footerStart));
        change.accept(footer);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, changed);
        byte[] tail = ByteBuffer.allocate(TAIL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(changed.size())
                .put("PAR1".getBytes(US_ASCII))
                .array();
        Files.write(file, Sources.concat(Arrays.copyOf(whole.array(), footerStart), changed.toByteArray(), tail));
    }
}
