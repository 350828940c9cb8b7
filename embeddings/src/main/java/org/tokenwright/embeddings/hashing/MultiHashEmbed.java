package org.tokenwright.embeddings.hashing;

import java.util.ArrayList;
import java.util.List;
import org.tokenwright.embeddings.VectorTable;

/**
 * The word embedding of spaCy: several {@link TokenPart parts} stand one behind the other, and a {@link Maxout} mixes them. Its
 * {@code MultiHashEmbed} has parts of attributes, and one of vectors perhaps; its {@code CharacterEmbed} one of bytes and one of the
 * token in lower case. Every token has a vector, the empty one too. Immutable if the tables are, and then safe for any number of
 * threads. ("Multi hash embeddings in spaCy", Miranda et al. 2022.)
 *
 * <pre>{@code
 * MultiHashEmbed embedding = MultiHashEmbed.of(
 *         Lexicon.of(Map.of()),
 *         List.of(LexicalAttribute.NORM, LexicalAttribute.PREFIX, LexicalAttribute.SUFFIX, LexicalAttribute.SHAPE),
 *         List.of(norms, prefixes, suffixes, shapes),
 *         mixer);
 * float[] vector = embedding.vector("iPhone14");
 * }</pre>
 */
public final class MultiHashEmbed implements WordEmbedding {
    /** The seed of the hash of the first attribute; the others have the numbers that follow. */
    public static final int FIRST_SEED = 8;

    private final List<TokenPart> parts;
    private final Maxout mixer;

    private MultiHashEmbed(List<TokenPart> parts, Maxout mixer) {
        this.parts = parts;
        this.mixer = mixer;
    }

    /**
     * {@return an embedding of attributes}
     *
     * @param lexicon gives the attributes
     * @param attributes which, one or more
     * @param tables the table of each
     * @param mixer mixes their vectors
     * @throws IllegalArgumentException if there are not as many tables as attributes, or one or more, or the mixer has not as many
     *     inputs as the tables have components together
     */
    public static MultiHashEmbed of(
            Lexicon lexicon, List<LexicalAttribute> attributes, List<? extends VectorTable> tables, Maxout mixer) {
        return of(attributes(lexicon, attributes, tables), mixer);
    }

    static List<TokenPart> attributes(
            Lexicon lexicon, List<LexicalAttribute> attributes, List<? extends VectorTable> tables) {
        if (attributes.isEmpty() || attributes.size() != tables.size()) {
            throw new IllegalArgumentException(attributes.size() + " attributes and " + tables.size()
                    + " tables, expected one or more, and as many");
        }
        List<TokenPart> parts = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            parts.add(TokenPart.attribute(lexicon, attributes.get(i), tables.get(i), FIRST_SEED + i));
        }
        return parts;
    }

    /**
     * {@return an embedding of parts}
     *
     * @param parts the parts, one or more
     * @param mixer mixes them
     * @throws IllegalArgumentException if there is no part, or the mixer has not as many inputs as the parts have components
     *     together
     */
    public static MultiHashEmbed of(List<? extends TokenPart> parts, Maxout mixer) {
        int width = width(parts);
        if (width != mixer.inputs()) {
            throw new IllegalArgumentException(
                    "the mixer has " + mixer.inputs() + " inputs, expected " + width + " as the parts have components");
        }
        return new MultiHashEmbed(List.copyOf(parts), mixer);
    }

    static int width(List<? extends TokenPart> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("0 parts, expected one or more");
        }
        int width = 0;
        for (TokenPart part : parts) {
            width = Math.addExact(width, part.dimension());
        }
        return width;
    }

    @Override
    public int dimension() {
        return mixer.outputs();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the word is not UTF-8
     */
    @Override
    public void embed(byte[] utf8, int start, int end, float[] vector) {
        mixer.apply(concatenated(Texts.string(utf8, start, end)), vector);
    }

    /**
     * {@return the parts of a token, one behind the other, before they are mixed}
     *
     * @param token the token
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public float[] concatenated(String token) {
        float[] all = new float[mixer.inputs()];
        int at = 0;
        for (TokenPart part : parts) {
            part.embed(token, all, at);
            at += part.dimension();
        }
        return all;
    }

    /** {@return the parts} */
    public List<TokenPart> parts() {
        return parts;
    }

    /** {@return what mixes the parts} */
    public Maxout mixer() {
        return mixer;
    }
}
