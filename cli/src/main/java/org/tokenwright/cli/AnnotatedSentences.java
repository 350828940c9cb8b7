package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Compression;
import org.tokenwright.text.CorruptInputException;

/**
 * Reads texts and their sentences from JSON objects. Each has {@code text} and either {@code spans}, pairs of offsets, or {@code
 * ends_u16}, with {@code starts_u16} or without; all in UTF-16 units. Where starts are missing, a sentence begins with the first
 * char behind the one before that is not white space. For one thread.
 */
final class AnnotatedSentences implements Closeable {
    private final String source;
    private final JsonParser json;

    /** A text and its sentences, pairs of start and end. */
    record Annotated(String text, List<int[]> sentences) {}

    AnnotatedSentences(Path file) throws IOException {
        source = file.toString();
        json = new JsonFactory().createParser(Compression.open(file));
    }

    /** {@return the next text, or null if there is none} */
    @Nullable
    Annotated next() throws IOException {
        try {
            return json.nextToken() == null ? null : object();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new CorruptInputException(
                    source,
                    location == null ? "somewhere" : "line " + location.getLineNr(),
                    e.getOriginalMessage(),
                    "well-formed JSON");
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private Annotated object() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        String text = null;
        List<Integer> spans = null;
        List<Integer> starts = null;
        List<Integer> ends = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "text" -> {
                    expect(JsonToken.VALUE_STRING, "a string as text");
                    text = json.getText();
                }
                case "spans" -> spans = offsets(true);
                case "starts_u16" -> starts = offsets(false);
                case "ends_u16" -> ends = offsets(false);
                default -> json.skipChildren();
            }
        }
        if (text == null || (spans == null) == (ends == null)) {
            throw corrupt(
                    text == null ? "an object without text" : "spans and ends_u16, or none of them",
                    "text and one of spans and ends_u16");
        }
        if (spans != null) {
            return new Annotated(text, pairs(text, spans));
        }
        List<Integer> both = new ArrayList<>();
        List<Integer> known = ends == null ? List.of() : ends;
        if (starts != null && starts.size() != known.size()) {
            throw corrupt(starts.size() + " starts_u16", known.size() + ", as many as ends_u16");
        }
        int before = 0;
        for (int i = 0; i < known.size(); i++) {
            int start = starts == null ? Math.clamp(before, 0, text.length()) : starts.get(i);
            while (starts == null && start < known.get(i) && SentenceScore.isWhite(text.charAt(start))) {
                start++;
            }
            both.add(start);
            both.add(known.get(i));
            before = known.get(i);
        }
        return new Annotated(text, pairs(text, both));
    }

    private List<int[]> pairs(String text, List<Integer> offsets) throws IOException {
        List<int[]> pairs = new ArrayList<>(offsets.size() / 2);
        for (int i = 0; i < offsets.size(); i += 2) {
            int start = offsets.get(i);
            int end = offsets.get(i + 1);
            if (start < 0 || start > end || end > text.length()) {
                throw corrupt("a sentence from " + start + " to " + end, "places from 0 to " + text.length());
            }
            pairs.add(new int[] {start, end});
        }
        return pairs;
    }

    private List<Integer> offsets(boolean pairs) throws IOException {
        List<Integer> offsets = new ArrayList<>();
        expect(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (pairs) {
                expect(JsonToken.START_ARRAY, "a pair [start, end]");
                json.nextToken();
                offsets.add(offset());
                json.nextToken();
            }
            offsets.add(offset());
            if (pairs) {
                json.nextToken();
                expect(JsonToken.END_ARRAY, "a pair [start, end]");
            }
        }
        return offsets;
    }

    private int offset() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "an offset");
        return json.getIntValue();
    }

    private void expect(JsonToken token, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw corrupt(
                    json.currentToken() == null
                            ? "the end"
                            : json.currentToken().toString(),
                    expected);
        }
    }

    private CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(
                source, "line " + json.currentTokenLocation().getLineNr(), found, expected);
    }
}
