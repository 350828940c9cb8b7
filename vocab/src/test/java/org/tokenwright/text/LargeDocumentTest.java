package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JSON line of a gigabyte. */
@Tag("long")
class LargeDocumentTest {
    private static final int TEXT_BYTES = 1_000_000_000;
    private static final String BEFORE = "{\"text\":\"";

    @Test
    void aLineAboveTheLimitIsAnError() {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> {
            try (DocumentReader reader = source(ReadLimits.DEFAULT).build().open()) {
                reader.next();
            }
        });
        assertEquals(
                "large, line 1, byte 0: found a document of more than 268435456 bytes, expected at most that many"
                        + " (maxDocumentBytes)",
                e.getMessage());
    }

    /** All documents are views of one buffer, which doubles. */
    @Test
    void aLineAboveTheLimitIsPassedOverInMemoryOfTheLimit() throws IOException {
        for (int limit : new int[] {ReadLimits.DEFAULT_MAX_DOCUMENT_BYTES, 16 << 20}) {
            TextSource source = source(ReadLimits.DEFAULT.withMaxDocumentBytes(limit))
                    .malformed(MalformedDocuments.SKIP)
                    .build();
            assertTimeout(Duration.ofMinutes(1), () -> {
                try (DocumentReader reader = source.open()) {
                    Document document = next(reader);
                    assertEquals("next", document.text());
                    assertEquals(1, reader.skipped());
                    assertEquals(2 * limit, document.bytes().length);
                }
            });
        }
    }

    @Test
    void aLineWithinARaisedLimitIsADocument() throws IOException {
        TextSource source = source(ReadLimits.DEFAULT.withMaxDocumentBytes(ReadLimits.LARGEST_DOCUMENT_BYTES))
                .build();
        assertTimeout(Duration.ofMinutes(1), () -> {
            try (DocumentReader reader = source.open()) {
                Document document = next(reader);
                assertEquals(TEXT_BYTES, document.length());
                assertEquals(ReadLimits.LARGEST_DOCUMENT_BYTES, document.bytes().length);
                assertEquals("next", next(reader).text());
            }
        });
    }

    private static TextSource.Builder source(ReadLimits limits) {
        InputStream text = new BlockInput() {
            private int left = TEXT_BYTES;

            @Override
            public int read(byte[] bytes, int from, int most) {
                int count = Math.min(most, left);
                Arrays.fill(bytes, from, from + count, (byte) 'x');
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        List<InputStream> parts = List.of(stream(BEFORE), text, stream("\"}\n{\"text\":\"next\"}\n"));
        return TextSource.builder().stream("large", new SequenceInputStream(Collections.enumeration(parts)))
                .format(TextFormat.JSONL)
                .limits(limits);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static Document next(DocumentReader reader) throws IOException {
        Document document = reader.next();
        assertNotNull(document);
        return document;
    }
}
