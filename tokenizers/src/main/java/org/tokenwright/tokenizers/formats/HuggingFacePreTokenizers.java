package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.pipeline.PreTokenizer;
import org.tokenwright.tokenizers.pipeline.PreTokenizers;
import org.tokenwright.tokenizers.pipeline.SplitBehavior;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** Makes pre-tokenizers of what a file says of them. */
final class HuggingFacePreTokenizers {
    /*
     * Of the expressions that Pretokenizers knows, those are taken that mean the same to Oniguruma. Not so the newer form of
     * GPT-4's, where $ and {1,3}+ do not.
     */
    private static final List<String> SAME =
            List.of("gpt2", "gpt4", "gpt4o", "qwen2", "deepseek3", "superbpe1", "whitespace");

    /** The expressions of DeepSeek-V3, which cut one after the other, and for which there is one scanner. */
    private static final List<String> DEEPSEEK3 = List.of(
            "\\p{N}{1,3}",
            "[一-龥\u3040-ゟ゠-ヿ]+",
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+");

    private HuggingFacePreTokenizers() {}

    /**
     * {@return the pre-tokenizer, or null if there is none}
     *
     * @param value what the file says
     */
    static @Nullable PreTokenizer of(JsonValue value) throws IOException {
        return value.isNull() ? null : preTokenizer(value);
    }

    private static PreTokenizer preTokenizer(JsonValue value) throws IOException {
        JsonValue type = value.get("type");
        return switch (type.string()) {
            case "Sequence" -> sequence(value.get("pretokenizers").elements());
            case "ByteLevel" ->
                PreTokenizers.byteLevel(
                        value.get("add_prefix_space").bool(true),
                        value.get("use_regex").bool(true));
            case "Split" -> split(value);
            case "Metaspace" -> metaspace(value);
            case "BertPreTokenizer" -> PreTokenizers.bert();
            case "Whitespace" -> PreTokenizers.whitespace();
            case "WhitespaceSplit" -> PreTokenizers.whitespaceSplit();
            case "Punctuation" -> {
                JsonValue behavior = value.get("behavior");
                yield PreTokenizers.punctuation(behavior.isNull() ? SplitBehavior.ISOLATED : behavior(behavior));
            }
            case "Digits" -> PreTokenizers.digits(value.get("individual_digits").bool(false));
            case "CharDelimiterSplit" ->
                PreTokenizers.delimiter(value.get("delimiter").character());
            case "UnicodeScripts" -> PreTokenizers.unicodeScripts();
            case "FixedLength" -> PreTokenizers.fixedLength(value.get("length").number(1, Integer.MAX_VALUE));
            default -> throw type.corrupt("a type of pre-tokenizer that is known");
        };
    }

    private static PreTokenizer sequence(List<JsonValue> values) throws IOException {
        List<PreTokenizer> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (isDeepSeek(values.subList(i, values.size()))) {
                parts.add(PreTokenizers.split(Pretokenizers.of("deepseek3"), SplitBehavior.ISOLATED, false));
                i += DEEPSEEK3.size() - 1;
            } else {
                parts.add(preTokenizer(values.get(i)));
            }
        }
        return PreTokenizers.sequence(parts);
    }

    private static boolean isDeepSeek(List<JsonValue> values) throws IOException {
        boolean same = values.size() >= DEEPSEEK3.size();
        for (int i = 0; same && i < DEEPSEEK3.size(); i++) {
            JsonValue value = values.get(i);
            same = value.get("type").string().equals("Split") && isIsolating(value, DEEPSEEK3.get(i));
        }
        return same;
    }

    private static boolean isIsolating(JsonValue split, String expression) throws IOException {
        JsonValue regex = split.get("pattern").get("Regex");
        return !regex.isNull()
                && regex.string().equals(expression)
                && behavior(split.get("behavior")) == SplitBehavior.ISOLATED
                && !split.get("invert").bool(false);
    }

    private static PreTokenizer split(JsonValue value) throws IOException {
        JsonValue pattern = value.get("pattern");
        SplitBehavior behavior = behavior(value.get("behavior"));
        boolean inverted = value.get("invert").bool(false);
        JsonValue regex = pattern.get("Regex");
        Pretokenizer known = regex.isNull() ? null : known(regex.string());
        if (known != null) {
            return PreTokenizers.split(known, behavior, inverted);
        }
        Pattern compiled = HuggingFaceNormalizers.regex(pattern);
        return compiled == null
                ? PreTokenizers.split(pattern.get("String").string(), behavior, inverted)
                : PreTokenizers.split(compiled, behavior, inverted);
    }

    private static @Nullable Pretokenizer known(String regex) {
        if (!regex.contains("\\") || regex.contains("$") || OnigurumaRegex.repeatsInterval(regex)) {
            return null;
        }
        try {
            Pretokenizer pretokenizer = Pretokenizers.ofRegex(regex);
            return SAME.contains(pretokenizer.name()) ? pretokenizer : null;
        } catch (IllegalArgumentException notInJavasSyntax) {
            return null;
        }
    }

    private static SplitBehavior behavior(JsonValue value) throws IOException {
        String label = value.string();
        for (SplitBehavior behavior : SplitBehavior.values()) {
            if (behavior.label().equals(label)) {
                return behavior;
            }
        }
        throw value.corrupt("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous");
    }

    private static PreTokenizer metaspace(JsonValue value) throws IOException {
        JsonValue scheme = value.get("prepend_scheme");
        return PreTokenizers.metaspace(
                Character.toString(value.get("replacement").character()),
                scheme(scheme, value.get("add_prefix_space")),
                value.get("split").bool(true));
    }

    /**
     * {@return which pieces get a prefix}
     *
     * @param scheme what newer files say
     * @param prefixed what older files say
     */
    static String scheme(JsonValue scheme, JsonValue prefixed) throws IOException {
        String name = scheme.isNull() ? "always" : scheme.string();
        if (!name.equals("always") && !name.equals("first") && !name.equals("never")) {
            throw scheme.corrupt("always, first or never");
        }
        if (prefixed.bool(true)) {
            return name;
        }
        if (name.equals("first")) {
            throw prefixed.corrupt("true, since prepend_scheme is first");
        }
        return "never";
    }
}
