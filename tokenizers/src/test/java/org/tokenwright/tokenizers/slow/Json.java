package org.tokenwright.tokenizers.slow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of JSON in a golden file. */
public final class Json {
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** {@return the value that a file holds} */
    public static Json read(Path path) {
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(path))) {
            parser.nextToken();
            return new Json(value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value that a line holds} */
    public static Json parse(String line) {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            return new Json(value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, new Json(value(parser)));
                }
                return fields;
            }
            case START_ARRAY -> {
                List<Json> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(new Json(value(parser)));
                }
                return elements;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NUMBER_INT -> {
                return parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getDoubleValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return null;
            }
        }
    }

    private Map<?, ?> fields() {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /** {@return whether an object has a field} */
    public boolean has(String field) {
        return fields().containsKey(field);
    }

    /** {@return a field of an object} */
    public Json get(String field) {
        return (Json) Objects.requireNonNull(fields().get(field), field);
    }

    /** {@return the elements of an array} */
    public List<Json> list() {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(Json.class::cast).toList();
    }

    /** {@return a string} */
    public String text() {
        return (String) Objects.requireNonNull(value);
    }

    /** {@return an integer} */
    public int integer() {
        return Math.toIntExact((Long) Objects.requireNonNull(value));
    }

    /** {@return a number with a fraction} */
    public double number() {
        return (Double) Objects.requireNonNull(value);
    }

    /** {@return the integers of an array} */
    public int[] integers() {
        return list().stream().mapToInt(Json::integer).toArray();
    }

    /** {@return the strings of an array} */
    public List<String> texts() {
        return list().stream().map(Json::text).toList();
    }
}
