package org.tokenwright.embeddings.transplant;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/** The small JSON files beside a model, of which a few fields are known and all others are passed on. */
final class JsonFile {
    /** How large such a file may be: {@value} bytes. */
    static final int MAX_BYTES = 16 << 20;

    private JsonFile() {}

    /**
     * Reads the fields of the outer object that are a string, a number, a truth value or an array of integers, and of objects
     * the field {@code content}, which is how the text of a special token is given.
     *
     * @return the fields in their order; numbers and truth values as they are written
     */
    static Map<String, String> scalars(Path file) throws IOException {
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser json = open(file)) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT) {
                    readContent(json, name, scalars);
                } else if (value == JsonToken.START_ARRAY) {
                    readIds(json, name, scalars);
                } else if (value != JsonToken.VALUE_NULL) {
                    scalars.put(name, json.getText());
                }
            }
        } catch (JsonParseException | StreamConstraintsException | CharConversionException e) {
            throw malformed(file, e);
        }
        return scalars;
    }

    private static void readContent(JsonParser json, String name, Map<String, String> scalars) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean content = json.currentName().equals("content");
            if (json.nextToken() == JsonToken.VALUE_STRING && content) {
                scalars.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readIds(JsonParser json, String name, Map<String, String> scalars) throws IOException {
        StringJoiner ids = new StringJoiner(", ", "[", "]");
        boolean whole = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            whole &= json.currentToken() == JsonToken.VALUE_NUMBER_INT;
            ids.add(json.getText());
            json.skipChildren();
        }
        if (whole) {
            scalars.put(name, ids.toString());
        }
    }

    /**
     * Copies a file with other values for some fields of the outer object and of its field {@code text_config}.
     *
     * @param from the file
     * @param values JSON for fields that are replaced, and added if {@code from} has none
     * @param removed fields that are left out
     * @param to the copy
     */
    static void copy(Path from, Map<String, String> values, Set<String> removed, Path to) throws IOException {
        AtomicFile.write(to, out -> {
            try (JsonParser json = open(from);
                    JsonGenerator copy = new JsonFactory().createGenerator(out)) {
                copy.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                copy.setPrettyPrinter(new DefaultPrettyPrinter());
                copy.writeStartObject();
                Set<String> seen = new LinkedHashSet<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (name.equals("text_config") && value == JsonToken.START_OBJECT) {
                        copy.writeObjectFieldStart(name);
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            seen.add(json.currentName());
                            copyField(json, json.currentName(), values, removed, copy);
                        }
                        copy.writeEndObject();
                    } else {
                        seen.add(name);
                        copyValue(json, name, values, removed, copy);
                    }
                }
                for (Map.Entry<String, String> value : values.entrySet()) {
                    if (!seen.contains(value.getKey())) {
                        copy.writeFieldName(value.getKey());
                        copy.writeRawValue(value.getValue());
                    }
                }
                copy.writeEndObject();
            } catch (JsonParseException | StreamConstraintsException | CharConversionException e) {
                throw malformed(from, e);
            }
        });
    }

    private static void copyField(
            JsonParser json, String name, Map<String, String> values, Set<String> removed, JsonGenerator copy)
            throws IOException {
        json.nextToken();
        copyValue(json, name, values, removed, copy);
    }

    private static void copyValue(
            JsonParser json, String name, Map<String, String> values, Set<String> removed, JsonGenerator copy)
            throws IOException {
        if (removed.contains(name)) {
            json.skipChildren();
            return;
        }
        copy.writeFieldName(name);
        String value = values.get(name);
        if (value == null) {
            copyExactly(json, copy);
        } else {
            copy.writeRawValue(value);
            json.skipChildren();
        }
    }

    /** Copies a value with numbers as they are written, be it -0. */
    private static void copyExactly(JsonParser json, JsonGenerator copy) throws IOException {
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            if (token.isNumeric()) {
                copy.writeNumber(json.getText());
            } else {
                copy.copyCurrentEvent(json);
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && json.nextToken() != null);
    }

    private static JsonParser open(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new CorruptInputException(file.toString(), "byte 0", size + " bytes", "at most " + MAX_BYTES);
        }
        JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file));
        try {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new CorruptInputException(file.toString(), "byte 0", "no object", "an object in JSON");
            }
        } catch (JsonParseException | CharConversionException e) {
            throw malformed(file, e);
        }
        return json;
    }

    private static CorruptInputException malformed(Path file, IOException e) {
        JsonLocation location = e instanceof JacksonException jackson ? jackson.getLocation() : null;
        long at = location == null ? 0 : Math.max(0, location.getByteOffset());
        String found = e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
        CorruptInputException corrupt = new CorruptInputException(
                file.toString(), "byte " + at, Objects.requireNonNullElse(found, "damage"), "JSON");
        corrupt.initCause(e);
        return corrupt;
    }
}
