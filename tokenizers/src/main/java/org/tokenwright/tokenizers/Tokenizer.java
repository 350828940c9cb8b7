package org.tokenwright.tokenizers;

import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * Turns text into ids and ids into text. Immutable, safe for any number of threads; what needs scratch memory is an
 * {@link Encoder}, which each thread makes for itself.
 */
public interface Tokenizer {
    /**
     * {@return the tokens, special ones aside}
     */
    Vocabulary vocabulary();

    /**
     * {@return the special tokens}
     */
    SpecialTokens specialTokens();

    /**
     * {@return what a token is for}
     *
     * @param id its id
     * @throws IllegalArgumentException if the id has no token
     */
    default TokenKind kind(int id) {
        if (specialTokens().bytes(id) != null) {
            return TokenKind.SPECIAL;
        }
        if (!vocabulary().contains(id)) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return TokenKind.TEXT;
    }

    /**
     * {@return an encoder for one thread}
     *
     * @param policy what it does with special tokens in a text
     * @throws IllegalArgumentException if {@code policy} names a special token that this tokenizer does not have
     */
    Encoder newEncoder(SpecialTokenPolicy policy);

    /**
     * {@return a decoder for ids that come one by one}
     */
    Decoder newDecoder();

    /**
     * {@return the special tokens that {@link BatchEncoder} puts around sequences unless told otherwise; no other method does}
     */
    default SequenceTemplate template() {
        return SequenceTemplate.PLAIN;
    }

    /**
     * {@return how {@link BatchEncoder} truncates rows unless told otherwise, or null if it does not; no other method does}
     */
    default @Nullable Truncation truncation() {
        return null;
    }

    /**
     * {@return how {@link BatchEncoder} pads rows unless told otherwise, or null if it does not; no other method does}
     */
    default @Nullable Padding padding() {
        return null;
    }

    /**
     * Encodes a text, refusing special tokens in it.
     *
     * @param text the text
     * @return its ids
     * @throws IllegalArgumentException if the text holds an unpaired surrogate or a special token, or a byte that no
     *     token covers
     */
    default int[] encode(CharSequence text) {
        return encode(text, SpecialTokenPolicy.RAISE);
    }

    /**
     * Encodes a text.
     *
     * @param text the text
     * @param policy what to do with special tokens
     * @return its ids
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, a special token that {@code policy}
     *     refuses, or a byte that no token covers
     */
    default int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        Encoder encoder = newEncoder(policy);
        int count = encoder.encode(text);
        return Arrays.copyOf(encoder.ids(), count);
    }

    /**
     * Encodes a text with the place of each token.
     *
     * @param text the text
     * @param policy what to do with special tokens
     * @param unit what the offsets count
     * @return ids and offsets
     * @throws IllegalArgumentException as {@link #encode(CharSequence, SpecialTokenPolicy)} does
     */
    default Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        Encoder encoder = newEncoder(policy);
        encoder.encode(text);
        return encoder.encoding(unit);
    }

    /**
     * Joins the bytes of tokens. Lossless.
     *
     * @param ids ids of tokens, special ones included
     * @return their bytes, one after the other
     * @throws IllegalArgumentException if an id has no token
     */
    byte[] decodeBytes(int... ids);

    /**
     * Decodes ids; bytes that are not UTF-8 (a text cut inside a character) become U+FFFD.
     *
     * @param ids ids of tokens, special ones included
     * @return the text
     * @throws IllegalArgumentException if an id has no token
     */
    default String decode(int... ids) {
        return decode(CodingErrorAction.REPLACE, ids);
    }

    /**
     * Decodes ids.
     *
     * @param malformed what becomes of bytes that are not UTF-8: replaced by U+FFFD, left out, or reported by an
     *     exception
     * @param ids ids of tokens, special ones included
     * @return the text
     * @throws IllegalArgumentException if an id has no token, or if the bytes are not UTF-8 and {@code malformed} is
     *     {@link CodingErrorAction#REPORT}
     */
    String decode(CodingErrorAction malformed, int... ids);
}
