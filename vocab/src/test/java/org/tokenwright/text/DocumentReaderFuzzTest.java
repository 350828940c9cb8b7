package org.tokenwright.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class DocumentReaderFuzzTest {
    private static final int MAX_DOCUMENT_BYTES = 1 << 12;

    /** Any bytes, plain or compressed, in any format, give valid documents within the limits or a documented exception. */
    @FuzzTest
    void readsAnything(FuzzedDataProvider data) throws IOException {
        TextFormat format = data.pickValue(TextFormat.values());
        MalformedDocuments malformed = data.pickValue(MalformedDocuments.values());
        int blockBytes = data.consumeInt(1, 300);
        boolean gzip = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        try (DocumentReader reader = Sources.of(gzip ? Sources.gzip(bytes) : bytes)
                .format(format)
                .malformed(malformed)
                .blockBytes(blockBytes)
                .limits(ReadLimits.DEFAULT.withMaxDocumentBytes(MAX_DOCUMENT_BYTES))
                .build()
                .open()) {
            for (Document d = reader.next(); d != null; d = reader.next()) {
                check(d);
            }
        } catch (CorruptInputException e) {
            assertEquals("input", e.source());
        }
    }

    private static void check(Document document) throws IOException {
        assertTrue(document.length() <= MAX_DOCUMENT_BYTES);
        assertTrue(document.bytes().length <= 4 * MAX_DOCUMENT_BYTES, "the buffer has grown without need");
        StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document.bytes(), document.start(), document.length()));
    }
}
