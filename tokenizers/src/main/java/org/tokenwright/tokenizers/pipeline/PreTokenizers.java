package org.tokenwright.tokenizers.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** The pre-tokenizers that files name. */
public final class PreTokenizers {
    private PreTokenizers() {}

    /**
     * {@return pre-tokenizers one after the other}
     *
     * @param parts the pre-tokenizers, which may be none
     */
    public static PreTokenizer sequence(List<PreTokenizer> parts) {
        return parts.size() == 1 ? parts.get(0) : new SequencePreTokenizer(List.copyOf(parts));
    }

    /**
     * {@return the pre-tokenizer that cuts at a string}
     *
     * @param string the string
     * @param behavior what becomes of it where it stands
     * @param inverted whether what is between counts as found, and the other way round
     */
    public static PreTokenizer split(String string, SplitBehavior behavior, boolean inverted) {
        TextPattern pattern = string.isEmpty() ? new RegexPattern(Pattern.compile("")) : new LiteralPattern(string);
        return new SplitPreTokenizer(pattern, behavior, inverted);
    }

    /**
     * {@return the pre-tokenizer that cuts at the matches of an expression}
     *
     * @param regex the expression
     * @param behavior what becomes of the matches
     * @param inverted whether what is between counts as a match, and the other way round
     */
    public static PreTokenizer split(Pattern regex, SplitBehavior behavior, boolean inverted) {
        return new SplitPreTokenizer(new RegexPattern(regex), behavior, inverted);
    }

    /**
     * {@return the pre-tokenizer that cuts at the pretokens of a pretokenizer, which cover every text}
     *
     * @param pretokenizer the pretokenizer
     * @param behavior what becomes of them
     * @param inverted whether what is between counts as a match, and the other way round
     */
    public static PreTokenizer split(Pretokenizer pretokenizer, SplitBehavior behavior, boolean inverted) {
        return new SplitPreTokenizer(new ScannerPattern(pretokenizer), behavior, inverted);
    }

    /**
     * {@return the pre-tokenizer of byte-level BPE}
     *
     * @param spaced whether every piece that begins with no space gets one
     * @param cuts whether pieces are cut by the pattern of GPT-2
     */
    public static PreTokenizer byteLevel(boolean spaced, boolean cuts) {
        return new ByteLevelPreTokenizer(
                spaced,
                cuts ? split(Pretokenizers.of("gpt2"), SplitBehavior.ISOLATED, false) : sequence(List.of()),
                true);
    }

    /**
     * {@return the pre-tokenizer that puts a space before every piece that begins with none}
     */
    public static PreTokenizer spaced() {
        return new ByteLevelPreTokenizer(true, sequence(List.of()), false);
    }

    /**
     * {@return the pre-tokenizer that writes spaces as another character}
     *
     * @param replacement the character
     * @param scheme which pieces get one before them: "always", "first" or "never"
     * @param splits whether pieces are cut before each
     * @throws IllegalArgumentException if there is no such scheme
     */
    public static PreTokenizer metaspace(String replacement, String scheme, boolean splits) {
        MetaspacePreTokenizer.Prefix prefix = switch (scheme) {
            case "always" -> MetaspacePreTokenizer.Prefix.ALWAYS;
            case "first" -> MetaspacePreTokenizer.Prefix.FIRST;
            case "never" -> MetaspacePreTokenizer.Prefix.NEVER;
            default -> throw new IllegalArgumentException("no scheme: " + scheme);
        };
        return new MetaspacePreTokenizer(replacement, prefix, splits);
    }

    /**
     * {@return the pre-tokenizer of BERT: white space is left out, punctuation stands alone}
     */
    public static PreTokenizer bert() {
        return sequence(List.of(whitespaceSplit(), punctuation(SplitBehavior.ISOLATED)));
    }

    /**
     * {@return the pre-tokenizer that takes words, and what is neither word nor white space}
     */
    public static PreTokenizer whitespace() {
        return new SplitPreTokenizer(new WordPattern(), SplitBehavior.REMOVED, true);
    }

