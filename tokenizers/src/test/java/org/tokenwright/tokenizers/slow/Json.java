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

    /**
     * {@return the value that a file holds}
     *
     * @param path the file
     */
    public static Json read(Path path) {
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(path))) {
            parser.nextToken();
            return new Json(value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the value that a line holds}
     *
     * @param line the line
     */
    public static Json parse(String line) {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            return new Json(value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
    }

    private static Map<String, Json> object(JsonParser parser) throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, new Json(value(parser)));
        }
        return fields;
    }

    private static List<Json> array(JsonParser parser) throws IOException {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(new Json(value(parser)));
        }
        return elements;
    }

    private Map<?, ?> fields() {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /**
     * {@return a field of an object}
     *
     * @param field its name
     */
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
