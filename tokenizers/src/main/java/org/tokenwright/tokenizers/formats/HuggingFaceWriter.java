package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.AddedToken;
import org.tokenwright.tokenizers.pipeline.BpePieces;
import org.tokenwright.tokenizers.pipeline.PieceModel;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pipeline.UnigramModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Writes one {@code tokenizer.json}. For one thread. */
final class HuggingFaceWriter {
    private final PipelineParts parts;

    HuggingFaceWriter(PipelineParts parts) {
        this.parts = parts;
    }

    /**
     * Writes the file.
     *
     * @param out where it goes; not closed
     */
    void writeTo(OutputStream out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField(HuggingFaceReader.VERSION, "1.0");
            part(json, HuggingFaceReader.TRUNCATION);
            part(json, HuggingFaceReader.PADDING);
            addedTokens(json);
            part(json, HuggingFaceReader.NORMALIZER);
            part(json, HuggingFaceReader.PRE_TOKENIZER);
            part(json, HuggingFaceReader.POST_PROCESSOR);
            part(json, HuggingFaceReader.DECODER);
            model(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void part(JsonGenerator json, String name) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(parts.description().getOrDefault(name, "null"));
    }

    private void addedTokens(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(HuggingFaceReader.ADDED_TOKENS);
        List<AddedToken> tokens = parts.added().tokens().stream()
                .sorted(Comparator.comparingInt(AddedToken::id))
                .toList();
        for (AddedToken token : tokens) {
            json.writeStartObject();
            json.writeNumberField("id", token.id());
            json.writeStringField("content", token.content());
            json.writeBooleanField("single_word", token.singleWord());
            json.writeBooleanField("lstrip", token.leftSpace());
            json.writeBooleanField("rstrip", token.rightSpace());
            json.writeBooleanField("normalized", token.normalized());
            json.writeBooleanField("special", token.special());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void model(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(HuggingFaceReader.MODEL);
        try (JsonParser settings =
                new JsonFactory().createParser(parts.description().getOrDefault(HuggingFaceReader.MODEL, "{}"))) {
            for (settings.nextToken(); settings.nextToken() == JsonToken.FIELD_NAME; ) {
                json.copyCurrentStructure(settings);
            }
        }
        PieceModel pieces = parts.core().pieces();
        if (pieces instanceof UnigramModel unigram) {
            scoredTokens(json, unigram);
        } else {
            tokens(json);
        }
        MergeTable merges = merges(pieces);
        if (merges != null) {
            json.writeArrayFieldStart("merges");
            for (int rank = 0; rank < merges.size(); rank++) {
                json.writeStartArray();
                json.writeString(name(merges.left(rank)));
                json.writeString(name(merges.right(rank)));
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private @Nullable MergeTable merges(@Nullable PieceModel pieces) {
        BpeModel bytes = parts.core().bpe();
        if (bytes != null) {
            return bytes.merges();
        }
        return pieces instanceof BpePieces characters ? characters.merges() : null;
    }

    /** The name of a token of the model, whatever an added token has made of it. */
    private String name(int id) {
        return parts.modelName(id);
    }

    private void tokens(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("vocab");
        Vocabulary vocabulary = parts.core().vocabulary();
        int bound = vocabulary.idBound();
        for (int id : parts.names().keySet()) {
            bound = Math.max(bound, id + 1);
        }
        for (int id = 0; id < bound; id++) {
            if (vocabulary.contains(id) || parts.names().containsKey(id)) {
                json.writeNumberField(name(id), id);
            }
        }
        json.writeEndObject();
    }

    private void scoredTokens(JsonGenerator json, UnigramModel unigram) throws IOException {
        json.writeArrayFieldStart("vocab");
        Map<Integer, String> unreached = parts.names();
        for (int id = 0; id < unigram.vocabulary().idBound(); id++) {
            json.writeStartArray();
            json.writeString(unreached.containsKey(id) ? unreached.get(id) : name(id));
            json.writeNumber(unigram.score(id));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
