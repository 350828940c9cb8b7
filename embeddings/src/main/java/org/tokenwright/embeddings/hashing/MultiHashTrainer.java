package org.tokenwright.embeddings.hashing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains a {@link MultiHashEmbed}: tables and mixer learn from the gradients of tokens' vectors. For one thread; {@link #freeze}
 * gives the immutable embedding.
 *
 * <pre>{@code
 * MultiHashTrainer trainer = MultiHashTrainer.random(lexicon, attributes, List.of(5_000, 1_000, 2_500, 2_500), 96, 3, seed);
 * float[] vector = trainer.vector("token");
 * trainer.addGradient("token", gradient);
 * trainer.step(0.01f);
 * }</pre>
 */
public final class MultiHashTrainer {
    private static final float BOUND = 0.1f;

    private final Lexicon lexicon;
    private final List<LexicalAttribute> attributes;
    private final List<TrainableTable> tables;
    private MultiHashEmbed current;
    private Maxout.Gradients gradients;

    private MultiHashTrainer(
            Lexicon lexicon, List<LexicalAttribute> attributes, List<TrainableTable> tables, Maxout mixer) {
        this.lexicon = lexicon;
        this.attributes = attributes;
        this.tables = tables;
        this.current = MultiHashEmbed.of(lexicon, attributes, tables, mixer);
        this.gradients = new Maxout.Gradients(mixer);
    }

    /**
     * {@return a trainer of a new embedding, the same for the same seed: tables uniform in {@code [-0.1, 0.1)}, weights of the mixer
     * after Glorot and Bengio (2010)}
     *
     * @param lexicon gives the attributes
     * @param attributes which, one or more
     * @param rows the number of rows of each table
     * @param width the number of components of each row and of a vector
     * @param pieces the number of linear functions for each component, 3 by default in spaCy
     * @param seed the seed
     * @throws IllegalArgumentException if there are not as many numbers of rows as attributes, or a number is less than 1
     */
    public static MultiHashTrainer random(
            Lexicon lexicon, List<LexicalAttribute> attributes, List<Integer> rows, int width, int pieces, long seed) {
        if (width < 1 || pieces < 1) {
            throw new IllegalArgumentException(
                    "width " + width + " and " + pieces + " pieces, expected 1 or more of each");
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<TrainableTable> tables = new ArrayList<>();
        for (int tableRows : rows) {
            tables.add(TrainableTable.uniform(tableRows, width, BOUND, random.nextLong()));
        }
        Maxout mixer = Maxout.random(Math.multiplyExact(width, Math.max(1, rows.size())), width, pieces, random);
        return new MultiHashTrainer(lexicon, List.copyOf(attributes), List.copyOf(tables), mixer);
    }

    /**
     * {@return a trainer that goes on with an embedding}
     *
     * @param embedding the embedding, of which the numbers are copied
     */
    public static MultiHashTrainer of(MultiHashEmbed embedding) {
        return new MultiHashTrainer(
                embedding.lexicon(),
                embedding.attributes(),
                embedding.tables().stream()
                        .map(table -> TrainableTable.copyOf(table.table()))
                        .toList(),
                embedding.mixer());
    }

    /**
     * {@return the vector of a token as it is now}
     *
     * @param token the token
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public float[] vector(String token) {
        return current.vector(token);
    }

    /**
     * Adds the gradient of a token's vector to all that it is made of.
     *
     * @param token the token
     * @param gradient the gradient, of the length of a vector
     * @throws IllegalArgumentException if the token holds an unpaired surrogate, or {@code gradient} has another length
     */
    public void addGradient(String token, float[] gradient) {
        if (gradient.length != current.dimension()) {
            throw new IllegalArgumentException(
                    "a gradient of " + gradient.length + " components, expected " + current.dimension());
        }
        float[] input = current.concatenated(token);
        addConcatenatedGradient(token, current.mixer().backward(input, gradient, gradients));
    }

    void addConcatenatedGradient(String token, float[] gradient) {
        int at = 0;
        for (int i = 0; i < tables.size(); i++) {
            HashEmbed embed = current.tables().get(i);
            embed.addGradient(lexicon.id(attributes.get(i), token), gradient, at, tables.get(i));
            at += embed.dimension();
        }
    }

    TrainableTable table(int index) {
        return tables.get(index);
    }

    Maxout.Gradients mixerGradients() {
        return gradients;
    }

    /**
     * Moves everything against its gradient and begins new gradients.
     *
     * @param rate the learning rate
     * @throws ArithmeticException if a number would become infinite or no number; the embedding is then no longer of use
     */
    public void step(float rate) {
        Maxout mixer = current.mixer().step(gradients, rate);
        for (TrainableTable table : tables) {
            table.step(rate);
        }
        current = MultiHashEmbed.of(lexicon, attributes, tables, mixer);
        gradients = new Maxout.Gradients(mixer);
    }

    /** {@return the embedding as it is now, immutable} Copies the tables. */
    public MultiHashEmbed freeze() {
        return MultiHashEmbed.of(
                lexicon, attributes, tables.stream().map(TrainableTable::freeze).toList(), current.mixer());
    }
}
