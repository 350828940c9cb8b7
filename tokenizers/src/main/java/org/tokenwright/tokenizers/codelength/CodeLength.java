package org.tokenwright.tokenizers.codelength;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * How many bits the ids of texts take if each is coded as well as an {@link AdaptiveNgramModel} predicts it: a measure that
 * compares tokenizers, if it is divided by the bytes of the texts. For one thread.
 *
 * <pre>{@code
 * CodeLength length = CodeLength.of(2, tokenizer.vocabulary().idBound());
 * Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
 * for (byte[] utf8 : texts) {
 *     length.startText();
 *     length.add(encoder.ids(), 0, encoder.encode(utf8, 0, utf8.length));
 *     bytes += utf8.length;
 * }
 * double bitsPerByte = (length.bits(2) + CodeLength.vocabularyBits(model)) / bytes;
 * }</pre>
 *
 * <p>The greater a vocabulary, the fewer bits are left in the text: a fair comparison adds those of the vocabulary. Which texts
 * came before is learned, and where one ends is not paid for. After "LLMZip" (Valmeekam et al. 2023), which codes by a
 * language model; this is a number about n-grams, and says nothing of language models.
 */
public final class CodeLength {
    /** A probability is above 2^-(31 * 17 + 24), so that such a product times it is above the least double. */
    private static final double LEAST_PRODUCT = 0x1p-400;

    private final AdaptiveNgramModel model;
    private final double[] probabilities;

    /** By order: the bits so far, without those of the product of probabilities. */
    private final double[] bits;

    private final double[] products;

    private CodeLength(AdaptiveNgramModel model) {
        this.model = model;
        probabilities = new double[model.order() + 1];
        bits = new double[model.order() + 1];
        products = new double[model.order() + 1];
        Arrays.fill(products, 1);
    }

    /**
     * {@return the code length of nothing}
     *
     * @param order the greatest order to be measured, 0 to {@link AdaptiveNgramModel#MAX_ORDER}
     * @param symbols the number of ids, 1 to {@link AdaptiveNgramModel#MAX_SYMBOLS}
     * @throws IllegalArgumentException if one of them is outside its range
     */
    public static CodeLength of(int order, int symbols) {
        return new CodeLength(AdaptiveNgramModel.of(order, symbols));
    }

    /**
     * {@return the greatest order that is measured}
     */
    public int order() {
        return model.order();
    }

    /** Begins another text: the ids before it are no context. */
    public void startText() {
        model.startText();
    }

    /**
     * Adds the next ids of the text.
     *
     * @param ids the array that holds them
     * @param start index of the first
     * @param end index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}, or if an id is not one of 0 to the number of ids
     *     exclusive; those before it have been added
     */
    public void add(int[] ids, int start, int end) {
        Objects.checkFromToIndex(start, end, ids.length);
        for (int i = start; i < end; i++) {
            model.probabilities(ids[i], probabilities);
            model.append(ids[i]);
            for (int k = 0; k < products.length; k++) {
                products[k] *= probabilities[k];
                if (products[k] < LEAST_PRODUCT) {
                    bits[k] += bits(products[k]);
                    products[k] = 1;
                }
            }
        }
    }

    /**
     * {@return how many bits all ids take in a model of an order}
     *
     * @param order the order, 0 to the greatest
     * @throws IndexOutOfBoundsException if it is above that or negative
     */
    public double bits(int order) {
        return bits[order] + bits(products[order]);
    }

    private static double bits(double probability) {
        return -StrictMath.log(probability) / StrictMath.log(2);
    }

    /**
     * {@return whether the texts were so long that the model has learned no new contexts from some place on}
     */
    public boolean isFull() {
        return model.isFull();
    }

    /**
     * {@return how many bits a vocabulary takes: two ids for each merge, inside pretokens and of superwords, and one for each deletion,
     * where an id takes the logarithm of the size of the vocabulary} The tokens that are there before all merges, usually the
     * 256 bytes, and the pattern are not counted.
     *
     * @param model the model
     */
    public static double vocabularyBits(BpeModel model) {
        MergeTable supermerges = model.supermerges();
        long merges = (long) model.merges().size() + (supermerges == null ? 0 : supermerges.size());
        long ids = 2 * merges + model.deletions().size();
        return ids * bits(1.0 / Math.max(1, model.vocabulary().size()));
    }

    /**
     * {@return how many bits a vocabulary takes of which it is not known how it was made: two ids for each token of more than one
     * character, as if a merge had made it}
     *
     * @param vocabulary the vocabulary
     */
    public static double vocabularyBits(Vocabulary vocabulary) {
        long made = 0;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id) && vocabulary.length(id) > 1) {
                byte[] token = vocabulary.bytes(id);
                int first = CodePoints.at(token, 0, token.length);
                made += CodePoints.utf8Length(first) < token.length ? 1 : 0;
            }
        }
        return 2 * made * bits(1.0 / Math.max(1, vocabulary.size()));
    }
}
