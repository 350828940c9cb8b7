package org.tokenwright.tokenizers.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * A tokenizer whose tokens are the 256 bytes; {@link ByteTokenizers} makes it. Any bytes can be encoded, UTF-8 or not. Encoding
 * costs a table look-up for each byte and 4 bytes of memory for its id; {@link Encoder#lastCut} knows a cut at every
 * character and takes constant time. Immutable, safe for any number of threads.
 *
 * <p>Special tokens come from a text only where {@link SpecialTokenPolicy} lets them. Decoding gives what the model's own program
 * gives: special tokens as their names in ByT5, as nothing in the others, and the unknown token of fairseq as a space.
 *
 * <p>What becomes of bytes that are not UTF-8 a {@link CodingErrorAction} says, for whole texts
 * ({@link #decode(CodingErrorAction, int...)}) and for ids as they come ({@link #newDecoder(CodingErrorAction)}):
 *
 * <ul>
 *   <li>{@link CodingErrorAction#REPLACE}: U+FFFD stands in their place;
 *   <li>{@link CodingErrorAction#IGNORE}: they are left out. What is left has as many characters as can be had of these bytes, since
 *       characters of UTF-8 never overlap: it is what fairseq's repair finds by dynamic programming;
 *   <li>{@link CodingErrorAction#REPORT}: an exception.
 * </ul>
 */
public final class ByteTokenizer implements Tokenizer {
    /*
     * values[id] is the byte of an id, or what is below for ids of other kinds.
     */
    private static final int NOTHING = -1;
    private static final int SPECIAL = -2;
    private static final int BYTES = 256;

    private final Vocabulary vocabulary;
    private final Profile profile;
    private final ByteUnits units;
    private final int[] values;

    /**
     * Creates a tokenizer.
     *
     * @param ids the id of each byte, which may be that of a special token
     */
    ByteTokenizer(int[] ids, Profile profile) {
        this.profile = profile;
        units = new ByteUnits(ids);
        int highest = Arrays.stream(ids).max().orElse(0);
        for (int id : profile.special().ids().values()) {
            highest = Math.max(highest, id);
        }
        values = new int[highest + 1];
        Arrays.fill(values, NOTHING);
        profile.special().ids().values().forEach(id -> values[id] = SPECIAL);
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int value = 0; value < BYTES; value++) {
            if (values[ids[value]] != SPECIAL) {
                values[ids[value]] = value;
                builder.put(ids[value], new byte[] {(byte) value});
            }
        }
        vocabulary = builder.build();
    }

    /** {@return the tokenizer whose bytes have the ids from one on} */
    static ByteTokenizer from(int first, Profile profile) {
        int[] ids = new int[BYTES];
        Arrays.setAll(ids, value -> first + value);
        return new ByteTokenizer(ids, profile);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public SpecialTokens specialTokens() {
        return profile.special();
    }

    @Override
    public SequenceTemplate template() {
        return profile.template();
    }

    @Override
    public @Nullable Padding padding() {
        return profile.padding();
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return new UnitEncoder(
                units,
                UnitEncoder.lookedFor(profile.special(), policy),
                policy.kind() == SpecialTokenPolicy.Kind.RAISE);
    }

    @Override
    public Decoder newDecoder() {
        return newDecoder(CodingErrorAction.REPLACE);
    }

    /**
     * {@return a decoder for ids that come one by one, which holds back incomplete characters}
     *
     * @param malformed what becomes of bytes that are not UTF-8; with {@link CodingErrorAction#REPORT} its methods throw
     *     {@link IllegalArgumentException} where it is certain that they are not, and begin another text
     */
    public Decoder newDecoder(CodingErrorAction malformed) {
        return new ByteDecoder(this, malformed);
    }

    /** {@return the byte of an id, or a negative number if it is that of a special token} */
    int value(int id) {
        int value = id < 0 || id >= values.length ? NOTHING : values[id];
        if (value == NOTHING) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return value;
    }

    /** {@return what a special token is decoded to} */
    byte[] surface(int id) {
        return Objects.requireNonNull(profile.surface(id));
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        long length = 0;
        for (int id : ids) {
            length += value(id) >= 0 ? 1 : surface(id).length;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the tokens hold " + length + " bytes, more than an array can");
        }
        byte[] bytes = new byte[(int) length];
        int end = 0;
        for (int id : ids) {
            int value = values[id];
            if (value >= 0) {
                bytes[end++] = (byte) value;
            } else {
                byte[] surface = surface(id);
                System.arraycopy(surface, 0, bytes, end, surface.length);
                end += surface.length;
            }
        }
        return bytes;
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        byte[] bytes = decodeBytes(ids);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(Objects.requireNonNull(malformed))
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the tokens' bytes are not UTF-8: " + e.getMessage(), e);
        }
    }
}
