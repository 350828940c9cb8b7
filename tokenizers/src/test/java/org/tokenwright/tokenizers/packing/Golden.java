package org.tokenwright.tokenizers.packing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenwright.testing.SharedData;

/** Reads JSON files of reference outputs. */
@SuppressWarnings("unchecked")
final class Golden {
    private Golden() {}

    static Map<String, Object> object(String name) throws IOException {
        try (JsonParser json = new JsonFactory()
                .createParser(SharedData.path("golden/other/" + name).toFile())) {
            json.nextToken();
            return (Map<String, Object>) value(json);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    object.put(name, value(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(json));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> "null";
        };
    }

    static List<Map<String, Object>> maps(Object list) {
        return (List<Map<String, Object>>) list;
    }

    static List<List<Object>> lists(Object list) {
        return (List<List<Object>>) list;
    }

    static int integer(Object number) {
        return Math.toIntExact((Long) number);
    }

    static int[] ints(Object list) {
        return ((List<Long>) list).stream().mapToInt(Math::toIntExact).toArray();
    }
}
