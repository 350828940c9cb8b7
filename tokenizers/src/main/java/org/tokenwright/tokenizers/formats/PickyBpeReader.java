package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.Vocabulary;

/** Reads what one file of PickyBPE says. For one thread. */
final class PickyBpeReader {
    private static final List<String> FIELDS = List.of("tokens", "id2int", "merges", "splits");

    private final String source;
    private final JsonParser json;
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<Integer, Integer> ids = new LinkedHashMap<>();
    private final List<Merge> merges = new ArrayList<>();
    private final List<Split> splits = new ArrayList<>();

    /**
     * A token.
     *
     * @param number its number among all that ever were
     * @param string its characters
     * @param special whether it stands for something else than its characters
     * @param present whether it was not deleted in the end
     */
    record Token(int number, String string, boolean special, boolean present) {}

    /**
     * A merge.
     *
     * @param time its number among merges and splits
     * @param left the left operand
     * @param right the right operand
     */
    record Merge(int time, String left, String right) {}

    /**
     * A deletion.
     *
     * @param time its number among merges and splits
     * @param token the token
     * @param parts what it falls into
     */
    record Split(int time, String token, List<String> parts) {}

    private PickyBpeReader(JsonParser json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * {@return what a file says}
     *
     * @param in the file; not closed
     * @param source its name
     * @throws CorruptInputException if it is malformed
     */
    static PickyBpeModel read(InputStream in, String source) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
        try (JsonParser json = factory.createParser(in)) {
            PickyBpeReader reader = new PickyBpeReader(json, source);
            reader.readAll();
            return new PickyBpeModel(source, reader.tokens, reader.ids, reader.merges, reader.splits);
        } catch (CharConversionException e) {
            throw (IOException) corrupt(source, null, "no JSON (" + e.getMessage() + ")", "a model of PickyBPE")
                    .initCause(e);
        } catch (JsonProcessingException e) {
            throw (IOException)
                    corrupt(source, e.getLocation(), "no JSON (" + e.getOriginalMessage() + ")", "a model of PickyBPE")
                            .initCause(e);
        }
    }

    private void readAll() throws IOException {
        json.nextToken();
        require(JsonToken.START_OBJECT, "a JSON object");
        Set<String> found = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "tokens" -> readArray(this::readToken);
                case "id2int" -> readIds();
                case "merges" -> readArray(this::readMerge);
                case "splits" -> readArray(this::readSplit);
                default -> json.skipChildren();
            }
            if (!found.add(field)) {
                throw corrupt("field " + LineReader.quote(field) + " again", "each field once");
            }
        }
        require(JsonToken.END_OBJECT, "the end of the object");
        for (String field : FIELDS) {
            if (!found.contains(field)) {
                throw corrupt("no field " + LineReader.quote(field), "tokens, id2int, merges and splits");
            }
        }
        if (json.nextToken() != null) {
            throw corrupt("more behind the object", "the end of the file");
        }
    }

    /** Reads an element of an array, whose beginning has been read. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private void readArray(Element element) throws IOException {
        require(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.START_OBJECT, "an object");
            element.read();
        }
    }

    private void readToken() throws IOException {
        int number = -1;
        String string = null;
        boolean special = false;
        boolean present = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> number = number();
                case "str" -> string = string();
                case "special" -> special = flag();
                case "present" -> present = flag();
                default -> json.skipChildren();
            }
        }
        if (number < 0 || string == null) {
            throw corrupt("a token without id or str", "both");
        }
        if (tokens.put(string, new Token(number, string, special, present)) != null) {
            throw corrupt("token " + LineReader.quote(string) + " again", "a new token");
        }
    }

    private void readIds() throws IOException {
        require(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            int id = number();
            try {
                if (ids.put(Integer.valueOf(name), id) == null) {
                    continue;
                }
            } catch (NumberFormatException e) {
                throw (IOException) corrupt("token " + LineReader.quote(name), "the id of a token")
                        .initCause(e);
            }
            throw corrupt("token " + LineReader.quote(name) + " again", "one id for each token");
        }
    }

    private void readMerge() throws IOException {
        int time = -1;
        List<String> pair = List.of();
        String product = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> time = number();
                case "pair" -> pair = strings();
                case "new_token" -> product = named();
                default -> json.skipChildren();
            }
        }
        if (time < 0 || pair.size() != 2 || !(pair.get(0) + pair.get(1)).equals(product)) {
            throw corrupt(
                    "a merge of " + pair.size() + " tokens to "
                            + (product == null ? "nothing" : LineReader.quote(product)),
                    "an id, a pair, and the two put together");
        }
        merges.add(new Merge(time, pair.get(0), pair.get(1)));
    }

    private void readSplit() throws IOException {
        int time = -1;
        String token = null;
        List<String> parts = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> time = number();
                case "token" -> token = named();
                case "split" -> parts = strings();
                default -> json.skipChildren();
            }
        }
        if (time < 0 || token == null) {
            throw corrupt("a split without id or token", "both");
        }
        splits.add(new Split(time, token, parts));
    }

    private List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        readArray(() -> strings.add(namedInside()));
        return strings;
    }

    /** The string of a token that an object names. */
    private String named() throws IOException {
        require(JsonToken.START_OBJECT, "an object");
        return namedInside();
    }

    private String namedInside() throws IOException {
        String string = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isString = json.currentName().equals("str");
            json.nextToken();
            if (isString) {
                string = string();
            } else {
                json.skipChildren();
            }
        }
        if (string == null) {
            throw corrupt("a token without str", "its characters");
        }
        return string;
    }

    private String string() throws IOException {
        require(JsonToken.VALUE_STRING, "a string");
        String string = json.getText();
        if (string.isEmpty() || string.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw corrupt("token " + LineReader.quote(string), "one character or more, without unpaired surrogates");
        }
        return string;
    }

    private int number() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
            int number = json.getIntValue();
            if (number >= 0 && number < Vocabulary.MAX_ID_BOUND) {
                return number;
            }
        }
        throw corrupt(shown(), "a number from 0 to " + (Vocabulary.MAX_ID_BOUND - 1));
    }

    private boolean flag() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_TRUE && json.currentToken() != JsonToken.VALUE_FALSE) {
            throw corrupt(shown(), "true or false");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private void require(JsonToken token, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw corrupt(shown(), expected);
        }
    }

    private String shown() throws IOException {
        String text = json.currentToken() == null ? null : json.getText();
        return text == null ? "the end of the file" : LineReader.quote(text);
    }

    private CorruptInputException corrupt(String found, String expected) {
        return corrupt(source, json.currentTokenLocation(), found, expected);
    }

    private static CorruptInputException corrupt(
            String source, @Nullable JsonLocation place, String found, String expected) {
        String position = place == null
                ? "its beginning"
                : "line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
        return new CorruptInputException(source, position, found, expected);
    }
}
