package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.pipeline.AddedToken;
import org.tokenwright.vocab.SpecialTokens;

/** Reads one {@code tokenizer.json}: all of it is checked for its form, and the parts beside the model are held. For one thread. */
final class HuggingFaceReader {
    static final String VERSION = "version";
    static final String TRUNCATION = "truncation";
    static final String PADDING = "padding";
    static final String ADDED_TOKENS = "added_tokens";
    static final String NORMALIZER = "normalizer";
    static final String PRE_TOKENIZER = "pre_tokenizer";
    static final String POST_PROCESSOR = "post_processor";
    static final String DECODER = "decoder";
    static final String MODEL = "model";

    /** The parts whose content is small, in the order in which they are written. */
    static final List<String> PARTS = List.of(TRUNCATION, PADDING, NORMALIZER, PRE_TOKENIZER, POST_PROCESSOR, DECODER);

    /** All fields of the file. */
    static final List<String> FIELDS = List.of(
            VERSION, TRUNCATION, PADDING, ADDED_TOKENS, NORMALIZER, PRE_TOKENIZER, POST_PROCESSOR, DECODER, MODEL);

    private final String source;
    private final HuggingFaceLimits limits;
    private final Map<String, JsonValue> parts = new HashMap<>();
    private final Map<String, AddedToken> added = new LinkedHashMap<>();
    private final Map<String, String> addedPointers = new HashMap<>();
    private @Nullable HuggingFaceModelReader model;

    HuggingFaceReader(String source, HuggingFaceLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Reads the file.
     *
     * @param in the file
     */
    void read(InputStream in) throws IOException {
        JsonFactory factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.fileBytes())
                        .maxStringLength(limits.stringChars())
                        .maxNameLength(limits.stringChars())
                        .maxNestingDepth(limits.depth())
                        .build())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        try (JsonParser json = factory.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw corrupt("/", "something else", "an object");
            }
            readFields(json);
            if (json.nextToken() != null) {
                throw corrupt("/", "more behind the object", "the end of the file");
            }
        } catch (CharacterCodingException e) {
            throw (IOException)
                    new CorruptInputException(source, "its text", "bytes that are not UTF-8", "UTF-8").initCause(e);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String position = place == null
                    ? "its beginning"
                    : "line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
            throw (IOException)
                    new CorruptInputException(source, position, "no JSON (" + e.getOriginalMessage() + ")", "JSON")
                            .initCause(e);
        }
        if (model == null) {
            throw corrupt("/" + MODEL, "null", "an object");
        }
        checkIds(model);
    }

    private void readFields(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case VERSION -> {
                    if (value != JsonToken.VALUE_STRING || !json.getText().equals("1.0")) {
                        throw corrupt("/" + VERSION, LineReader.quote(String.valueOf(json.getText())), "\"1.0\"");
                    }
                }
                case ADDED_TOKENS -> {
                    if (value != JsonToken.VALUE_NULL) {
                        readAdded(json);
                    }
                }
                case MODEL -> {
                    if (model != null || value != JsonToken.START_OBJECT) {
                        throw corrupt("/" + MODEL, model == null ? "something else" : "a second model", "an object");
                    }
                    HuggingFaceModelReader reader = new HuggingFaceModelReader(source, limits);
                    model = reader;
                    reader.read(json);
                }
                default -> {
                    if (!PARTS.contains(name)) {
                        json.skipChildren();
                    } else if (parts.put(name, value(json, "/" + name)) != null) {
                        throw corrupt("/" + name, "a second value", "one");
                    }
                }
            }
        }
    }

    private JsonValue value(JsonParser json, String pointer) throws IOException {
        return JsonValue.read(json, source, pointer, new JsonValue.Budget(limits.values()));
    }

    private void readAdded(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY || !added.isEmpty()) {
            throw corrupt("/" + ADDED_TOKENS, "something else", "one array");
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            String pointer = "/" + ADDED_TOKENS + "/" + i;
            JsonValue value = value(json, pointer);
            String content = value.get("content").string();
            boolean special = value.get("special").bool(false);
            AddedToken token = new AddedToken(
                    value.get("id").number(0, limits.tokens() - 1),
                    content,
                    value.get("single_word").bool(false),
                    value.get("lstrip").bool(false),
                    value.get("rstrip").bool(false),
                    value.get("normalized").bool(!special),
                    special);
            if (content.length() > SpecialTokens.MAX_TOKEN_BYTES / 4
                    && content.getBytes(StandardCharsets.UTF_8).length > SpecialTokens.MAX_TOKEN_BYTES) {
                throw corrupt(
                        pointer + "/content",
                        "a token of " + content.length() + " chars",
                        "at most " + SpecialTokens.MAX_TOKEN_BYTES + " bytes");
            }
            if (added.size() == limits.tokens()) {
                throw corrupt("/" + ADDED_TOKENS, "more tokens", "at most " + limits.tokens());
            }
            AddedToken same = content.isEmpty() ? null : added.put(content, token);
            if (same != null && !same.equals(token)) {
                throw corrupt(pointer, "another token " + LineReader.quote(content), "each token once");
            }
            addedPointers.putIfAbsent(content, pointer);
        }
    }

    /**
     * Checks that every id has one token, and every token one id. The program takes the vocabulary's id in the one case and numbers
     * anew in the other, so that its ids are not those of the file: both tokens are named, for the user to decide.
     */
    private void checkIds(HuggingFaceModelReader tokens) throws IOException {
        Map<Integer, AddedToken> byId = new HashMap<>();
        for (AddedToken token : added.values()) {
            int known = tokens.names().id(token.content());
            if (known != NameTable.NONE && known != token.id()) {
                throw conflict(token, known + ", as " + tokens.pointer(known) + " has for this token");
            }
            String holder = tokens.names().name(token.id());
            if (known == NameTable.NONE && holder != null) {
                throw conflict(token, other(tokens.pointer(token.id()), holder));
            }
            AddedToken before = byId.put(token.id(), token);
            if (before != null) {
                throw conflict(token, other(String.valueOf(addedPointers.get(before.content())), before.content()));
            }
        }
    }

    private static String other(String pointer, String holder) {
        return "another id, as " + pointer + " has this one for " + LineReader.quote(holder);
    }

    private CorruptInputException conflict(AddedToken token, String expected) {
        return corrupt(
                addedPointers.get(token.content()) + "/id",
                "id " + token.id() + " for " + LineReader.quote(token.content()),
                expected);
    }

    private CorruptInputException corrupt(String pointer, String found, String expected) {
        return new CorruptInputException(source, pointer, found, expected);
    }

    /** {@return a part, null if the file does not have it} */
    JsonValue part(String name) {
        JsonValue value = parts.get(name);
        return value == null ? new JsonValue(source, "/" + name, null) : value;
    }

    List<AddedToken> added() {
        return new ArrayList<>(added.values());
    }

    HuggingFaceModelReader model() {
        return java.util.Objects.requireNonNull(model);
    }
}
