package org.tokenwright.embeddings.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Reads the header of a safetensors file and checks all that can be wrong with it. */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";

    /** Where a tensor is; offsets count from the end of the header. */
    record Entry(String name, TensorType type, List<Long> shape, long begin, long end) {}

    private final String source;
    private final byte[] json;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private boolean metadataSeen;

    private SafetensorsHeader(String source, byte[] json) {
        this.source = source;
        this.json = json;
    }

    /**
     * Reads a header.
     *
     * @param source the name of the file
     * @param json the header without its length
     * @param dataBytes how many bytes follow it
     */
    static SafetensorsHeader read(String source, byte[] json, long dataBytes) throws IOException {
        SafetensorsHeader header = new SafetensorsHeader(source, json);
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            header.fields(parser);
        } catch (JsonParseException | StreamConstraintsException | CharConversionException e) {
            throw JsonFields.malformed(source, SafetensorsFile.LENGTH_BYTES, e);
        }
        header.checkOffsets(dataBytes);
        return header;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void fields(JsonParser parser) throws IOException {
        if (json.length == 0 || json[0] != '{') {
            throw corrupt("byte " + SafetensorsFile.LENGTH_BYTES, "no {", "a header in JSON");
        }
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(METADATA)) {
                if (metadataSeen) {
                    throw corrupt(JsonFields.pointer(METADATA), "a second value", "one");
                }
                metadataSeen = true;
                readMetadata(parser);
            } else if (entries.put(name, entry(name, parser)) != null) {
                throw corrupt(JsonFields.pointer(name), "a second tensor of this name", "one");
            }
        }
        for (long at = parser.currentLocation().getByteOffset(); at < json.length; at++) {
            if (json[(int) at] != ' ') {
                throw corrupt(
                        "byte " + (SafetensorsFile.LENGTH_BYTES + at),
                        "more after the header's JSON",
                        "spaces up to the end of the header");
            }
        }
    }

    private void readMetadata(JsonParser parser) throws IOException {
        String pointer = JsonFields.pointer(METADATA);
        JsonFields.require(parser, JsonToken.START_OBJECT, source, pointer);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            JsonFields.require(parser, JsonToken.VALUE_STRING, source, pointer + JsonFields.pointer(key));
            if (metadata.put(key, parser.getText()) != null) {
                throw corrupt(pointer + JsonFields.pointer(key), "a second value", "one");
            }
        }
    }

    private Entry entry(String name, JsonParser parser) throws IOException {
        String pointer = JsonFields.pointer(name);
        JsonFields.require(parser, JsonToken.START_OBJECT, source, pointer);
        @Nullable TensorType type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            String at = pointer + JsonFields.pointer(field);
            parser.nextToken();
            boolean second = false;
            switch (field) {
                case "dtype" -> {
                    second = type != null;
                    type = type(parser, at);
                }
                case "shape" -> {
                    second = shape != null;
                    shape = numbers(parser, at);
                }
                case "data_offsets" -> {
                    second = offsets != null;
                    offsets = numbers(parser, at);
                }
                default -> throw corrupt(at, "this field", "dtype, shape or data_offsets");
            }
            if (second) {
                throw corrupt(at, "a second value", "one");
            }
        }
        return entry(
                name,
                required(type, pointer + "/dtype"),
                required(shape, pointer + "/shape"),
                required(offsets, pointer + "/data_offsets"));
    }

    private Entry entry(String name, TensorType type, List<Long> shape, List<Long> offsets) throws IOException {
        String pointer = JsonFields.pointer(name);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw corrupt(pointer + "/data_offsets", offsets.toString(), "a begin and an end not before it");
        }
        long size;
        try {
            size = Tensor.size(shape.stream().mapToLong(Long::longValue).toArray(), type);
        } catch (IllegalArgumentException e) {
            throw corrupt(pointer + "/shape", Objects.requireNonNull(e.getMessage()), "a shape");
        }
        long bytes = offsets.get(1) - offsets.get(0);
        if (bytes != size * type.bytes()) {
            throw corrupt(
                    pointer + "/data_offsets",
                    bytes + " bytes",
                    size * type.bytes() + ", for " + type + " of shape " + shape);
        }
        return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private TensorType type(JsonParser parser, String pointer) throws IOException {
        JsonFields.require(parser, JsonToken.VALUE_STRING, source, pointer);
        String name = parser.getText();
        for (TensorType type : TensorType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw corrupt(pointer, JsonFields.quoted(name), "one of " + TensorType.names());
    }

    private List<Long> numbers(JsonParser parser, String pointer) throws IOException {
        JsonFields.require(parser, JsonToken.START_ARRAY, source, pointer);
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = pointer + "/" + numbers.size();
            JsonFields.require(parser, JsonToken.VALUE_NUMBER_INT, source, at);
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER || parser.getLongValue() < 0) {
                throw corrupt(at, "a number below 0 or above 2^63-1", "one between");
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    private <T> T required(@Nullable T value, String pointer) throws CorruptInputException {
        if (value == null) {
            throw corrupt(pointer, "nothing", "a value");
        }
        return value;
    }

    /** The tensors follow each other without holes, from the first byte to the last. */
    private void checkOffsets(long dataBytes) throws CorruptInputException {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(
                (a, b) -> a.begin() != b.begin() ? Long.compare(a.begin(), b.begin()) : Long.compare(a.end(), b.end()));
        long at = 0;
        for (Entry entry : sorted) {
            if (entry.begin() != at) {
                throw corrupt(
                        JsonFields.pointer(entry.name()) + "/data_offsets/0",
                        Long.toString(entry.begin()),
                        at + ", where the tensor before it ends");
            }
            at = entry.end();
        }
        if (at != dataBytes) {
            throw corrupt(
                    "byte " + (SafetensorsFile.LENGTH_BYTES + json.length),
                    dataBytes + " bytes of data",
                    at + ", which the tensors take");
        }
    }

    private CorruptInputException corrupt(String position, String found, String expected) {
        return new CorruptInputException(source, position, found, expected);
    }
}
