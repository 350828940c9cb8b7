package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.AddedToken;
import org.tokenwright.tokenizers.pipeline.AddedTokens;
import org.tokenwright.tokenizers.pipeline.DecodeSteps;
import org.tokenwright.tokenizers.pipeline.PipelineCore;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.ScriptAwarePretokenizer;

/** Says in the words of {@code tokenizer.json} what one of our own models is. */
final class HuggingFaceExport {
    private static final String BYTE_LEVEL =
            "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":false,\"use_regex\":";

    private final BpeModel model;

    private HuggingFaceExport(BpeModel model) {
        this.model = model;
    }

    /**
     * {@return the parts of a tokenizer that encodes as a model does}
     *
     * @param model the model
     * @throws IllegalArgumentException if the format cannot hold it
     */
    static PipelineParts parts(BpeModel model) throws IOException {
        return new HuggingFaceExport(model).parts();
    }

    private PipelineParts parts() throws IOException {
        PlainMerges.requireMerges(model);
        Map<String, String> description = new HashMap<>();
        if (model.normalization() == Normalization.NFC) {
            description.put(HuggingFaceReader.NORMALIZER, "{\"type\":\"NFC\"}");
        }
        description.put(HuggingFaceReader.PRE_TOKENIZER, preTokenizer());
        description.put(HuggingFaceReader.DECODER, BYTE_LEVEL + "true}");
        description.put(
                HuggingFaceReader.MODEL,
                "{\"type\":\"BPE\",\"dropout\":null,\"unk_token\":null,\"continuing_subword_prefix\":null,"
                        + "\"end_of_word_suffix\":null,\"fuse_unk\":false,\"byte_fallback\":false,\"ignore_merges\":"
                        + model.isWholePretokens() + "}");
        List<AddedToken> added = new ArrayList<>();
        model.specialTokens()
                .ids()
                .forEach((content, id) -> added.add(new AddedToken(id, content, false, false, false, false, true)));
        return new PipelineParts(
                new AddedTokens(added, null),
                null,
                null,
                PipelineCore.of(model, false),
                Map.of(),
                DecodeSteps.byteLevel(),
                false,
                SequenceTemplate.PLAIN,
                null,
                null,
                description);
    }

    private String preTokenizer() throws IOException {
        Pretokenizer pretokenizer = model.pretokenizer();
        if (pretokenizer instanceof ScriptAwarePretokenizer) {
            throw new IllegalArgumentException("this format has no room for a pretokenizer of some scripts");
        }
        if (pretokenizer.name().equals("gpt2")) {
            return BYTE_LEVEL + "true}";
        }
        if (pretokenizer.name().equals("none")) {
            return BYTE_LEVEL + "false}";
        }
        String regex = pretokenizer.regex();
        try {
            OnigurumaRegex.requireSame(regex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the pretokenizer " + pretokenizer.name() + " cannot be written in this format: " + e.getMessage(),
                    e);
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "Sequence");
            json.writeArrayFieldStart("pretokenizers");
            json.writeStartObject();
            json.writeStringField("type", "Split");
            json.writeObjectFieldStart("pattern");
            json.writeStringField("Regex", regex);
            json.writeEndObject();
            json.writeStringField("behavior", "Isolated");
            json.writeBooleanField("invert", false);
            json.writeEndObject();
            json.writeRawValue(BYTE_LEVEL + "false}");
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
