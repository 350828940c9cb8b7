package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class MegatronDatasetFuzzTest {
    @TempDir
    Path folder;

    /** The first byte says how many of the others are the index; behind them is the data. */
    @FuzzTest(maxDuration = "1m")
    void anyIndexIsRefusedOrReadForWhatItSays(byte[] bytes) throws IOException {
        int split = bytes.length == 0 ? 0 : Math.min(Byte.toUnsignedInt(bytes[0]), bytes.length - 1) + 1;
        byte[] index = Arrays.copyOfRange(bytes, Math.min(1, split), split);
        readOrRefuse(folder, index, Arrays.copyOfRange(bytes, split, bytes.length));
    }

    static void readOrRefuse(Path folder, byte[] index, byte[] bin) throws IOException {
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
}
