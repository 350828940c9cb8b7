package org.tokenwright.tokenizers.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the merges of a tokenizer.json, which are arrays of two strings. */
final class HuggingFaceMerges {
    private HuggingFaceMerges() {}

    static List<String> read(Path path) throws IOException {
        List<String> merges = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(path.toFile())) {
            while (!"merges".equals(json.currentName()) || json.currentToken() != JsonToken.START_ARRAY) {
                json.nextToken();
            }
            while (json.nextToken() == JsonToken.START_ARRAY) {
                merges.add(json.nextTextValue() + " " + json.nextTextValue());
                json.nextToken();
            }
        }
        return merges;
    }
}
