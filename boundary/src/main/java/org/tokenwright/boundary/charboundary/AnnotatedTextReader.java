package org.tokenwright.boundary.charboundary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Compression;
import org.tokenwright.text.CorruptInputException;

/**
 * Reads annotated texts from a file of JSON objects, one a line or otherwise. Each has {@code text}, a string, and either {@code
 * spans}, an array of pairs of offsets [start, end), or {@code ends_u16}, an array of the offsets behind each sentence, with {@code
 * starts_u16}, where each begins, or without; all in UTF-16 units. Other fields are passed over. The file may be compressed by gzip, xz, zstd or bzip2; what is not JDK needs the
 * library that the error names. For one thread.
 */
public final class AnnotatedTextReader implements Closeable {
    private static final String TEXT = "text";
    private static final String SPANS = "spans";
    private static final String STARTS = "starts_u16";
    private static final String ENDS = "ends_u16";

    private final String source;
    private final JsonParser json;

    /**
     * Opens a file.
     *
     * @param path the file
     * @throws IOException if it cannot be read, or the library that decodes it is absent
     */
    public AnnotatedTextReader(Path path) throws IOException {
        source = path.toString();
        InputStream in = Compression.open(path);
        try {
            json = new JsonFactory().createParser(in);
        } catch (CharConversionException e) {
            in.close();
            throw notUtf8(e);
        }
    }

    /**
     * {@return the next text, or null if there is none}
     *
     * @throws CorruptInputException if it is malformed
     * @throws IOException if it cannot be read
     */
    public @Nullable AnnotatedText next() throws IOException {
        try {
            if (json.nextToken() == null) {
                return null;
            }
            return object();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String position = location == null ? "somewhere" : "line " + location.getLineNr();
            throw new CorruptInputException(source, position, e.getOriginalMessage(), "well-formed JSON");
        } catch (CharConversionException e) {
            throw notUtf8(e);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private AnnotatedText object() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        String text = null;
        IntArrayList starts = null;
        IntArrayList ends = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case TEXT -> {
                    expect(JsonToken.VALUE_STRING, "a string as " + TEXT);
                    text = json.getText();
                }
                case SPANS -> {
                    requireNone(starts == null ? ends : starts, SPANS);
                    starts = new IntArrayList();
                    ends = new IntArrayList();
                    spans(starts, ends);
                }
                case STARTS -> {
                    requireNone(starts, STARTS);
                    starts = offsets();
                }
                case ENDS -> {
                    requireNone(ends, ENDS);
                    ends = offsets();
                }
                default -> json.skipChildren();
            }
        }
        if (text == null || ends == null) {
            throw corrupt("an object without " + (text == null ? TEXT : SPANS + " or " + ENDS), "both");
        }
        if (starts != null && starts.size() != ends.size()) {
            throw corrupt(starts.size() + " " + STARTS, ends.size() + ", as many as " + ENDS);
        }
        for (int i = 0; i < ends.size(); i++) {
            int start = starts == null ? 0 : starts.getInt(i);
            int end = ends.getInt(i);
            if (start < 0 || start > end || end > text.length()) {
                throw corrupt("a sentence from " + start + " to " + end, "places from 0 to " + text.length());
            }
        }
        return starts == null
                ? new AnnotatedText(text, ends.toIntArray())
                : new AnnotatedText(text, starts.toIntArray(), ends.toIntArray());
    }

    private void requireNone(@Nullable IntArrayList before, String name) throws CorruptInputException {
        if (before != null) {
            throw corrupt(name, "one of " + SPANS + " and " + ENDS);
        }
    }

    private void spans(IntArrayList starts, IntArrayList ends) throws IOException {
        expect(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_ARRAY, "a pair [start, end]");
            json.nextToken();
            starts.add(offset());
            json.nextToken();
            ends.add(offset());
            json.nextToken();
            expect(JsonToken.END_ARRAY, "a pair [start, end]");
        }
    }

    private IntArrayList offsets() throws IOException {
        IntArrayList offsets = new IntArrayList();
        expect(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            offsets.add(offset());
        }
        return offsets;
    }

    private int offset() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getNumberType() != JsonParser.NumberType.INT) {
            throw corrupt(found(), "an offset");
        }
        return json.getIntValue();
    }

    private void expect(JsonToken token, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw corrupt(found(), expected);
        }
    }

    private String found() throws IOException {
        String text = json.getText();
        return text == null
                ? "the end"
                : text.length() <= 40 ? text : text.substring(0, 40).concat("...");
    }

    private CorruptInputException notUtf8(CharConversionException e) {
        return new CorruptInputException(source, "byte 0", String.valueOf(e.getMessage()), "JSON in UTF-8");
    }

    private CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(
                source, "line " + json.currentTokenLocation().getLineNr(), found, expected);
    }
}
