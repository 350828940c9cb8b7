package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/**
 * A small value of a JSON file, which knows its place. Immutable.
 *
 * @param source the name of the file
 * @param pointer where the value is: a JSON pointer (RFC 6901)
 * @param value a map or list of values, a string, a Long, a Double, a Boolean, or null
 */
record JsonValue(String source, String pointer, @Nullable Object value) {
    /** Counts values, so that no more than a limit are held. */
    static final class Budget {
        private final int limit;
        private int used;

        Budget(int limit) {
            this.limit = limit;
        }
    }

    /**
     * Reads the value that the parser stands at. The parser bounds how deeply values are nested.
     *
     * @param json the parser, left at the end of the value
     * @param source the name of the file
     * @param pointer where the value is
     * @param budget how many values are left
     */
    static JsonValue read(JsonParser json, String source, String pointer, Budget budget) throws IOException {
        if (++budget.used > budget.limit) {
            throw new CorruptInputException(source, pointer, "more values", "at most " + budget.limit);
        }
        Object value = switch (json.currentToken()) {
            case START_OBJECT -> object(json, source, pointer, budget);
            case START_ARRAY -> array(json, source, pointer, budget);
            case VALUE_STRING -> wellFormed(json.getText(), source, pointer);
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getDoubleValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
        return new JsonValue(source, pointer, value);
    }

    private static Map<String, JsonValue> object(JsonParser json, String source, String pointer, Budget budget)
            throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(json.currentName(), source, pointer);
            json.nextToken();
            if (fields.put(name, read(json, source, child(pointer, name), budget)) != null) {
                throw new CorruptInputException(source, child(pointer, name), "a second value", "one");
            }
        }
        return fields;
    }

    private static List<JsonValue> array(JsonParser json, String source, String pointer, Budget budget)
            throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(json, source, pointer + "/" + elements.size(), budget));
        }
        return elements;
    }

    /** {@return the pointer to a field} */
    static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * {@return a string}
     *
     * @throws CorruptInputException if it holds an unpaired surrogate
     */
    static String wellFormed(String string, String source, String pointer) throws CorruptInputException {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                if (string.codePointAt(i) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw new CorruptInputException(source, pointer, "an unpaired surrogate", "characters");
                }
                i++;
            }
        }
        return string;
    }

    boolean isNull() {
        return value == null;
    }

    /** {@return the error that this value is not what it should be} */
    CorruptInputException corrupt(String expected) {
        return new CorruptInputException(source, pointer, shown(), expected);
    }

    private String shown() {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "an array";
            case String string -> LineReader.quote(string);
            default -> value.toString();
        };
    }

    @SuppressWarnings("unchecked")
    Map<String, JsonValue> fields() throws CorruptInputException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, JsonValue>) map;
        }
        throw corrupt("an object");
    }

    @SuppressWarnings("unchecked")
    List<JsonValue> elements() throws CorruptInputException {
        if (value instanceof List<?> list) {
            return (List<JsonValue>) list;
        }
        throw corrupt("an array");
    }

    /** {@return a field, null if it is not there} */
    JsonValue get(String name) throws CorruptInputException {
        JsonValue field = fields().get(name);
        return field == null ? new JsonValue(source, child(pointer, name), null) : field;
    }

    String string() throws CorruptInputException {
        if (value instanceof String string) {
            return string;
        }
        throw corrupt("a string");
    }

    /** {@return a string of one character} */
    int character() throws CorruptInputException {
        String string = string();
        if (string.codePointCount(0, string.length()) != 1) {
            throw corrupt("a string of one character");
        }
        return string.codePointAt(0);
    }

    boolean bool() throws CorruptInputException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw corrupt("true or false");
    }

    /** {@return the boolean, or another if there is none} */
    boolean bool(boolean otherwise) throws CorruptInputException {
        return isNull() ? otherwise : bool();
    }

    int number(int least, int most) throws CorruptInputException {
        if (value instanceof Long number && number >= least && number <= most) {
            return (int) (long) number;
        }
        throw corrupt("a number from " + least + " to " + most);
    }

    double fraction(double least, double most) throws CorruptInputException {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw corrupt("a number from " + least + " to " + most);
    }

    /** {@return the value as JSON} */
    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonValue> field : fields().entrySet()) {
                    json.writeFieldName(field.getKey());
                    field.getValue().write(json);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (JsonValue element : elements()) {
                    element.write(json);
                }
                json.writeEndArray();
            }
            case String string -> json.writeString(string);
            case Boolean bool -> json.writeBoolean(bool);
            case Long number -> json.writeNumber(number);
            default -> json.writeNumber((Double) value);
        }
    }
}
