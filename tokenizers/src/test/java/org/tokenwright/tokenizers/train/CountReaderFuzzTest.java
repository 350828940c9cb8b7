package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class CountReaderFuzzTest {
    /** Behind the beginning come any bytes and the checksum of all. */
    @FuzzTest(maxDuration = "1m")
    void anyFileIsRefusedOrWrittenAgain(byte[] data) throws IOException {
        int begin = CountFile.MAGIC.length + 1;
        byte[] bytes = Arrays.copyOf(CountFile.MAGIC, begin + data.length + Integer.BYTES);
        bytes[begin - 1] = CountFile.VERSION;
        System.arraycopy(data, 0, bytes, begin, data.length);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, begin + data.length);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[begin + data.length + i] = (byte) (checksum.getValue() >>> (Byte.SIZE * i));
        }
        Path file = Files.createTempFile("counts", null);
        Path sum = Files.createTempFile("counts", null);
        try {
            Files.write(file, bytes);
            try {
                CorpusCounts.merge(List.of(file), sum, ProgressListener.NONE);
            } catch (CorruptInputException e) {
                return;
            }
            assertArrayEquals(bytes, Files.readAllBytes(sum));
            readRuns(file);
        } finally {
            Files.delete(file);
            Files.delete(sum);
        }
    }

    private static void readRuns(Path file) throws IOException {
        try {
            new RunFile(file, 1_000)
                    .forEach(0, id -> true, new ProgressReporter(ProgressListener.NONE), (run, length, weight) -> {});
        } catch (CorruptInputException e) {
            assertEquals(file.toString(), e.source());
        }
    }
}
