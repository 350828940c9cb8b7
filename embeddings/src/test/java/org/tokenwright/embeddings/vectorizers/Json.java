package org.tokenwright.embeddings.vectorizers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A value of a JSON file of known form.
 *
 * @param value a map, a list, a string or a Double
 */
record Json(Object value) {
    /**
     * {@return the value in a file}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static Json read(Path path) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(path))) {
            parser.nextToken();
            return new Json(value(parser));
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    /**
     * {@return a field of an object}
     *
     * @param name its name
     */
    Json get(String name) {
        return new Json(Objects.requireNonNull(((Map<?, ?>) value).get(name), name));
    }

    /**
     * {@return whether an object has a field}
     *
     * @param name its name
     */
    boolean has(String name) {
        return ((Map<?, ?>) value).containsKey(name);
    }

    /**
     * {@return the elements of an array}
     */
    List<Json> list() {
        List<Json> list = new ArrayList<>();
        for (Object element : (List<?>) value) {
            list.add(new Json(element));
        }
        return list;
    }

    /**
     * {@return the fields of an object}
     */
    Map<String, Json> map() {
        Map<String, Json> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> map.put((String) name, new Json(field)));
        return map;
    }

    /**
     * {@return a string}
     */
    String string() {
        return (String) value;
    }

    /**
     * {@return a number}
     */
    double number() {
        return (Double) value;
    }

    /**
     * {@return a number}
     */
    int integer() {
        return (int) number();
    }

    /**
     * {@return the elements of an array of numbers}
     */
    double[] numbers() {
        return list().stream().mapToDouble(Json::number).toArray();
    }

    /**
     * {@return the elements of an array of integers}
     */
    int[] integers() {
        return list().stream().mapToInt(Json::integer).toArray();
    }

    /**
     * {@return the rows of an array of arrays of numbers}
     */
    double[][] rows() {
        return list().stream().map(Json::numbers).toArray(double[][]::new);
    }
}
