package org.tokenwright.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.Sources.Codec;

class CompressionFuzzTest {
    /** Bytes that begin like compressed data, or compressed data with damage, are decoded or refused. */
    @FuzzTest(maxDuration = "5m")
    void readsAnyCompressedBytes(FuzzedDataProvider data) throws IOException {
        int blockBytes = data.consumeInt(1, 300);
        Codec codec = data.pickValue(Codec.values());
        byte[] whole = codec.compress(data.consumeBytes(300));
        byte[] stored = Arrays.copyOf(whole, data.consumeInt(0, whole.length));
        for (int damages = data.consumeInt(0, 5); damages > 0 && stored.length > 0; damages--) {
            stored[data.consumeInt(0, stored.length - 1)] ^= data.consumeByte();
        }
        Fuzzed.read(TextSource.builder().stream(
                        "input", new ByteArrayInputStream(Sources.concat(stored, data.consumeRemainingAsBytes())))
                .format(TextFormat.LINES)
                .malformed(MalformedDocuments.SKIP)
                .blockBytes(blockBytes));
    }
}
