package org.tokenwright.tokenizers.packing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tokenwright.testing.SharedData;

/** An object of a JSON file of reference outputs. */
@SuppressWarnings("unchecked")
final class Golden {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Golden() {}

    static Golden read(String name) throws IOException {
        try (JsonParser json = new JsonFactory()
                .createParser(SharedData.path("golden/other/" + name).toFile())) {
            json.nextToken();
            return (Golden) value(json);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Golden object = new Golden();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    object.members.put(name, value(json));
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

    Set<String> names() {
        return members.keySet();
    }

    Object get(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    Golden object(String name) {
        return (Golden) get(name);
    }

    List<Golden> objects(String name) {
        return (List<Golden>) get(name);
    }

    List<List<Object>> lists(String name) {
        return (List<List<Object>>) get(name);
    }

    String text(String name) {
        return (String) get(name);
    }

    boolean isTrue(String name) {
        return get(name).equals(true);
    }

    long number(String name) {
        return (long) get(name);
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    int[] ints(String name) {
        return ints(get(name));
    }

    static int[] ints(Object list) {
        return ((List<Long>) list).stream().mapToInt(Math::toIntExact).toArray();
    }
}
