package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.pipeline.ClusterNormalizer;
import org.tokenwright.tokenizers.pipeline.Normalizer;
import org.tokenwright.tokenizers.pipeline.Normalizers;

/** Makes normalizers of what a file says of them. */
final class HuggingFaceNormalizers {
    private HuggingFaceNormalizers() {}

    /**
     * {@return the normalizer, or null if there is none}
     *
     * @param value what the file says
     */
    static @Nullable Normalizer of(JsonValue value) throws IOException {
        return value.isNull() ? null : normalizer(value);
    }

    private static Normalizer normalizer(JsonValue value) throws IOException {
        JsonValue type = value.get("type");
        return switch (type.string()) {
            case "Sequence" -> {
                List<Normalizer> parts = new ArrayList<>();
                for (JsonValue part : value.get("normalizers").elements()) {
                    parts.add(normalizer(part));
                }
                yield Normalizers.sequence(parts);
            }
            case "NFC" -> Normalizers.form(Form.NFC);
            case "NFD" -> Normalizers.form(Form.NFD);
            case "NFKC" -> Normalizers.form(Form.NFKC);
            case "NFKD" -> Normalizers.form(Form.NFKD);
            case "Lowercase" -> Normalizers.lowercase();
            case "Nmt" -> Normalizers.nmt();
            case "StripAccents" -> Normalizers.stripAccents();
            case "Strip" ->
                Normalizers.strip(
                        value.get("strip_left").bool(), value.get("strip_right").bool());
            case "Replace" -> {
                Pattern regex = regex(value.get("pattern"));
                String content = value.get("content").string();
                yield regex == null
                        ? Normalizers.replace(value.get("pattern").get("String").string(), content)
                        : Normalizers.replace(regex, content);
            }
            case "Prepend" -> Normalizers.prepend(value.get("prepend").string());
            case "BertNormalizer" -> {
                boolean lowercase = value.get("lowercase").bool(true);
                yield Normalizers.bert(
                        value.get("clean_text").bool(true),
                        value.get("handle_chinese_chars").bool(true),
                        value.get("strip_accents").bool(lowercase),
                        lowercase);
            }
            case "Precompiled" -> precompiled(value.get("precompiled_charsmap"));
            case "ByteLevel" -> Normalizers.byteLevel();
            default -> throw type.corrupt("a type of normalizer that is known");
        };
    }

    private static Normalizer precompiled(JsonValue map) throws IOException {
        byte[] rules;
        try {
            rules = Base64.getDecoder().decode(map.string());
        } catch (IllegalArgumentException e) {
            throw (IOException) map.corrupt("base64").initCause(e);
        }
        return rules.length == 0
                ? Normalizers.sequence(List.of())
                : ClusterNormalizer.read(map.source(), map.pointer(), rules);
    }

    /**
     * {@return the expression of a pattern, or null if it is a string}
     *
     * @param pattern what the file says
     */
    static @Nullable Pattern regex(JsonValue pattern) throws IOException {
        JsonValue regex = pattern.get("Regex");
        if (regex.isNull()) {
            if (pattern.get("String").isNull()) {
                throw pattern.corrupt("a field String or Regex");
            }
            return null;
        }
        try {
            return OnigurumaRegex.compile(regex.string());
        } catch (IllegalArgumentException e) {
            throw (IOException) regex.corrupt("an expression that means the same here: " + e.getMessage())
                    .initCause(e);
        }
    }
}
