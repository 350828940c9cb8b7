package org.tokenwright.embeddings.sentence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a {@code tokenizer.json} of whole words. */
final class WordTokenizer {
    /** The token of words that are not there; it comes last if it is not among the words. */
    static final String UNKNOWN = "<unk>";

    private WordTokenizer() {}

    /**
     * Writes it. Word i has id i.
     *
     * @throws IllegalArgumentException if a word occurs twice
     */
    static void write(List<String> words, boolean lowercase, OutputStream out) throws IOException {
        Set<String> seen = new HashSet<>();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            json.writeNullField("truncation");
            json.writeNullField("padding");
            json.writeArrayFieldStart("added_tokens");
            json.writeEndArray();
            if (lowercase) {
                json.writeObjectFieldStart("normalizer");
                json.writeStringField("type", "Lowercase");
                json.writeEndObject();
            } else {
                json.writeNullField("normalizer");
            }
            json.writeObjectFieldStart("pre_tokenizer");
            json.writeStringField("type", "BertPreTokenizer");
            json.writeEndObject();
            json.writeNullField("post_processor");
            json.writeNullField("decoder");
            json.writeObjectFieldStart("model");
            json.writeStringField("type", "WordLevel");
            json.writeObjectFieldStart("vocab");
            for (int id = 0; id < words.size(); id++) {
                if (!seen.add(words.get(id))) {
                    throw new IllegalArgumentException("the word " + words.get(id) + " occurs twice");
                }
                json.writeNumberField(words.get(id), id);
            }
            if (!seen.contains(UNKNOWN)) {
                json.writeNumberField(UNKNOWN, words.size());
            }
            json.writeEndObject();
            json.writeStringField("unk_token", UNKNOWN);
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
