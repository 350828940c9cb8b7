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
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Compression;
import org.tokenwright.text.CorruptInputException;

/**
 * Reads annotated texts from a file of JSON objects, one a line or otherwise. Each has {@code text}, a string, and either {@code
 * spans}, an array of pairs of offsets [start, end), or {@code ends_u16}, an array of the offsets behind each sentence; all in
 * UTF-16 units. Other fields are passed over. The file may be compressed by gzip, xz, zstd or bzip2; what is not JDK needs the
 * library that the error names. For one thread.
 */
public final class AnnotatedTextReader implements Closeable {
    private static final String TEXT = "text";
    private static final String SPANS = "spans";
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
        json = new JsonFactory().createParser(Compression.open(path));
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
            throw new CorruptInputException(source, "byte 0", String.valueOf(e.getMessage()), "JSON in UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private AnnotatedText object() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        String text = null;
        IntArrayList ends = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case TEXT -> {
                    expect(JsonToken.VALUE_STRING, "a string as " + TEXT);
                    text = json.getText();
                }
                case SPANS, ENDS -> {
                    if (ends != null) {
                        throw corrupt(name, "one of " + SPANS + " and " + ENDS);
                    }
                    ends = ends(name.equals(SPANS));
                }
                default -> json.skipChildren();
            }
        }
        if (text == null || ends == null) {
            throw corrupt("an object without " + (text == null ? TEXT : SPANS + " or " + ENDS), "both");
        }
        for (int i = 0; i < ends.size(); i++) {
            if (ends.getInt(i) < 0 || ends.getInt(i) > text.length()) {
                throw corrupt("a sentence that ends at " + ends.getInt(i), "0 to " + text.length());
            }
        }
        return new AnnotatedText(text, ends.toIntArray());
    }

    private IntArrayList ends(boolean pairs) throws IOException {
        IntArrayList ends = new IntArrayList();
        expect(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (pairs) {
                expect(JsonToken.START_ARRAY, "a pair [start, end]");
                json.nextToken();
                offset();
                json.nextToken();
                ends.add(offset());
                json.nextToken();
                expect(JsonToken.END_ARRAY, "a pair [start, end]");
            } else {
                ends.add(offset());
            }
        }
        return ends;
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

    private CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(
                source, "line " + json.currentTokenLocation().getLineNr(), found, expected);
    }
}
