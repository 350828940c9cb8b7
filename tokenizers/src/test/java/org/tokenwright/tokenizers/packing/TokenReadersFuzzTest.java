package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class TokenReadersFuzzTest {
    @TempDir
    Path folder;

    /** The first byte says how many of the others are the index; behind them is the data. */
    @FuzzTest(maxDuration = "1m")
    void anyIndexIsRefusedOrReadForWhatItSays(byte[] bytes) throws IOException {
        int split = bytes.length == 0 ? 0 : Math.min(Byte.toUnsignedInt(bytes[0]), bytes.length - 1) + 1;
        byte[] index = Arrays.copyOfRange(bytes, Math.min(1, split), split);
        readOrRefuse(index, Arrays.copyOfRange(bytes, split, bytes.length));
    }

    /** An index that is mostly right, so that what stands behind the header is reached. */
    @FuzzTest(maxDuration = "1m")
    void anyNumbersAreRefusedOrReadForWhatTheySay(FuzzedDataProvider data) throws IOException {
        int sequences = data.consumeInt(0, 5);
        int documents = data.consumeInt(0, 5);
        ByteBuffer index = ByteBuffer.allocate(34 + 12 * sequences + 8 * (documents + 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MegatronIndex.MAGIC)
                .putLong(1)
                .put((byte) data.consumeInt(1, 8))
                .putLong(sequences)
                .putLong(documents + 1L);
        for (int i = 0; i < sequences; i++) {
            index.putInt(data.consumeInt(-1, 9));
        }
        for (int i = 0; i < sequences; i++) {
            index.putLong(data.consumeBoolean() ? data.consumeInt(0, 40) : data.consumeLong());
        }
        for (int i = 0; i <= documents; i++) {
            index.putLong(i == 0 ? 0 : data.consumeInt(0, 5));
        }
        readOrRefuse(index.array(), data.consumeRemainingAsBytes());
    }

    private void readOrRefuse(byte[] index, byte[] bin) throws IOException {
        Path path = Files.write(folder.resolve("fuzz.idx"), index);
        Files.write(folder.resolve("fuzz.bin"), bin);
        List<int[]> documents = new ArrayList<>();
        try (TokenReader reader = MegatronDataset.open(path)) {
            while (reader.next()) {
                documents.add(Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            }
        } catch (CorruptInputException expected) {
            return;
        }
        assertTrue(documents.stream().mapToLong(ids -> ids.length).sum() <= bin.length);
        Path again = folder.resolve("again");
        MegatronDataset.write(
                new ArrayReader(TokenReader.UNKNOWN, documents.toArray(int[][]::new)),
                OptionalInt.empty(),
                again,
                ProgressListener.NONE);
        try (TokenReader reader = MegatronDataset.open(MegatronDataset.idx(again))) {
            for (int[] document : documents) {
                assertTrue(reader.next());
                assertArrayEquals(document, Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            }
        }
    }

    /** Behind an empty line, so that nothing is taken for compressed data. */
    @FuzzTest(maxDuration = "1m")
    void anyLinesAreRefusedOrReadForWhatTheySay(byte[] lines) throws IOException {
        int[][] documents;
        try {
            ByteArrayOutputStream behind = new ByteArrayOutputStream();
            behind.write('\n');
            behind.write(lines);
            documents = JsonTokenReaderTest.read(behind.toByteArray());
        } catch (CorruptInputException expected) {
            return;
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        for (int[] document : documents) {
            again.writeBytes(("{\"ids\":" + Arrays.toString(document) + "}\n").getBytes(UTF_8));
        }
        assertArrayEquals(documents, JsonTokenReaderTest.read(again.toByteArray()));
    }
}
