package org.tokenwright.boundary.punkt;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.tokenwright.text.CorruptInputException;

/** The JSON of nupunkt, in which also parameters of NLTK are passed on. For one thread. */
final class PunktJson {
    private static final String ABBREVIATIONS = "abbrev_types";
    private static final String COLLOCATIONS = "collocations";
    private static final String STARTERS = "sent_starters";
    private static final String CONTEXTS = "ortho_context";
    private static final String PARAMETERS = "parameters";
    private static final int ALL_FIELDS = 15;

    private final String source;
    private final JsonParser json;
    private final PunktModel.Builder model = PunktModel.builder();
    private int fields;

    private PunktJson(String source, JsonParser json) {
        this.source = source;
        this.json = json;
    }

    static PunktModel read(String source, byte[] bytes, int start, int end) throws IOException {
        JsonFactory factory = JsonFactory.builder().build();
        try (JsonParser json = factory.createParser(bytes, start, end - start)) {
            PunktJson reader = new PunktJson(source, json);
            json.nextToken();
            reader.object();
            if (json.nextToken() != null) {
                throw reader.corrupt("the end of the file");
            }
            if (reader.fields != ALL_FIELDS) {
                throw new CorruptInputException(
                        source,
                        "the end",
                        "not all parameters",
                        String.join(", ", ABBREVIATIONS, COLLOCATIONS, STARTERS, CONTEXTS));
            }
            return reader.model.build();
        } catch (JsonProcessingException e) {
            throw malformed(source, e);
        } catch (CharConversionException e) {
            throw new CorruptInputException(source, "byte 0", String.valueOf(e.getMessage()), "JSON in UTF-8");
        }
    }

    static void write(PunktModel model, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(out, JsonEncoding.UTF8)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            json.writeArrayFieldStart(ABBREVIATIONS);
            for (String type : model.abbreviations()) {
                json.writeString(type);
            }
            json.writeEndArray();
            json.writeArrayFieldStart(COLLOCATIONS);
            for (PunktModel.Collocation pair : model.collocations()) {
                json.writeStartArray();
                json.writeString(pair.first());
                json.writeString(pair.second());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeArrayFieldStart(STARTERS);
            for (String type : model.sentenceStarters()) {
                json.writeString(type);
            }
            json.writeEndArray();
            json.writeObjectFieldStart(CONTEXTS);
            for (Map.Entry<String, Integer> entry : model.orthographicContexts().entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void object() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(PARAMETERS)) {
                parameters();
            } else {
                parameter(name);
            }
        }
    }

    /** Reads the object that holds the parameters in files that also hold the settings of the trainer. */
    private void parameters() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            parameter(name);
        }
    }

    private void parameter(String name) throws IOException {
        switch (name) {
            case ABBREVIATIONS -> strings(1, model::abbreviation);
            case COLLOCATIONS -> collocations();
            case STARTERS -> strings(4, model::sentenceStarter);
            case CONTEXTS -> contexts();
            default -> json.skipChildren();
        }
    }

    private void strings(int field, Consumer<String> sink) throws IOException {
        begin(field, JsonToken.START_ARRAY, "an array of strings");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            sink.accept(string());
        }
    }

    private void collocations() throws IOException {
        begin(2, JsonToken.START_ARRAY, "an array of pairs");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_ARRAY, "a pair of strings");
            json.nextToken();
            String first = string();
            json.nextToken();
            model.collocation(first, string());
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw corrupt("the end of a pair");
            }
        }
    }

    private void contexts() throws IOException {
        begin(8, JsonToken.START_OBJECT, "an object of types");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String type = checked(json.currentName());
            json.nextToken();
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() != JsonParser.NumberType.INT
                    || (json.getIntValue() & ~PunktModel.CONTEXTS) != 0) {
                throw corrupt("an integer with bits of " + PunktModel.CONTEXTS);
            }
            model.orthographicContext(type, json.getIntValue());
        }
    }

    private void begin(int field, JsonToken token, String expected) throws IOException {
        if ((fields & field) != 0) {
            throw corrupt("each parameter once");
        }
        fields |= field;
        expect(token, expected);
    }

    private void expect(JsonToken token, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw corrupt(expected);
        }
    }

    private String string() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return checked(json.getText());
    }

    private String checked(String type) throws IOException {
        if (!PunktModel.isType(type)) {
            throw corrupt("a type of one or more characters");
        }
        return type;
    }

    private CorruptInputException corrupt(String expected) throws IOException {
        JsonLocation location = json.currentTokenLocation();
        String found = json.currentToken() == null ? "the end" : json.currentToken() + " " + shown(json.getText());
        return new CorruptInputException(source, "byte " + location.getByteOffset(), found, expected);
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static CorruptInputException malformed(String source, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String position = location == null ? "somewhere" : "byte " + location.getByteOffset();
        return new CorruptInputException(source, position, e.getOriginalMessage(), "well-formed JSON");
    }
}
