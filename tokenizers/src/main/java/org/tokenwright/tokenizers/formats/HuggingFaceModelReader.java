package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Reads the model of a {@code tokenizer.json}. For one thread. */
final class HuggingFaceModelReader {
    /*
     * Tokens and merges come one by one and are numbered at once, so that the file is never held. Merges that come before the
     * tokens, which no program writes so but the format allows, wait as strings.
     */
    private static final String VOCABULARY = "/model/vocab";
    private static final String MERGES = "/model/merges";

    private final String source;
    private final HuggingFaceLimits limits;
    private final Map<String, JsonValue> settings = new LinkedHashMap<>();
    private final NameTable names = new NameTable();
    private final IntArrayList lefts = new IntArrayList();
    private final IntArrayList rights = new IntArrayList();
    private final IntArrayList places = new IntArrayList();
    private @Nullable List<String> waiting;
    private @Nullable DoubleArrayList scores;
    private boolean hasTokens;
    private boolean hasMerges;

    HuggingFaceModelReader(String source, HuggingFaceLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Reads the object that the parser stands at the beginning of.
     */
    void read(JsonParser json) throws IOException {
        JsonValue.Budget budget = new JsonValue.Budget(limits.values());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("vocab")) {
                if (hasTokens) {
                    throw corrupt(VOCABULARY, "a second vocabulary", "one");
                }
                hasTokens = true;
                switch (value) {
                    case START_OBJECT -> readTokens(json);
                    case START_ARRAY -> readScoredTokens(json);
                    default -> throw corrupt(VOCABULARY, shown(json), "an object or an array");
                }
            } else if (name.equals("merges")) {
                if (hasMerges) {
                    throw corrupt(MERGES, "a second list", "one");
                }
                hasMerges = true;
                if (value != JsonToken.START_ARRAY) {
                    throw corrupt(MERGES, shown(json), "an array");
                }
                readMerges(json);
            } else {
                String pointer = JsonValue.child("/model", name);
                if (settings.put(name, JsonValue.read(json, source, pointer, budget)) != null) {
                    throw corrupt(pointer, "a second value", "one");
                }
            }
        }
        if (!hasTokens) {
            throw corrupt(VOCABULARY, "null", "an object or an array");
        }
        List<String> late = waiting;
        if (late != null) {
            waiting = null;
            for (int i = 0; i < late.size(); i += 2) {
                addMerge(late.get(i), late.get(i + 1), places.getInt(i / 2));
            }
        }
    }

    private void readTokens(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String token = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() != JsonParser.NumberType.INT
                    || json.getIntValue() < 0
                    || json.getIntValue() >= limits.tokens()) {
                throw corrupt(
                        JsonValue.child(VOCABULARY, token), shown(json), "an id from 0 to " + (limits.tokens() - 1));
            }
            addToken(token, json.getIntValue(), null);
        }
    }

    private void readScoredTokens(JsonParser json) throws IOException {
        DoubleArrayList list = new DoubleArrayList();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String pointer = VOCABULARY + "/" + list.size();
            if (json.currentToken() != JsonToken.START_ARRAY || json.nextToken() != JsonToken.VALUE_STRING) {
                throw corrupt(pointer, shown(json), "an array of a token and its score");
            }
            String token = json.getText();
            if (!json.nextToken().isNumeric()) {
                throw corrupt(pointer + "/1", shown(json), "a number");
            }
            double score = json.getDoubleValue();
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw corrupt(pointer + "/2", shown(json), "the end of the array");
            }
            addToken(token, list.size(), pointer);
            list.add(score);
        }
        scores = list;
    }

    private void addToken(String token, int id, @Nullable String pointer) throws CorruptInputException {
        if (names.size() == limits.tokens()) {
            throw corrupt(VOCABULARY, "more tokens", "at most " + limits.tokens());
        }
        JsonValue.wellFormed(token, source, pointer == null ? VOCABULARY : pointer);
        if (names.id(token) != NameTable.NONE) {
            throw corrupt(place(token, pointer), "a token that is there already", "a new one");
        }
        if (names.name(id) != null) {
            throw corrupt(place(token, pointer), "id " + id + ", which another token has", "an id of its own");
        }
        names.add(token, id);
    }

    private static String place(String token, @Nullable String pointer) {
        return pointer == null ? JsonValue.child(VOCABULARY, token) : pointer;
    }

    private void readMerges(JsonParser json) throws IOException {
        if (!hasTokens) {
            waiting = new ArrayList<>();
        }
        for (int place = 0; json.nextToken() != JsonToken.END_ARRAY; place++) {
            if (places.size() == limits.tokens()) {
                throw corrupt(MERGES, "more merges", "at most " + limits.tokens());
            }
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                readLine(json.getText(), place);
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                String left = part(json, place);
                String right = part(json, place);
                if (json.nextToken() != JsonToken.END_ARRAY) {
                    throw corrupt(MERGES + "/" + place + "/2", shown(json), "the end of the array");
                }
                addPair(left, right, place);
            } else {
                throw corrupt(MERGES + "/" + place, shown(json), "a pair of tokens");
            }
        }
    }

    private String part(JsonParser json, int place) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw corrupt(MERGES + "/" + place, shown(json), "an array of two tokens");
        }
        return json.getText();
    }

    /** The older form: two tokens with a space between them. */
    private void readLine(String line, int place) throws CorruptInputException {
        if (line.startsWith("#version")) {
            return;
        }
        int space = line.indexOf(' ');
        if (space < 0 || line.indexOf(' ', space + 1) >= 0) {
            throw corrupt(MERGES + "/" + place, LineReader.quote(line), "two tokens with one space between them");
        }
        addPair(line.substring(0, space), line.substring(space + 1), place);
    }

    private void addPair(String left, String right, int place) throws CorruptInputException {
        if (waiting == null) {
            places.add(place);
            addMerge(left, right, place);
        } else {
            places.add(place);
            waiting.add(left);
            waiting.add(right);
        }
    }

    private void addMerge(String left, String right, int place) throws CorruptInputException {
        lefts.add(id(left, place));
        rights.add(id(right, place));
    }

    private int id(String token, int place) throws CorruptInputException {
        int id = names.id(token);
        if (id == NameTable.NONE) {
            throw corrupt(MERGES + "/" + place, "token " + LineReader.quote(token), "a token of the vocabulary");
        }
        return id;
    }

    private static String shown(JsonParser json) throws IOException {
        String text = json.currentToken() == null ? null : json.getText();
        return text == null ? "the end of the file" : LineReader.quote(text);
    }

    CorruptInputException corrupt(String pointer, String found, String expected) {
        return new CorruptInputException(source, pointer, found, expected);
    }

    /** {@return everything but tokens and merges} */
    JsonValue settings() {
        return new JsonValue(source, "/model", settings);
    }

    boolean hasMerges() {
        return hasMerges;
    }

    /** {@return number of merges} */
    int merges() {
        return lefts.size();
    }

    int left(int merge) {
        return lefts.getInt(merge);
    }

    int right(int merge) {
        return rights.getInt(merge);
    }

    /** {@return the pointer of a merge} */
    String mergePointer(int merge) {
        return MERGES + "/" + places.getInt(merge);
    }

    /** {@return the pointer of a token, whose id must have one} */
    String pointer(int id) {
        return scores == null ? JsonValue.child(VOCABULARY, String.valueOf(names.name(id))) : VOCABULARY + "/" + id;
    }

    /** {@return the tokens} */
    NameTable names() {
        return names;
    }

    /** {@return the scores in the order of the tokens, or null if they have none} */
    @Nullable
    DoubleArrayList scores() {
        return scores;
    }
}
