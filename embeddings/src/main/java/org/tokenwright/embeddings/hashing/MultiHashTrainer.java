package org.tokenwright.embeddings.hashing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tokenwright.embeddings.VectorTable;

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

    private final List<TrainableTable> tables;
    private MultiHashEmbed current;
    private Maxout.Gradients gradients;

    private MultiHashTrainer(List<? extends TokenPart> parts, Maxout mixer) {
        tables = parts.stream().map(part -> TrainableTable.copyOf(part.table())).toList();
        current = MultiHashEmbed.of(over(parts, tables), mixer);
        gradients = new Maxout.Gradients(mixer);
    }

    private static List<TokenPart> over(List<? extends TokenPart> parts, List<? extends VectorTable> tables) {
        List<TokenPart> moved = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            moved.add(parts.get(i).over(tables.get(i)));
        }
        return moved;
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
        checkShape(width, pieces);
        SplittableRandom random = new SplittableRandom(seed);
        List<TrainableTable> tables = new ArrayList<>();
        for (int tableRows : rows) {
            tables.add(TrainableTable.uniform(tableRows, width, BOUND, random.nextLong()));
        }
        List<TokenPart> parts = MultiHashEmbed.attributes(lexicon, attributes, tables);
        Maxout mixer = Maxout.random(MultiHashEmbed.width(parts), width, pieces, random);
        return new MultiHashTrainer(parts, mixer);
    }

    /**
     * {@return a trainer of a new embedding of parts, the same for the same seed: weights of the mixer after Glorot and Bengio
     * (2010)}
     *
     * @param parts the parts, one or more, with tables to begin with, which are copied: {@link TrainableTable#uniform} for instance
     * @param width the number of components of a vector
     * @param pieces the number of linear functions for each component, 3 by default in spaCy
     * @param seed the seed of the mixer
     * @throws IllegalArgumentException if there is no part, or a number is less than 1
     */
    public static MultiHashTrainer random(List<? extends TokenPart> parts, int width, int pieces, long seed) {
        checkShape(width, pieces);
        Maxout mixer = Maxout.random(MultiHashEmbed.width(parts), width, pieces, new SplittableRandom(seed));
        return new MultiHashTrainer(parts, mixer);
    }

    private static void checkShape(int width, int pieces) {
        if (width < 1 || pieces < 1) {
            throw new IllegalArgumentException(
                    "width " + width + " and " + pieces + " pieces, expected 1 or more of each");
        }
    }

    /**
     * {@return a trainer that goes on with an embedding}
     *
     * @param embedding the embedding, of which the numbers are copied
     */
    public static MultiHashTrainer of(MultiHashEmbed embedding) {
        return new MultiHashTrainer(embedding.parts(), embedding.mixer());
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
            TokenPart part = current.parts().get(i);
            part.addGradient(token, gradient, at, tables.get(i));
            at += part.dimension();
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
        current = MultiHashEmbed.of(current.parts(), mixer);
        gradients = new Maxout.Gradients(mixer);
    }

    /** {@return the embedding as it is now, immutable} Copies the tables. */
    public MultiHashEmbed freeze() {
        List<FloatTable> frozen = tables.stream().map(TrainableTable::freeze).toList();
        return MultiHashEmbed.of(over(current.parts(), frozen), current.mixer());
    }
}
