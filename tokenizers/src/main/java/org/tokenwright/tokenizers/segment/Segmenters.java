package org.tokenwright.tokenizers.segment;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Finds segmenters. All take time in proportion to the bytes of a text, whatever it is, and cut all bytes, UTF-8 or not, unless
 * something else is said.
 *
 * <table class="striped">
 *   <caption>The rules</caption>
 *   <thead>
 *     <tr><th>name</th><th>segments</th><th>looks back</th><th>looks ahead</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>{@code words}</td><td>words and signs, each with the spaces before it: what {@link LearnYourTokens} finds, but
 *         lossless. Signs are {@code : , ; . ! ? ' --} and the line feed. Bytewise</td>
 *         <td>1 byte</td><td>1 byte</td></tr>
 *     <tr><td>{@code spacebyte}, also {@code blt-space}</td><td>the patches of SpaceByte: up to each space-like byte whose
 *         byte before is not; the byte before a text is. Space-like is what is neither a letter or digit of ASCII nor a byte
 *         that continues a character. The patches of BLT with its spaces are the same, see {@link BltPatches}.
 *         Bytewise</td>
 *         <td>1 byte</td><td>none</td></tr>
 *     <tr><td>{@code uax29}</td><td>words and what is between them, by UAX #29 of Unicode 16.0, without tailoring</td>
 *         <td>1 bit more than a character; for flags all indicators before</td>
 *         <td>1 character, and the ignored ones before it</td></tr>
 *     <tr><td>{@code hat}</td><td>the words of hierarchical autoregressive transformers (arXiv 2501.10322): those of UAX #29,
 *         cut behind punctuation and between small and capital letters; then a space goes with the word behind it, and
 *         punctuation with what is before it. For the limit of bytes see {@link #limited}</td>
 *         <td>2 pieces</td><td>1 piece</td></tr>
 *     <tr><td>{@code tfree}</td><td>the words of T-FREE, spaces by themselves: special tokens {@code <|...|>}; runs of
 *         letters and of numbers that are no digits; every other character. {@link TFreeWords} makes words of these</td>
 *         <td>1 character</td><td>to the end of the line, behind {@code <|}</td></tr>
 *     <tr><td>{@code bytes:P}</td><td>patches of P bytes, the last of what is left</td>
 *         <td>none</td><td>none</td></tr>
 *     <tr><td>{@code characters:P}</td><td>patches of P code points</td>
 *         <td>none</td><td>none</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Where a rule knows characters, a byte that is not part of well-formed UTF-8 is one, like U+FFFD. {@code words},
 * {@code uax29}, {@code hat}, {@code tfree} and {@code characters} never cut a character; {@code spacebyte} and
 * {@code bytes} do.
 */
public final class Segmenters {
    private static final Pattern PATCH = Pattern.compile("(bytes|characters):([0-9]{1,9})");

    private static final List<NamedSegmenter> NAMED = List.of(
            new NamedSegmenter("words", SpacedWordStream::new),
            new NamedSegmenter("spacebyte", SpaceLikeStream::new),
            new NamedSegmenter("blt-space", SpaceLikeStream::new),
            new NamedSegmenter("uax29", () -> new CharacterStream(new UnicodeWordRule())),
            new NamedSegmenter("hat", () -> new CharacterStream(new HatRule())),
            new NamedSegmenter("tfree", () -> new CharacterStream(new TFreeRule())));

    private Segmenters() {}

    /**
     * {@return the names of all segmenters that need no model, P standing for a number}
     */
    public static List<String> names() {
        return Stream.concat(NAMED.stream().map(NamedSegmenter::name), Stream.of("bytes:P", "characters:P"))
                .toList();
    }

    /**
     * Returns a segmenter.
     *
     * @param name one of {@link #names()}, with a number of 1 or more in place of P
     * @return the segmenter
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Segmenter of(String name) {
        for (Segmenter named : NAMED) {
            if (named.name().equals(name)) {
                return named;
            }
        }
        Matcher patch = PATCH.matcher(name);
        if (!patch.matches()) {
            throw new IllegalArgumentException(
                    "there is no segmenter " + name + "; there are " + String.join(", ", names()));
        }
        int size = positive("patch size", Integer.parseInt(patch.group(2)));
        IntFunction<SegmentStream> streams = patch.group(1).equals("bytes")
                ? PatchStream::new
                : characters -> new CharacterStream(new CharacterPatchRule(characters));
        return new NamedSegmenter(patch.group(1) + ":" + size, () -> streams.apply(size));
    }

    /**
     * Returns the segmenter that begins a segment where a token begins. Tokens that share bytes of the text, and text that no
     * token covers, such as white space that a model leaves out, are in the segment before. Holds about 64 KiB of the text, more
     * only where {@link org.tokenwright.tokenizers.Encoder#lastCut} knows no place to cut, and then at most 1 GiB.
     *
     * @param tokenizer gives the tokens
     * @param policy what it does with special tokens in a text
     * @return the segmenter; refuses texts that the tokenizer refuses
     * @throws IllegalArgumentException if {@code policy} names a special token that the tokenizer does not have
     */
    public static Segmenter tokens(Tokenizer tokenizer, SpecialTokenPolicy policy) {
        tokenizer.newEncoder(policy);
        return new NamedSegmenter("tokens", () -> new TokenStream(tokenizer.newEncoder(policy)));
    }

    /**
     * Returns the segmenter that begins a patch where the next byte is uncertain. Refuses a text for which the model gives an
     * entropy that is no number.
     *
     * @param rule when it is uncertain enough
     * @param models makes a model for each stream
     * @return the segmenter
     */
    public static Segmenter entropy(EntropyRule rule, Supplier<? extends ByteEntropy> models) {
        return new NamedSegmenter("entropy", () -> new EntropyStream(rule, models.get()));
    }

    /**
     * Returns a segmenter that cuts longer segments of another, from the left: each time at the last place within the limit that
     * is inside no character, or at the limit if there is none. Keeps the segment that is open.
     *
     * @param segmenter the other
     * @param maxBytes the most bytes of a segment, 1 or more
     * @return the segmenter, by the name of the other
     * @throws IllegalArgumentException if {@code maxBytes} is less
     */
    public static Segmenter limited(Segmenter segmenter, int maxBytes) {
        positive("longest segment", maxBytes);
        return new NamedSegmenter(segmenter.name(), () -> new LimitedStream(segmenter.newStream(), maxBytes));
    }

    /** {@return a number that must be 1 or more} */
    static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + what + " is " + value + ", expected 1 or more");
        }
        return value;
    }
}
