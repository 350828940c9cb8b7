package org.tokenwright.embeddings.hashing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.testing.SharedData;

/**
 * A value in a file of reference outputs.
 *
 * @param value a map, a list, a string, a Boolean or a double; whole numbers are strings
 */
record GoldenJson(Object value) {
    /** {@return the value in a file of the shared data} */
    static GoldenJson read(String file) throws IOException {
        return parse(Files.readString(SharedData.path(file)));
    }

    /** {@return the values in the lines of a file of the shared data} */
    static List<GoldenJson> lines(String file) throws IOException {
        List<GoldenJson> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.path(file))) {
            lines.add(parse(line));
        }
        return lines;
    }

    private static GoldenJson parse(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return new GoldenJson(value(json));
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    json.nextToken();
                    fields.put(field, value(json));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json));
                }
                yield values;
            }
            case VALUE_STRING, VALUE_NUMBER_INT -> json.getText();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("found " + json.currentToken());
        };
    }

    GoldenJson get(String field) {
        return new GoldenJson(Objects.requireNonNull(map().get(field), field));
    }

    private Map<?, ?> map() {
        return (Map<?, ?>) value;
    }

    List<String> names() {
        return map().keySet().stream().map(Object::toString).toList();
    }

    List<GoldenJson> list() {
        return ((List<?>) value).stream().map(GoldenJson::new).toList();
    }

    String text() {
        return (String) value;
    }

    long number() {
        return Long.parseUnsignedLong(text());
    }

    long hex() {
        return Long.parseUnsignedLong(text(), 16);
    }

    int[] ints() {
        return list().stream().mapToInt(item -> (int) item.number()).toArray();
    }

    float[] floats() {
        List<GoldenJson> items = list();
        float[] floats = new float[items.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.parseFloat(items.get(i).value().toString());
        }
        return floats;
    }
}
