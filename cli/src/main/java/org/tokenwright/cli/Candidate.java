package org.tokenwright.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.codelength.CodeLength;
import org.tokenwright.vocab.Vocabulary;

/** A tokenizer that is evaluated, and how often it has used each of its tokens. For one thread. */
final class Candidate {
    /** Instead of an order: the code length is not measured. */
    static final int NO_ORDER = -1;

    private final String name;
    private final Tokenizer tokenizer;
    private final @Nullable BpeModel model;
    private final Superwords superwords;
    private final Encoder encoder;
    private final long[] counts;
    private final @Nullable CodeLength codeLength;

    /**
     * Creates a candidate.
     *
     * @param name what it is called in tables
     * @param tokenizer the tokenizer
     * @param order up to which order of prediction the code length is measured, or {@link #NO_ORDER}
     */
    Candidate(String name, Tokenizer tokenizer, int order) {
        this.name = name;
        this.tokenizer = tokenizer;
        model = BpeModel.of(tokenizer);
        superwords = new Superwords(model);
        encoder = newEncoder();
        int ids = vocabulary().idBound();
        for (int special : tokenizer.specialTokens().ids().values()) {
            ids = Math.max(ids, special + 1);
        }
        counts = new long[ids];
        codeLength = order == NO_ORDER ? null : CodeLength.of(order, ids);
    }

    String name() {
        return name;
    }

    /** {@return the model, or null if the tokenizer is no byte-level BPE of ours} */
    @Nullable
    BpeModel model() {
        return model;
    }

    Vocabulary vocabulary() {
        return tokenizer.vocabulary();
    }

    /** {@return the bits of the vocabulary} */
    double vocabularyBits() {
        return model == null ? CodeLength.vocabularyBits(vocabulary()) : CodeLength.vocabularyBits(model);
    }

    /** {@return an encoder that takes special tokens in a text for text} */
    Encoder newEncoder() {
        return tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
    }

    /** {@return what has been measured of the code length, or null if it is not measured} */
    @Nullable
    CodeLength codeLength() {
        return codeLength;
    }

    /** Counts the tokens of a document, in each of the tallies too. */
    void count(byte[] bytes, int start, int end, int index, Tally... tallies) {
        int tokens = encoder.encode(bytes, start, end);
        int[] ids = encoder.ids();
        int found = 0;
        for (int i = 0; i < tokens; i++) {
            counts[ids[i]]++;
            found += superwords.contains(ids[i]) ? 1 : 0;
        }
        if (codeLength != null) {
            codeLength.startText();
            codeLength.add(ids, 0, tokens);
        }
        for (Tally tally : tallies) {
            tally.addTokens(index, tokens, found);
        }
    }

    /**
     * {@return the Rényi efficiency: the Rényi entropy of the tokens' shares over the logarithm of the size of the
     * vocabulary} Zouhar et al. 2023, "Tokenization and the noiseless channel".
     *
     * @param alpha the order of the entropy, above 1
     */
    double renyiEfficiency(double alpha) {
        double total = Arrays.stream(counts).sum();
        double sum = 0;
        for (long count : counts) {
            sum += Math.pow(count / total, alpha);
        }
        return total == 0
                ? 0
                : Math.log(sum) / (1 - alpha) / Math.log(vocabulary().size());
    }

    /** {@return number of tokens, special ones aside, that no document had} */
    int unused() {
        Vocabulary vocabulary = vocabulary();
        int unused = 0;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            unused += vocabulary.contains(id) && counts[id] == 0 ? 1 : 0;
        }
        return unused;
    }

    /** {@return how often the tokens were used that were used at all, falling} */
    long[] ranked() {
        long[] used = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
        for (int i = 0, j = used.length - 1; i < j; i++, j--) {
            long swapped = used[i];
            used[i] = used[j];
            used[j] = swapped;
        }
        return used;
    }

    /** {@return by length in bytes, which share of the tokens in the text have it} */
    double[] lengthShares() {
        Vocabulary vocabulary = vocabulary();
        double total = Math.max(Arrays.stream(counts).sum(), 1);
        double[] shares = new double[vocabulary.maxLength() + 1];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (counts[id] > 0 && vocabulary.contains(id)) {
                shares[vocabulary.length(id)] += counts[id] / total;
            }
        }
        return shares;
    }
}
