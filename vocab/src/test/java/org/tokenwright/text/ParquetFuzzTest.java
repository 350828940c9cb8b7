package org.tokenwright.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.ParquetFiles.Row;

class ParquetFuzzTest {
    private static final CompressionCodecName[] CODECS = {
        CompressionCodecName.UNCOMPRESSED,
        CompressionCodecName.SNAPPY,
        CompressionCodecName.GZIP,
        CompressionCodecName.ZSTD
    };

    @TempDir
    private Path folder;

    /** A Parquet file with damage, or any bytes, is read or refused. */
    @FuzzTest(maxDuration = "5m")
    void readsAnyFile(FuzzedDataProvider data) throws IOException {
        Path file = folder.resolve("a.parquet");
        if (data.consumeBoolean()) {
            List<Row> rows = new ArrayList<>();
            for (int i = data.consumeInt(0, 20); i > 0; i--) {
                rows.add(new Row(i, data.consumeBoolean() ? data.consumeString(20) : null, "en"));
            }
            ParquetFiles.write(
                    file, rows, data.pickValue(CODECS), data.consumeBoolean() ? 200 : 1 << 20, data.consumeBoolean());
            byte[] bytes = Files.readAllBytes(file);
            for (int damages = data.consumeInt(0, 5); damages > 0; damages--) {
                bytes[data.consumeInt(0, bytes.length - 1)] ^= data.consumeByte();
            }
            Files.write(file, bytes);
        } else {
            Files.write(file, data.consumeRemainingAsBytes());
        }
        Fuzzed.read(
                TextSource.builder().path(file).label("/lang").malformed(data.pickValue(MalformedDocuments.values())));
    }
}
