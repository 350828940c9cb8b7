package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.pretokenize.ScriptAwarePretokenizer;

/**
 * The settings of a block of a "BoundlessBPE v2" file: one line of JSON.
 *
 * @param pretokenizer the pretokenizer
 * @param rule which pretokens may take part in supermerges
 * @param threshold the number tau, as it is written
 * @param parts what deleted tokens fall into
 */
record V2Settings(Pretokenizer pretokenizer, MergeRule rule, String threshold, DeletionParts parts) {
    /** The number tau where nothing is deleted. */
    static final String NO_DELETIONS = "1.1";

    private static final List<String> FIELDS = List.of(
            "tau",
            "is_super",
            "superbpe_mode",
            "blowup",
            "main_regex",
            "script_specific_regex",
            "script_specific_scripts",
            "merge_pattern");
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    /**
     * Reads the next line.
     *
     * @param lines the lines
     * @param isSuper what the line must say about being of superwords
     * @param superBpe what the line must say about being of SuperBPE
     * @return the settings
     * @throws org.tokenwright.text.CorruptInputException if the line is malformed
     * @throws IOException if it asks for what is not supported
     */
    static V2Settings read(LineReader lines, boolean isSuper, boolean superBpe) throws IOException {
        String line = lines.next("settings");
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw lines.corrupt(LineReader.quote(line), "a JSON object");
            }
            List<String> missing = new ArrayList<>(FIELDS);
            String regex = "";
            String pattern = "";
            String threshold = NO_DELETIONS;
            DeletionParts parts = DeletionParts.BYTES;
            @Nullable String special = null;
            List<String> scripts = new ArrayList<>();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "tau" -> {
                        expect(
                                lines,
                                json,
                                field,
                                "a number",
                                JsonToken.VALUE_NUMBER_FLOAT,
                                JsonToken.VALUE_NUMBER_INT);
                        threshold = json.getText();
                    }
                    case "is_super" -> expect(lines, json, field, String.valueOf(isSuper), truth(isSuper));
                    case "superbpe_mode" -> expect(lines, json, field, String.valueOf(superBpe), truth(superBpe));
                    case "blowup" -> {
                        expect(lines, json, field, "true or false", truth(true), truth(false));
                        parts = json.getBooleanValue() ? DeletionParts.BYTES : DeletionParts.OPERANDS;
                    }
                    case "main_regex" -> {
                        expect(lines, json, field, "a string", JsonToken.VALUE_STRING);
                        regex = json.getText();
                    }
                    case "merge_pattern" -> {
                        expect(lines, json, field, "a string", JsonToken.VALUE_STRING);
                        pattern = json.getText();
                    }
                    case "script_specific_regex" -> {
                        expect(lines, json, field, "a string or null", JsonToken.VALUE_STRING, JsonToken.VALUE_NULL);
                        special = json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
                    }
                    case "script_specific_scripts" -> {
                        expect(lines, json, field, "an array or null", JsonToken.START_ARRAY, JsonToken.VALUE_NULL);
                        while (json.currentToken() != JsonToken.VALUE_NULL && json.nextToken() != JsonToken.END_ARRAY) {
                            expect(lines, json, field, "names of scripts", JsonToken.VALUE_STRING);
                            scripts.add(json.getText());
                        }
                    }
                    default -> throw lines.corrupt("field " + LineReader.quote(field), "one of " + FIELDS);
                }
                missing.remove(field);
            }
            if (!missing.isEmpty()) {
                throw lines.corrupt("no field " + LineReader.quote(missing.get(0)), "all of " + FIELDS);
            }
            if (json.nextToken() != null) {
                throw lines.corrupt("more behind a JSON object", "one JSON object");
            }
            Pretokenizer main = pretokenizer(lines, "main_regex", regex);
            if (special != null) {
                main = scriptAware(lines, main, pretokenizer(lines, "script_specific_regex", special), scripts);
            } else if (!scripts.isEmpty()) {
                throw lines.corrupt("scripts without script_specific_regex", "both or none");
            }
            return new V2Settings(main, rule(lines, pattern), threshold, parts);
        } catch (JsonProcessingException e) {
            throw (IOException) lines.corrupt("malformed JSON", "a JSON object").initCause(e);
        }
    }

    /**
     * {@return the line for these settings, as Python's json module writes it}
     *
     * @param isSuper whether it is the line of superwords
     * @param superBpe whether the superwords are of SuperBPE
     */
    String line(boolean isSuper, boolean superBpe) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.setPrettyPrinter(new PythonSpaces());
            json.writeStartObject();
            json.writeFieldName("tau");
            json.writeNumber(isSuper ? NO_DELETIONS : threshold);
            json.writeBooleanField("is_super", isSuper);
            json.writeBooleanField("superbpe_mode", isSuper && superBpe);
            json.writeBooleanField("blowup", !isSuper && parts == DeletionParts.BYTES);
            json.writeStringField("main_regex", pretokenizer.regex());
            if (pretokenizer instanceof ScriptAwarePretokenizer scriptAware) {
                json.writeStringField(
                        "script_specific_regex", scriptAware.special().regex());
                json.writeArrayFieldStart("script_specific_scripts");
                for (String script : scriptAware.scripts()) {
                    json.writeString(script);
                }
                json.writeEndArray();
            } else {
                json.writeNullField("script_specific_regex");
                json.writeNullField("script_specific_scripts");
            }
            json.writeStringField("merge_pattern", rule.regex());
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void expect(LineReader lines, JsonParser json, String field, String expected, JsonToken... tokens)
            throws IOException {
        if (!List.of(tokens).contains(json.currentToken())) {
            throw lines.corrupt(
                    "field " + LineReader.quote(field) + " with " + LineReader.quote(String.valueOf(json.getText())),
                    expected);
        }
    }

    private static JsonToken truth(boolean value) {
        return value ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
    }

    private static Pretokenizer scriptAware(
            LineReader lines, Pretokenizer main, Pretokenizer special, List<String> scripts) throws IOException {
        try {
            return Pretokenizers.scriptAware(main, special, scripts);
        } catch (IllegalArgumentException e) {
            throw (IOException)
                    lines.corrupt("script_specific_scripts " + LineReader.quote(scripts.toString()), "names of scripts")
                            .initCause(e);
        }
    }

    private static Pretokenizer pretokenizer(LineReader lines, String field, String regex) throws IOException {
        try {
            return Pretokenizers.ofRegex(regex);
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt(field + " " + LineReader.quote(regex), "a regular expression")
                    .initCause(e);
        }
    }

    private static MergeRule rule(LineReader lines, String pattern) throws IOException {
        for (MergeRule rule : MergeRule.values()) {
            if (rule.regex().equals(pattern)) {
                return rule;
            }
        }
        throw lines.corrupt(
                "merge_pattern " + LineReader.quote(pattern),
                LineReader.quote(MergeRule.SIMPLE.regex()) + " or " + LineReader.quote(MergeRule.IMPROVED.regex()));
    }

    /** A space behind every comma and colon. */
    private static final class PythonSpaces extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }
}
