package org.tokenwright.tokenizers.pipeline;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The steps of decoding that files name. Immutable, safe for any number of threads. */
public final class DecodeSteps {
    /** Tokens are joined with spaces between them: what is done where a file names no decoder. */
    public static final DecodeSteps SPACED = new DecodeSteps(
            List.of((next, malformed) -> mapping(next, (token, index) -> index == 0 ? token : " " + token)));

    private final List<DecodeStep> steps;

    private DecodeSteps(List<DecodeStep> steps) {
        this.steps = steps;
    }

    private static DecodeSteps of(DecodeStep step) {
        return new DecodeSteps(List.of(step));
    }

    /**
     * {@return steps one after the other}
     *
     * @param parts the steps
     */
    public static DecodeSteps sequence(List<DecodeSteps> parts) {
        return new DecodeSteps(
                parts.stream().flatMap(part -> part.steps.stream()).toList());
    }

    /** The steps. */
    List<DecodeStep> steps() {
        return steps;
    }

    /** {@return whether tokens are bytes written as characters, and there is nothing else to them} */
    boolean isByteLevel() {
        return steps.size() == 1 && steps.get(0).equals(ByteLevelStep.STEP);
    }

    /** What becomes of a token. */
    private interface Mapping {
        String apply(String token, int index);
    }

    private static TokenSink mapping(TokenSink next, Mapping mapping) {
        return new TokenStep(next) {
            @Override
            void token(String text, int index, TokenSink out) {
                give(mapping.apply(text, index), out);
            }
        };
    }

    /**
     * {@return the step from characters that stand for bytes to the text of these bytes}
     */
    public static DecodeSteps byteLevel() {
        return of(ByteLevelStep.STEP);
    }

    /**
     * {@return the step that replaces a string wherever it stands in a token}
     *
     * @param string the string; an empty one is found nowhere
     * @param content what stands there instead
     */
    public static DecodeSteps replace(String string, String content) {
        return string.isEmpty() ? sequence(List.of()) : of((next, malformed) -> new ReplaceStep(next, string, content));
    }

    /**
     * {@return the step that replaces the matches of an expression in every token}
     *
     * @param regex the expression
     * @param content what stands there instead, word for word
     */
    public static DecodeSteps replace(Pattern regex, String content) {
        Normalizer normalizer = Normalizers.replace(regex, content);
        UnaryOperator<String> replace = token -> Texts.normalized(normalizer, token);
        return of((next, malformed) -> mapping(next, (token, index) -> replace.apply(token)));
    }

    /**
     * {@return the step from tokens {@code <0x00>} to {@code <0xFF>} to the characters of these bytes; tokens in a row that
     * are not UTF-8 become U+FFFD each}
     */
    public static DecodeSteps byteFallback() {
        return of(ByteFallbackStep::new);
    }

    /**
     * {@return the step that makes one token of all}
     */
    public static DecodeSteps fuse() {
        return of((next, malformed) -> new FuseStep(next));
    }

    /**
     * {@return the step that takes a character from the ends of every token}
     *
     * @param character the character
     * @param start from its start, so many at most
     * @param end from its end, so many at most
     */
    public static DecodeSteps strip(char character, int start, int end) {
        return of((next, malformed) -> new StripStep(next, character, start, end));
    }

    /**
     * {@return the step from a character that stands for spaces to spaces}
     *
     * @param replacement the character
     * @param prefixed whether the first token has one that no space of the text has made
     */
    public static DecodeSteps metaspace(String replacement, boolean prefixed) {
        return of((next, malformed) ->
                mapping(next, (token, index) -> token.replace(replacement, index == 0 && prefixed ? "" : " ")));
    }

    /**
     * {@return the step that puts spaces before tokens, but those that go on with a word}
     *
     * @param prefix what these begin with
     * @param cleansUp whether spaces before punctuation and contractions are left out
     */
    public static DecodeSteps wordPiece(String prefix, boolean cleansUp) {
        return of((next, malformed) -> mapping(next, (token, index) -> {
            String text =
                    index == 0 ? token : token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
            return cleansUp ? cleanedUp(text) : text;
        }));
    }

    /**
     * {@return the step that puts a space in the place of the suffix that ends words, or nothing in the last token}
     *
     * @param suffix the suffix
     */
    public static DecodeSteps suffix(String suffix) {
        return of((next, malformed) -> new SuffixStep(next, suffix));
    }

    /**
     * {@return the step of connectionist temporal classification: of equal tokens in a row one is left, and pads are left out}
     *
     * @param pad the pad
     * @param delimiter what stands between words
     * @param cleansUp whether delimiters become spaces, and spaces before punctuation and contractions are left out
     */
    public static DecodeSteps ctc(String pad, String delimiter, boolean cleansUp) {
        return of((next, malformed) -> new CtcStep(next, pad, delimiter, cleansUp));
    }

    static String cleanedUp(String text) {
        return text.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" do not", " don't")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }
}
