package org.tokenwright.tokenizers.packing;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MegatronIndexFuzzTest {
    @TempDir
    Path folder;

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
        MegatronDatasetFuzzTest.readOrRefuse(folder, index.array(), data.consumeRemainingAsBytes());
    }
}
