package org.tokenwright.tokenizers.pretokenize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.testing.SharedData;

/**
 * What the reference implementation makes of one string.
 *
 * @param id the number of the string
 * @param text the string
 * @param pretokens its pretokens
 * @param improved for each pretoken, whether the reference admits it by the rule "improved"
 * @param simple the same for the rule "simple"
 */
public record GoldenPretokens(
        int id, String text, List<String> pretokens, List<Boolean> improved, List<Boolean> simple) {
    private static final String FOLDER = "golden/boundless/";
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * {@return the records of a pattern, but for the strings that hold half a surrogate pair}
     *
     * @param pattern name of the pattern
     * @throws IOException if the golden files cannot be read
     */
    public static List<GoldenPretokens> read(String pattern) throws IOException {
        Map<Integer, String> texts = texts();
        List<GoldenPretokens> records = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.path(FOLDER + "pretok/" + pattern + ".jsonl"))) {
            int id = -1;
            List<String> pretokens = new ArrayList<>();
            List<Boolean> improved = new ArrayList<>();
            List<Boolean> simple = new ArrayList<>();
            try (JsonParser json = JSON.createParser(line)) {
                json.nextToken();
                for (String field; (field = json.nextFieldName()) != null; ) {
                    JsonToken value = json.nextToken();
                    while (value == JsonToken.START_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
                        switch (field) {
                            case "p" -> pretokens.add(json.getText());
                            case "imp" -> improved.add(json.getIntValue() == 1);
                            case "simple" -> simple.add(json.getIntValue() == 1);
                            default -> throw new AssertionError("unknown field " + field);
                        }
                    }
                    if (field.equals("id")) {
                        id = json.getIntValue();
                    }
                }
            }
            String text = Objects.requireNonNull(texts.get(id));
            if (text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)) {
                records.add(new GoldenPretokens(id, text, pretokens, improved, simple));
            }
        }
        return records;
    }

    /**
     * {@return the pattern as the reference writes it}
     *
     * @param pattern name of the pattern
     */
    static String regex(String pattern) throws IOException {
        try (JsonParser json = JSON.createParser(
                SharedData.path(FOLDER + "pretok/patterns.json").toFile())) {
            while (json.nextToken() != null) {
                if (pattern.equals(json.currentName())) {
                    return json.nextTextValue();
                }
            }
        }
        throw new AssertionError("the reference has no pattern " + pattern);
    }

    private static Map<Integer, String> texts() throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        try (JsonParser json =
                JSON.createParser(SharedData.path(FOLDER + "strings.json").toFile())) {
            int id = -1;
            for (JsonToken token; (token = json.nextToken()) != null; ) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    id = json.getIntValue();
                } else if (token == JsonToken.VALUE_STRING && "text".equals(json.currentName())) {
                    texts.put(id, json.getText());
                }
            }
        }
        return texts;
    }
}
