package org.tokenwright.embeddings.sentence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** What a {@code tokenizer.json} says that a tokenizer does not: lengths of tokens as they are written, and the unknown token. */
final class TokenizerFacts {
    /** How large the file may be: {@value} bytes. */
    static final int MAX_BYTES = 1 << 30;

    private static final int NONE = -1;

    private final Map<String, Integer> tokens = new HashMap<>();
    private @Nullable String unknownToken;
    private int unknownId = NONE;

    private TokenizerFacts() {}

    static TokenizerFacts read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new CorruptInputException(file.toString(), "byte 0", size + " bytes", "at most " + MAX_BYTES);
        }
        TokenizerFacts facts = new TokenizerFacts();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            facts.read(json);
        } catch (CharConversionException e) {
            throw new CorruptInputException(file.toString(), "byte 0", "no encoding of JSON", "UTF-8");
        } catch (JsonParseException | StreamConstraintsException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            CorruptInputException corrupt = new CorruptInputException(
                    file.toString(),
                    "byte " + at,
                    Objects.requireNonNullElse(e.getOriginalMessage(), "damage"),
                    "JSON");
            corrupt.initCause(e);
            throw corrupt;
        }
        return facts;
    }

    /** {@return the id of the token for what is unknown, or -1 if there is none} */
    int unknownId() {
        return unknownToken == null ? unknownId : tokens.getOrDefault(unknownToken, unknownId);
    }

    /** {@return the median of the lengths of tokens in code points, rounded down} */
    int medianLength() {
        int[] lengths = tokens.keySet().stream()
                .mapToInt(token -> token.codePointCount(0, token.length()))
                .sorted()
                .toArray();
        int middle = lengths.length / 2;
        return lengths.length == 0
                ? 0
                : lengths.length % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2;
    }

    private void read(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("model") && value == JsonToken.START_OBJECT) {
                readModel(json);
            } else if (name.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                readAdded(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readModel(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("unk_token") && value == JsonToken.VALUE_STRING) {
                unknownToken = json.getText();
            } else if (name.equals("unk_id") && value == JsonToken.VALUE_NUMBER_INT) {
                unknownId = json.getIntValue();
            } else if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String token = json.currentName();
                    tokens.put(token, json.nextIntValue(NONE));
                }
            } else if (name.equals("vocab") && value == JsonToken.START_ARRAY) {
                readPieces(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readPieces(JsonParser json) throws IOException {
        for (int id = 0; json.nextToken() != JsonToken.END_ARRAY; id++) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                tokens.put(Objects.requireNonNullElse(json.nextTextValue(), ""), id);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    json.skipChildren();
                }
            }
        }
    }

    private void readAdded(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String content = "";
            int id = NONE;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("content")) {
                    content = json.getText();
                } else if (name.equals("id")) {
                    id = json.getValueAsInt(NONE);
                } else {
                    json.skipChildren();
                }
            }
            tokens.put(content, id);
        }
    }
}
