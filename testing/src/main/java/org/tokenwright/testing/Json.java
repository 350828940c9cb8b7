package org.tokenwright.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A value of a JSON file of known form.
 *
 * @param value a map, a list, a string or a number
 */
public record Json(Object value) {
    /**
     * {@return the value in a file, which may be compressed by gzip}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public static Json read(Path path) throws IOException {
        return readAll(path).get(0);
    }

    /**
     * {@return the values in a file, one a line}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public static List<Json> readAll(Path path) throws IOException {
        List<Json> values = new ArrayList<>();
        try (InputStream stored = Files.newInputStream(path);
                InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored;
                JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != null) {
                values.add(new Json(value(parser)));
            }
        }
        return values;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
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
    public Json get(String name) {
        return new Json(Objects.requireNonNull(((Map<?, ?>) value).get(name), name));
    }

    /**
     * {@return whether an object has a field}
     *
     * @param name its name
     */
    public boolean has(String name) {
        return ((Map<?, ?>) value).containsKey(name);
    }

    /**
     * {@return the elements of an array}
     */
    public List<Json> list() {
        List<Json> list = new ArrayList<>();
        for (Object element : (List<?>) value) {
            list.add(new Json(element));
        }
        return list;
    }

    /**
     * {@return the fields of an object}
     */
    public Map<String, Json> map() {
        Map<String, Json> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> map.put((String) name, new Json(field)));
        return map;
    }

    /**
     * {@return a string}
     */
    public String string() {
        return (String) value;
    }

    /**
     * {@return a number}
     */
    public double number() {
        return ((Number) value).doubleValue();
    }

    /**
     * {@return the lower 64 bits of an integer, which may be a string of the digits of an unsigned one}
     */
    public long bits() {
        return value instanceof String digits ? Long.parseUnsignedLong(digits) : ((Number) value).longValue();
    }

    /**
     * {@return the lower 32 bits of an integer}
     */
    public int integer() {
        return (int) bits();
    }

    /**
     * {@return the elements of an array of numbers}
     */
    public double[] numbers() {
        return list().stream().mapToDouble(Json::number).toArray();
    }

    /**
     * {@return the elements of an array of numbers}
     */
    public float[] floats() {
        double[] numbers = numbers();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /**
     * {@return the elements of an array of integers}
     */
    public int[] integers() {
        return list().stream().mapToInt(Json::integer).toArray();
    }

    /**
     * {@return the rows of an array of arrays of numbers}
     */
    public double[][] rows() {
        return list().stream().map(Json::numbers).toArray(double[][]::new);
    }
}
