package org.tokenwright.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What holds for a reader, whatever it reads. */
final class Fuzzed {
    static final int MAX_DOCUMENT_BYTES = 1 << 12;

    private Fuzzed() {}

    /** Reads all documents, which are valid and within the limits, or meets an exception that names the source. */
    static void read(TextSource.Builder source) throws IOException {
        try (DocumentReader reader = source.limits(ReadLimits.DEFAULT.withMaxDocumentBytes(MAX_DOCUMENT_BYTES))
                .build()
                .open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                check(document);
            }
        } catch (CorruptInputException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(e.source() + ", " + e.position() + ": found "));
        }
    }

    private static void check(Document document) throws IOException {
        assertTrue(document.length() <= MAX_DOCUMENT_BYTES);
        assertTrue(
                document.position() < 0 || document.bytes().length <= 4 * MAX_DOCUMENT_BYTES,
                "the buffer has grown without need");
        StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document.bytes(), document.start(), document.length()));
    }
}
