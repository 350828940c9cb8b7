package org.tokenwright.tokenizers.segment;

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
import org.tokenwright.testing.SharedData;

/**
 * An object in a file of reference outputs.
 *
 * @param fields maps, lists, strings, Booleans and doubles; null is left out
 */
record GoldenJson(Map<String, Object> fields) {
    /** {@return the objects in a list of a file of the shared data} */
    static List<GoldenJson> cases(String file, String list) throws IOException {
        return read(SharedData.path("golden/other/" + file)).objects(list);
    }

    /** {@return the object of a file} */
    static GoldenJson read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** {@return an object} */
    static GoldenJson parse(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return object(json);
        }
    }

    private static GoldenJson object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(field, value(json));
            }
        }
        return new GoldenJson(fields);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json));
                }
                yield values;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("found " + json.currentToken());
        };
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    private Object get(String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }

    private List<?> list(String field) {
        return (List<?>) get(field);
    }

    List<GoldenJson> objects(String field) {
        return list(field).stream().map(GoldenJson.class::cast).toList();
    }

    String text(String field) {
        return (String) get(field);
    }

    boolean isTrue(String field) {
        return (boolean) get(field);
    }

    double number(String field) {
        return (double) get(field);
    }

    List<String> strings(String field) {
        return list(field).stream().map(String.class::cast).toList();
    }

    int[] ints(String field) {
        return list(field).stream().mapToInt(n -> ((Double) n).intValue()).toArray();
    }

    double[] doubles(String field) {
        return list(field).stream().mapToDouble(n -> (Double) n).toArray();
    }
}
