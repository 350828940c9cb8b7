package org.tokenwright.embeddings.hashing;

import java.util.Arrays;
import java.util.List;
import org.tokenwright.embeddings.VectorTable;

/**
 * The word embedding of spaCy: the numbers of several attributes of a token each have a vector by a {@link HashEmbed}; these stand
 * one behind the other, and a {@link Maxout} mixes them. Every token has a vector, the empty one too. Immutable if the tables are,
 * and then safe for any number of threads. ("Multi hash embeddings in spaCy", Miranda et al. 2022.)
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
    /** The seed of the first table's hash; the others have the numbers that follow. */
    public static final int FIRST_SEED = 8;

    private final Lexicon lexicon;
    private final List<LexicalAttribute> attributes;
    private final List<HashEmbed> tables;
    private final Maxout mixer;

    private MultiHashEmbed(Lexicon lexicon, List<LexicalAttribute> attributes, List<HashEmbed> tables, Maxout mixer) {
        this.lexicon = lexicon;
        this.attributes = attributes;
        this.tables = tables;
        this.mixer = mixer;
    }

    /**
     * {@return an embedding}
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
        if (attributes.isEmpty() || attributes.size() != tables.size()) {
            throw new IllegalArgumentException(attributes.size() + " attributes and " + tables.size()
                    + " tables, expected one or more, and as many");
        }
        HashEmbed[] embeds = new HashEmbed[tables.size()];
        for (int i = 0; i < embeds.length; i++) {
            embeds[i] = HashEmbed.of(tables.get(i), FIRST_SEED + i);
        }
        int width = Arrays.stream(embeds).mapToInt(HashEmbed::dimension).sum();
        if (width != mixer.inputs()) {
            throw new IllegalArgumentException("the mixer has " + mixer.inputs() + " inputs, expected " + width
                    + " as the tables have components");
        }
        return new MultiHashEmbed(lexicon, List.copyOf(attributes), List.of(embeds), mixer);
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
     * {@return the vectors of a token's attributes, one behind the other, before they are mixed}
     *
     * @param token the token
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public float[] concatenated(String token) {
        float[] all = new float[mixer.inputs()];
        int at = 0;
        for (int i = 0; i < tables.size(); i++) {
            float[] part = new float[tables.get(i).dimension()];
            tables.get(i).embed(lexicon.id(attributes.get(i), token), part);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    /** {@return the attributes, in the order of the tables} */
    public List<LexicalAttribute> attributes() {
        return attributes;
    }

    /** {@return the hash embedding of each attribute} */
    public List<HashEmbed> tables() {
        return tables;
    }

    /** {@return what mixes the vectors of the attributes} */
    public Maxout mixer() {
        return mixer;
    }
}
