package org.tokenwright.embeddings.fasttext;

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

/** Objects of a file with one JSON object a line. */
record Json(Map<String, Object> fields) {
    static List<Json> lines(Path file) throws IOException {
        List<Json> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                parser.nextToken();
                @SuppressWarnings("unchecked")
                Map<String, Object> fields = (Map<String, Object>) value(parser);
                lines.add(new Json(fields));
            }
        }
        return lines;
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return token.isNumeric() ? (Object) parser.getDoubleValue() : parser.getText();
    }

    String text(String name) {
        return (String) Objects.requireNonNull(fields.get(name), name);
    }

    int number(String name) {
        return ((Number) Objects.requireNonNull(fields.get(name), name)).intValue();
    }

    double real(String name) {
        return ((Number) Objects.requireNonNull(fields.get(name), name)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    List<Object> list(String name) {
        return (List<Object>) Objects.requireNonNull(fields.get(name), name);
    }

    /** {@return pairs of a name and a number, in either order, as "name number"} */
    static String pair(Object pair) {
        List<?> items = (List<?>) pair;
        boolean nameFirst = items.get(0) instanceof String;
        String name = (String) items.get(nameFirst ? 0 : 1);
        return name + " " + ((Number) items.get(nameFirst ? 1 : 0)).floatValue();
    }

    float[] vector(String name) {
        List<Object> items = list(name);
        float[] vector = new float[items.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = ((Number) items.get(i)).floatValue();
        }
        return vector;
    }
}
