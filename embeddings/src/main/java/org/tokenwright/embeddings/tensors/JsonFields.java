package org.tokenwright.embeddings.tensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.tokenwright.text.CorruptInputException;

/** What readers of JSON say about errors. */
final class JsonFields {
    private static final int SHOWN = 40;

    private JsonFields() {}

    /** {@return a JSON pointer (RFC 6901) to a field, its name cut to a length that fits in a message} */
    static String pointer(String name) {
        return "/" + cut(name).replace("~", "~0").replace("/", "~1");
    }

    static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    static void require(JsonParser parser, JsonToken expected, String source, String pointer)
            throws CorruptInputException {
        JsonToken found = parser.currentToken();
        if (found != expected) {
            throw new CorruptInputException(source, pointer, found == null ? "the end" : name(found), name(expected));
        }
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction";
            default -> token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    static CorruptInputException malformed(String source, long start, IOException e) {
        JsonLocation location = e instanceof JacksonException jackson ? jackson.getLocation() : null;
        long at = location == null ? 0 : Math.max(0, location.getByteOffset());
        String found = e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
        CorruptInputException corrupt = new CorruptInputException(
                source, "byte " + (start + at), Objects.requireNonNullElse(found, "damage"), "JSON");
        corrupt.initCause(e);
        return corrupt;
    }
}
