package org.tokenwright.tokenizers.infilling;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * The special tokens of a family of models for infilling, and their places. Immutable.
 *
 * <table>
 * <caption>P: prefix, M: middle, S: suffix</caption>
 * <tr><th>name</th><th>PSM</th><th>SPM</th></tr>
 * <tr><td>{@code codellama}</td><td>{@code ▁<PRE>} P {@code ▁<SUF>} S {@code ▁<MID>} M {@code ▁<EOT>}</td>
 *     <td>{@code ▁<PRE> ▁<SUF>} S {@code ▁<MID>} P M {@code ▁<EOT>}</td></tr>
 * <tr><td>{@code starcoder}</td><td>{@code <fim_prefix>} P {@code <fim_suffix>} S {@code <fim_middle>} M {@code <|endoftext|>}</td>
 *     <td>{@code <fim_prefix> <fim_suffix>} S {@code <fim_middle>} P M {@code <|endoftext|>}</td></tr>
 * <tr><td>{@code deepseek-coder}</td><td>{@code <｜fim▁begin｜>} P {@code <｜fim▁hole｜>} S {@code <｜fim▁end｜>} M</td>
 *     <td>{@code <｜fim▁begin｜> <｜fim▁hole｜>} S {@code <｜fim▁end｜>} P M</td></tr>
 * <tr><td>{@code qwen-coder}, {@code codegemma}</td><td>{@code <|fim_prefix|>} P {@code <|fim_suffix|>} S {@code <|fim_middle|>} M</td>
 *     <td>none</td></tr>
 * <tr><td>{@code codestral}</td><td>none</td><td>{@code [SUFFIX]} S {@code [PREFIX]} P M</td></tr>
 * </table>
 *
 * <p>With the parts of FIM-SE, all but Codestral have R-Prefix and R-Suffix in the places of prefix and suffix, then {@code <START>}
 * L-Prefix {@code <END>} F-Suffix, the token of the middle, and the target. SPM is then the suffix token, R-Suffix, the prefix token,
 * R-Prefix, and the rest, the order with which FIM-SE was found to work.
 *
 * <p>As text, Code Llama's tokens have no marks, and spaces where SentencePiece needs them: {@code "<PRE> "}, P, {@code " <SUF>"}, S,
 * {@code " <MID>"}, M, {@code "<EOT>"}, or {@code "<PRE> <SUF>"}, S, {@code " <MID> "}, P, M, {@code "<EOT>"}. In text nothing tells a special token from the same characters in a document: where documents
 * come from outside, use ids.
 *
 * <p>Where a family has no token of its own behind the middle, it has that which ends all its documents, and which packing adds.
 */
public final class FimFormat {
    private static final String START = "<START>";
    private static final String END = "<END>";

    private final String name;
    private final Tokens tokens;
    private final Map<FimOrder, FimLayout> plain;
    private final Map<FimOrder, FimLayout> constrained;

    /**
     * The special tokens that have a place in every sample.
     *
     * @param prefix begins the prefix
     * @param suffix begins the suffix
     * @param middle begins the middle; null if nothing does
     * @param end stands behind the middle; null if nothing does
     */
    private record Tokens(
            String prefix,
            String suffix,
            @Nullable String middle,
            @Nullable String end) {}

    private FimFormat(
            String name, Tokens tokens, Map<FimOrder, FimLayout> plain, Map<FimOrder, FimLayout> constrained) {
        this.name = name;
        this.tokens = tokens;
        this.plain = plain;
        this.constrained = constrained;
    }

    /**
     * {@return the names of the formats that {@link #of(String)} knows: {@code codellama}, {@code starcoder}, {@code deepseek-coder},
     * {@code qwen-coder}, {@code codegemma} and {@code codestral}}
     */
    public static List<String> names() {
        return List.of("codellama", "starcoder", "deepseek-coder", "qwen-coder", "codegemma", "codestral");
    }

    /**
     * {@return the format of a family of models}
     *
     * @param name one of {@link #names()}
     * @throws IllegalArgumentException if it is another
     */
    public static FimFormat of(String name) {
        return switch (name) {
            case "codellama" -> codeLlama();
            case "starcoder" -> of(name, "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<|endoftext|>");
            case "deepseek-coder" ->
                of(
                        name,
                        "<\uFF5Cfim\u2581begin\uFF5C>",
                        "<\uFF5Cfim\u2581hole\uFF5C>",
                        "<\uFF5Cfim\u2581end\uFF5C>",
                        null);
            case "qwen-coder", "codegemma" ->
                prefixFirst(of(name, "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", null));
            case "codestral" -> codestral();
            default ->
                throw new IllegalArgumentException(
                        "there is no format " + name + " for infilling, expected one of " + names());
        };
    }

    /**
     * {@return a format of one's own}
     *
     * @param name its name, for messages
     * @param prefix the special token before the prefix
     * @param suffix the special token before the suffix
     * @param middle the special token before the middle
     * @param end the special token behind the middle; null for none
     */
    public static FimFormat of(String name, String prefix, String suffix, String middle, @Nullable String end) {
        return of(name, new Tokens(prefix, suffix, middle, end), END, UnaryOperator.identity());
    }

