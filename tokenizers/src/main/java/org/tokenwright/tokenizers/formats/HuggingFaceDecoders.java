package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tokenwright.tokenizers.pipeline.DecodeSteps;

/** Makes the steps of decoding of what a file says of them. */
final class HuggingFaceDecoders {
    private HuggingFaceDecoders() {}

    /**
     * {@return the steps}
     *
     * @param value what the file says
     */
    static DecodeSteps of(JsonValue value) throws IOException {
        return value.isNull() ? DecodeSteps.SPACED : steps(value);
    }

    private static DecodeSteps steps(JsonValue value) throws IOException {
        JsonValue type = value.get("type");
        return switch (type.string()) {
            case "Sequence" -> {
                List<DecodeSteps> parts = new ArrayList<>();
                for (JsonValue part : value.get("decoders").elements()) {
                    parts.add(steps(part));
                }
                yield DecodeSteps.sequence(parts);
            }
            case "ByteLevel" -> DecodeSteps.byteLevel();
            case "Replace" -> {
                Pattern regex = HuggingFaceNormalizers.regex(value.get("pattern"));
                String content = value.get("content").string();
                yield regex == null
                        ? DecodeSteps.replace(value.get("pattern").get("String").string(), content)
                        : DecodeSteps.replace(regex, content);
            }
            case "ByteFallback" -> DecodeSteps.byteFallback();
            case "Fuse" -> DecodeSteps.fuse();
            case "Strip" -> {
                int character = value.get("content").character();
                if (Character.isSupplementaryCodePoint(character)) {
                    throw value.get("content").corrupt("a character up to U+FFFF");
                }
                yield DecodeSteps.strip(
                        (char) character,
                        value.get("start").number(0, Integer.MAX_VALUE),
                        value.get("stop").number(0, Integer.MAX_VALUE));
            }
            case "Metaspace" -> {
                String scheme =
                        HuggingFacePreTokenizers.scheme(value.get("prepend_scheme"), value.get("add_prefix_space"));
                yield DecodeSteps.metaspace(
                        Character.toString(value.get("replacement").character()), !scheme.equals("never"));
            }
            case "WordPiece" ->
                DecodeSteps.wordPiece(
                        value.get("prefix").string(), value.get("cleanup").bool(true));
            case "BPEDecoder" -> DecodeSteps.suffix(value.get("suffix").string());
            case "CTC" ->
                DecodeSteps.ctc(
                        value.get("pad_token").string(),
                        value.get("word_delimiter_token").string(),
                        value.get("cleanup").bool(true));
            default -> throw type.corrupt("a type of decoder that is known");
        };
    }
}