    /**
     * {@return the pre-tokenizer that leaves out white space}
     */
    public static PreTokenizer whitespaceSplit() {
        return new SplitPreTokenizer(new CharacterPattern(Characters::isWhiteSpace), SplitBehavior.REMOVED, false);
    }

    /**
     * {@return the pre-tokenizer that cuts at punctuation}
     *
     * @param behavior what becomes of it
     */
    public static PreTokenizer punctuation(SplitBehavior behavior) {
        return new SplitPreTokenizer(new CharacterPattern(Characters::isPunctuation), behavior, false);
    }

    /**
     * {@return the pre-tokenizer that keeps numbers apart}
     *
     * @param single whether each of their characters stands alone
     */
    public static PreTokenizer digits(boolean single) {
        return new SplitPreTokenizer(
                new CharacterPattern(Characters::isNumber),
                single ? SplitBehavior.ISOLATED : SplitBehavior.CONTIGUOUS,
                false);
    }

    /**
     * {@return the pre-tokenizer that leaves out a character and cuts there}
     *
     * @param codePoint the character
     */
    public static PreTokenizer delimiter(int codePoint) {
        return new SplitPreTokenizer(new CharacterPattern(found -> found == codePoint), SplitBehavior.REMOVED, false);
    }

    /**
     * {@return the pre-tokenizer that cuts where one script follows another}
     */
    public static PreTokenizer unicodeScripts() {
        return new SplitPreTokenizer(new ScriptPattern(), SplitBehavior.REMOVED, true);
    }

    /**
     * {@return the pre-tokenizer that cuts into pieces of so many characters}
     *
     * @param length how many code points, 1 or more
     */
    public static PreTokenizer fixedLength(int length) {
        return new SplitPreTokenizer(new LengthPattern(length), SplitBehavior.ISOLATED, false);
    }

    /**
     * {@return the pretokenizer that cuts as a pre-tokenizer does whose last part writes bytes as characters; null if it does
     * anything besides}
     *
     * @param preTokenizer the pre-tokenizer
     */
    public static @Nullable Pretokenizer byteLevelPretokenizer(PreTokenizer preTokenizer) {
        List<PreTokenizer> parts = new ArrayList<>();
        flatten(preTokenizer, parts);
        if (parts.isEmpty()
                || !(parts.remove(parts.size() - 1) instanceof ByteLevelPreTokenizer last)
                || !last.shown()) {
            return null;
        }
        if (last.spaced() && !parts.isEmpty()) {
            return null;
        }
        flatten(last.cutter(), parts);
        List<SplitPreTokenizer> splits = new ArrayList<>();
        for (PreTokenizer part : parts) {
            if (!(part instanceof SplitPreTokenizer split) || !split.isCovering()) {
                return null;
            }
            splits.add(split);
        }
        if (splits.isEmpty()) {
            return Pretokenizers.of("none");
        }
        return splits.size() == 1
                        && splits.get(0).isScanner()
                        && splits.get(0).pattern() instanceof ScannerPattern scanner
                ? scanner.pretokenizer()
                : new SplitPretokenizer(splits);
    }

    /**
     * {@return whether a pre-tokenizer of which {@link #byteLevelPretokenizer} knows how it cuts puts a space before a text
     * that begins with none}
     *
     * @param preTokenizer the pre-tokenizer
     */
    public static boolean isSpaced(PreTokenizer preTokenizer) {
        List<PreTokenizer> parts = new ArrayList<>();
        flatten(preTokenizer, parts);
        return parts.get(parts.size() - 1) instanceof ByteLevelPreTokenizer last && last.spaced();
    }

    private static void flatten(PreTokenizer preTokenizer, List<PreTokenizer> parts) {
        if (preTokenizer instanceof SequencePreTokenizer sequence) {
            sequence.parts().forEach(part -> flatten(part, parts));
        } else {
            parts.add(preTokenizer);
        }
    }
}