    private static FimFormat codeLlama() {
        Tokens tokens = new Tokens("\u2581<PRE>", "\u2581<SUF>", "\u2581<MID>", "\u2581<EOT>");
        return of("codellama", tokens, END, FimLayout::spaced);
    }

    private static FimFormat codestral() {
        Tokens tokens = new Tokens("[PREFIX]", "[SUFFIX]", null, null);
        FimLayout layout =
                FimLayout.of(tokens.suffix(), FimSection.SUFFIX, tokens.prefix(), FimSection.PREFIX, FimSection.MIDDLE);
        return new FimFormat("codestral", tokens, Map.of(FimOrder.SPM, layout), Map.of());
    }

    private static FimFormat prefixFirst(FimFormat format) {
        return new FimFormat(
                format.name,
                format.tokens,
                Map.of(FimOrder.PSM, format.layout(FimOrder.PSM, false)),
                format.constrained);
    }

    private static FimFormat of(String name, Tokens tokens, String constraintEnd, UnaryOperator<FimLayout> written) {
        Map<FimOrder, FimLayout> plain = new EnumMap<>(FimOrder.class);
        plain.put(
                FimOrder.PSM,
                written.apply(FimLayout.of(
                        tokens.prefix(),
                        FimSection.PREFIX,
                        tokens.suffix(),
                        FimSection.SUFFIX,
                        tokens.middle(),
                        FimSection.MIDDLE,
                        tokens.end())));
        plain.put(
                FimOrder.SPM,
                written.apply(FimLayout.of(
                        tokens.prefix(),
                        tokens.suffix(),
                        FimSection.SUFFIX,
                        tokens.middle(),
                        FimSection.PREFIX,
                        FimSection.MIDDLE,
                        tokens.end())));
        Map<FimOrder, FimLayout> constrained = new EnumMap<>(FimOrder.class);
        constrained.put(
                FimOrder.PSM,
                written.apply(FimLayout.of(
                        tokens.prefix(),
                        FimSection.R_PREFIX,
                        tokens.suffix(),
                        FimSection.R_SUFFIX,
                        START,
                        FimSection.L_PREFIX,
                        constraintEnd,
                        FimSection.F_SUFFIX,
                        tokens.middle(),
                        FimSection.TARGET,
                        tokens.end())));
        constrained.put(
                FimOrder.SPM,
                written.apply(FimLayout.of(
                        tokens.suffix(),
                        FimSection.R_SUFFIX,
                        tokens.prefix(),
                        FimSection.R_PREFIX,
                        START,
                        FimSection.L_PREFIX,
                        constraintEnd,
                        FimSection.F_SUFFIX,
                        tokens.middle(),
                        FimSection.TARGET,
                        tokens.end())));
        return new FimFormat(name, tokens, plain, constrained);
    }

    /** {@return this with another token before F-Suffix, as the reference program has it in training} */
    FimFormat withConstraintEnd(String token) {
        return of(name, tokens, token, UnaryOperator.identity());
    }

    /**
     * {@return the name}
     */
    public String name() {
        return name;
    }

    /**
     * {@return whether samples can be written in an order}
     *
     * @param order the order
     * @param constrained whether they are those of FIM-SE
     */
    public boolean has(FimOrder order, boolean constrained) {
        return (constrained ? this.constrained : plain).containsKey(order);
    }

    /** {@return the special tokens of samples: before prefix, suffix and middle, and behind the middle, as far as there are} */
    List<String> tokens() {
        return Stream.of(tokens.prefix(), tokens.suffix(), tokens.middle(), tokens.end())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    String prefixToken() {
        return tokens.prefix();
    }

    String suffixToken() {
        return tokens.suffix();
    }

    @Nullable
    String middleToken() {
        return tokens.middle();
    }

    /**
     * {@return a sample as text, to train on}
     *
     * @param sample the document
     * @param order what comes first
     * @throws IllegalArgumentException if this format has no such samples
     */
    public String text(FimSample sample, FimOrder order) {
        return layout(sample, order).text(sample);
    }

    /**
     * {@return the sample as text up to where a model begins to write}
     *
     * @param sample the document, of whose middle nothing is written
     * @param order what comes first
     * @throws IllegalArgumentException if this format has no such samples
     */
    public String prompt(FimSample sample, FimOrder order) {
        return layout(sample, order).prompt().text(sample);
    }

    FimLayout layout(FimSample sample, FimOrder order) {
        return layout(order, sample instanceof FimSeParts);
    }

    private FimLayout layout(FimOrder order, boolean constrained) {
        FimLayout layout = (constrained ? this.constrained : plain).get(order);
        if (layout == null) {
            throw new IllegalArgumentException(
                    name + " has no samples of the order " + order + (constrained ? " for FIM-SE" : ""));
        }
        return layout;
    }

    /**
     * {@return an encoder for one thread, which writes samples as ids}
     *
     * @param tokenizer gives the ids of sections, and those of special tokens by their names
     * @throws IllegalArgumentException if the tokenizer has not all special tokens of this format
     */
    public FimEncoder newEncoder(Tokenizer tokenizer) {
        return new FimEncoder(this, tokenizer);
    }
}
