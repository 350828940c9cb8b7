package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class ModelFileFuzzTest {
    private static final int HEADER = 88;

    @TempDir
    private static Path folder;

    /** Any bytes behind a header that begins well and has the right checksum: opened or refused, nothing else. */
    @FuzzTest(maxDuration = "60s")
    void opensOrRefusesAnyFile(byte[] data) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(data.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (data.length >= HEADER + 4) {
            bytes.put(HexFormat.of().parseHex("89544b570d0a1a0a")).putInt(1).putLong(16, data.length);
            int tableEnd = HEADER + Math.floorMod(bytes.getInt(12), 1024) * 56;
            if (tableEnd + 4 <= data.length) {
                bytes.putInt(tableEnd, crc(Arrays.copyOf(bytes.array(), tableEnd)));
            }
        }
        Path path = Files.write(folder.resolve("any.tkw"), bytes.array());
        try {
            ModelFile file = ModelFile.open(path);
            file.sections().forEach(name -> assertEquals(name, name.strip()));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
