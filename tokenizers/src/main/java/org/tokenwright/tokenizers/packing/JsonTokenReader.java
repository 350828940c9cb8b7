package org.tokenwright.tokenizers.packing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;

/**
 * Reads documents of ids from lines of JSON: objects with an array {@code ids}, as {@code encode} writes them, or
 * {@code input_ids}. Other members and blank lines are passed over. For one thread.
 */
public final class JsonTokenReader implements TokenReader {
    private static final String EXPECTED = "an object with one array \"ids\" or \"input_ids\"";

    private final DocumentReader lines;
    private final JsonFactory json = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            .build();
    private int[] ids = new int[1024];
    private int size;

    private JsonTokenReader(DocumentReader lines) {
        this.lines = lines;
    }

    /**
     * {@return a reader of ids}
     *
     * @param lines gives the lines, each as a document ({@link org.tokenwright.text.TextFormat#LINES}); closed with the reader
     */
    public static JsonTokenReader of(DocumentReader lines) {
        return new JsonTokenReader(lines);
    }

    @Override
    public boolean next() throws IOException {
        for (Document line; (line = lines.next()) != null; ) {
            if (parse(line)) {
                return true;
            }
        }
        return false;
    }

    private boolean parse(Document line) throws IOException {
        size = -1;
        requireNoZero(line);
        try (JsonParser parser = json.createParser(line.bytes(), line.start(), line.length())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            if (first != JsonToken.START_OBJECT) {
                String found = first.isNumeric() ? "a number" : "another JSON value";
                throw corrupt(line, "its beginning", found, EXPECTED + ", as encode makes of JSONL");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && ("ids".equals(name) || "input_ids".equals(name))) {
                    readArray(parser, line, name);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw corrupt(line, "its end", "something behind the object", "the end of the line");
            }
        } catch (JsonProcessingException e) {
            throw corrupt(
                    line,
                    "column " + e.getLocation().getColumnNr(),
                    "no JSON (" + e.getOriginalMessage() + ")",
                    "an object");
        }
        if (size < 0) {
            throw corrupt(line, "its object", "no such array", EXPECTED);
        }
        return true;
    }

    /** Jackson takes a line with a NUL among its first bytes for UTF-16 or UTF-32. No JSON has a NUL in it. */
    private static void requireNoZero(Document line) throws CorruptInputException {
        int end = Math.min(line.end(), line.start() + Integer.BYTES);
        for (int at = line.start(); at < end; at++) {
            if (line.bytes()[at] == 0) {
                throw corrupt(line, "byte " + (at - line.start() + 1) + " of the line", "a NUL", "an object");
            }
        }
    }

    private void readArray(JsonParser parser, Document line, String name) throws IOException {
        if (size >= 0) {
            throw corrupt(line, "its object", "a second array", EXPECTED);
        }
        size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() != JsonParser.NumberType.INT
                    || parser.getIntValue() < 0) {
                throw corrupt(
                        line,
                        "element " + size + " of \"" + name + "\"",
                        parser.getText(),
                        "an id from 0 to " + Integer.MAX_VALUE);
            }
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = parser.getIntValue();
        }
    }

    private static CorruptInputException corrupt(Document line, String place, String found, String expected) {
        return new CorruptInputException(line.source(), "line " + line.line() + ", " + place, found, expected);
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return size;
    }

    @Override
    public int vocabularySize() {
        return UNKNOWN;
    }

    @Override
    public long bytesRead() {
        return lines.storedBytesRead();
    }

    @Override
    public long bytes() {
        return lines.storedBytes();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
