package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.tokenwright.tokenizers.bpe.BpeModel;

/** An evaluation as a JSON object. */
final class EvaluationJson {
    private final Evaluation evaluation;

    EvaluationJson(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeNumberField("documents", evaluation.all().documents());
            json.writeNumberField("skippedDocuments", evaluation.skipped());
            json.writeNumberField("bytes", evaluation.all().bytes());
            json.writeNumberField("words", evaluation.all().words());
            json.writeArrayFieldStart("models");
            for (int i = 0; i < evaluation.candidates().size(); i++) {
                writeModel(json, i);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void writeModel(JsonGenerator json, int index) throws IOException {
        Candidate candidate = evaluation.candidates().get(index);
        json.writeStartObject();
        json.writeStringField("name", candidate.name());
        BpeModel model = candidate.model();
        if (model != null) {
            json.writeStringField("fingerprint", model.fingerprint());
        }
        json.writeNumberField("vocabularySize", candidate.vocabulary().size());
        writeTally(json, evaluation.all(), index);
        json.writeNumberField("renyiEfficiency", candidate.renyiEfficiency(Evaluation.ALPHA));
        json.writeNumberField("unusedTokens", candidate.unused());
        json.writeNumberField(
                "tokensChangedByEdit", evaluation.stabilities().get(index).tokens());
        json.writeNumberField(
                "bytesChangedByEdit", evaluation.stabilities().get(index).bytes());
        json.writeNumberField("megabytesPerSecond", evaluation.speeds().get(index));
        if (!evaluation.bitsPerByte().isEmpty()) {
            writeCodeLength(json, evaluation.bitsPerByte().get(index));
        }
        writeGroups(json, "labels", evaluation.labels(), index);
        writeGroups(json, "sources", evaluation.sources(), index);
        json.writeEndObject();
    }

    private static void writeCodeLength(JsonGenerator json, BitsPerByte bits) throws IOException {
        json.writeObjectFieldStart("codeLength");
        json.writeArrayFieldStart("bitsPerByte");
        for (int order = 0; order <= bits.order(); order++) {
            json.writeNumber(bits.ofText(order));
        }
        json.writeEndArray();
        json.writeNumberField("vocabularyBitsPerByte", bits.ofVocabulary());
        json.writeArrayFieldStart("bitsPerByteWithVocabulary");
        for (int order = 0; order <= bits.order(); order++) {
            json.writeNumber(bits.ofText(order) + bits.ofVocabulary());
        }
        json.writeEndArray();
        json.writeNumberField("bestOrder", bits.bestOrder());
        json.writeBooleanField("allContextsLearned", !bits.isFull());
        json.writeEndObject();
    }

    private static void writeGroups(JsonGenerator json, String name, Map<String, Tally> groups, int index)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Tally> group : groups.entrySet()) {
            json.writeObjectFieldStart(group.getKey());
            json.writeNumberField("documents", group.getValue().documents());
            json.writeNumberField("bytes", group.getValue().bytes());
            writeTally(json, group.getValue(), index);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeTally(JsonGenerator json, Tally tally, int index) throws IOException {
        json.writeNumberField("tokens", tally.tokens(index));
        json.writeNumberField("bytesPerToken", tally.bytesPerToken(index));
        json.writeNumberField("tokensPerWord", tally.tokensPerWord(index));
        json.writeNumberField("superwordShare", tally.superwordShare(index));
    }
}
