package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.tokenizers.Tokenizer;

/** Reads the ids of one line after the other and checks that each has a token. For one thread. */
final class IdParser {
    private static final String IDS = "ids";

    private final Tokenizer tokenizer;
    private final JsonFactory json = new JsonFactory();
    private int[] ids = new int[64];
    private int count;

    IdParser(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** {@return the ids of the last line} */
    int[] ids() {
        return Arrays.copyOf(ids, count);
    }

    /** Reads ids that are parted by spaces or tabs. */
    void parseLine(Document line) throws IOException {
        count = 0;
        byte[] bytes = line.bytes();
        int end = line.end();
        for (int at = line.start(); at < end; ) {
            if (bytes[at] == ' ' || bytes[at] == '\t') {
                at++;
                continue;
            }
            int start = at;
            long id = 0;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && id <= Integer.MAX_VALUE) {
                id = 10 * id + (bytes[at++] - '0');
            }
            if (at < end && bytes[at] != ' ' && bytes[at] != '\t') {
                throw corrupt(line, "byte " + (at - line.start() + 1) + " of the line", "'" + (char) bytes[at] + "'");
            }
            add(id, line, "byte " + (start - line.start() + 1) + " of the line");
        }
    }

    /**
     * Reads the array {@code ids} of a JSON object; of several the last.
     *
     * @return whether the line holds an object; false for a blank one
     */
    boolean parseJson(Document line) throws IOException {
        count = -1;
        // Of bytes, Jackson would take a NUL among the first for a sign of UTF-16 or UTF-32.
        try (JsonParser parser = json.createParser(line.text())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            if (first != JsonToken.START_OBJECT) {
                throw corrupt(line, "its beginning", "another JSON value", "an object with an array \"ids\"");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean named = IDS.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (named && value == JsonToken.START_ARRAY) {
                    readArray(parser, line);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw corrupt(line, "its end", "something behind the object", "the end of the line");
            }
        } catch (JsonProcessingException e) {
            throw corrupt(
                    line,
                    "column " + e.getLocation().getColumnNr(),
                    "no JSON (" + e.getOriginalMessage() + ")",
                    "an object");
        }
        if (count < 0) {
            throw corrupt(line, "its object", "no array \"ids\"", "an object with an array \"ids\"");
        }
        return true;
    }

    private void readArray(JsonParser parser, Document line) throws IOException {
        count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = "element " + count + " of \"ids\"";
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() != JsonParser.NumberType.INT) {
                throw corrupt(line, place, parser.getText());
            }
            add(parser.getIntValue(), line, place);
        }
    }

    private void add(long id, Document line, String place) throws CorruptInputException {
        if (id < 0 || id > Integer.MAX_VALUE || !isToken((int) id)) {
            throw corrupt(line, place, Long.toString(id));
        }
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = (int) id;
    }

    private boolean isToken(int id) {
        return tokenizer.vocabulary().contains(id) || tokenizer.specialTokens().bytes(id) != null;
    }

    private static CorruptInputException corrupt(Document line, String place, String found) {
        return corrupt(line, place, found, "the id of a token of the model");
    }

    private static CorruptInputException corrupt(Document line, String place, String found, String expected) {
        return new CorruptInputException(line.source(), "line " + line.line() + ", " + place, found, expected);
    }
}
