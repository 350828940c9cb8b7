package org.tokenwright.tokenizers.bpe;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** A trained BPE or BoundlessBPE model. Immutable, safe for any number of threads. */
public final class BpeModel {
    private final Vocabulary vocabulary;
    private final Alphabet alphabet;
    private final MergeTable merges;
    private final @Nullable MergeTable supermerges;
    private final MergeRule mergeRule;
    private final SpecialTokens specialTokens;
    private final Pretokenizer pretokenizer;
    private final @Nullable TrainingSummary summary;
    private final @Nullable MergeCounts counts;

    private BpeModel(Builder builder) {
        vocabulary = builder.vocabulary;
        alphabet = builder.alphabet;
        merges = builder.merges;
        supermerges = builder.supermerges;
        mergeRule = builder.mergeRule;
        specialTokens = builder.specialTokens;
        pretokenizer = builder.pretokenizer;
        summary = builder.summary;
        counts = builder.counts;
    }

    /**
     * {@return a builder of a plain BPE model}
     *
     * @param vocabulary the tokens: base bytes and products
     * @param alphabet which bytes the vocabulary begins with
     * @param merges the merges inside pretokens
     * @param pretokenizer the pretokenizer
     */
    public static Builder builder(
            Vocabulary vocabulary, Alphabet alphabet, MergeTable merges, Pretokenizer pretokenizer) {
        return new Builder(vocabulary, alphabet, merges, pretokenizer);
    }

    /**
     * Loads a model that {@link #save} has written.
     *
     * @param path the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if the file is another, or malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel load(Path path) throws IOException {
        return BpeModelFile.read(path);
    }

    /**
     * Saves the model in our own format. The same model gives the same bytes.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public void save(Path path) throws IOException {
        BpeModelFile.writer(this).write(path);
    }

    /**
     * {@return a tokenizer over this model}
     */
    public Tokenizer tokenizer() {
        return new BpeTokenizer(this);
    }

    /**
     * {@return the tokens: base bytes, products of merges and of supermerges; special tokens are not among them}
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * {@return which bytes the vocabulary begins with}
     */
    public Alphabet alphabet() {
        return alphabet;
    }

    /**
     * {@return the merges inside pretokens}
     */
    public MergeTable merges() {
        return merges;
    }

    /**
     * {@return the merges of whole pretokens, or null for plain BPE}
     */
    public @Nullable MergeTable supermerges() {
        return supermerges;
    }

    /**
     * {@return which pretokens took part in supermerges; without meaning for plain BPE}
     */
    public MergeRule mergeRule() {
        return mergeRule;
    }

    /**
     * {@return the special tokens}
     */
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    /**
     * {@return the pretokenizer}
     */
    public Pretokenizer pretokenizer() {
        return pretokenizer;
    }

    /**
     * {@return what the model was trained on, or null if the file did not say}
     */
    public @Nullable TrainingSummary summary() {
        return summary;
    }

    /**
     * {@return how often tokens occurred in training, or null if the file did not say}
     */
    public @Nullable MergeCounts counts() {
        return counts;
    }

    /**
     * Computes the fingerprint. Costs one pass over the whole model.
     *
     * @return 64 hexadecimal digits, equal exactly for models with the same content; notes on the training do not count
     */
    public String fingerprint() {
        return BpeModelFile.writer(this).fingerprint();
    }

    /** Number of bytes of a token, ordinary or special. */
    int length(int id) {
        return vocabulary.contains(id) ? vocabulary.length(id) : special(id).length;
    }

    /** Copies the bytes of a token, ordinary or special, and returns their number. */
    int copy(int id, byte[] target, int offset) {
        if (vocabulary.contains(id)) {
            return vocabulary.copy(id, target, offset);
        }
        byte[] token = special(id);
        System.arraycopy(token, 0, target, offset, token.length);
        return token.length;
    }

    private byte[] special(int id) {
        byte @Nullable [] token = specialTokens.bytes(id);
        if (token == null) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return token;
    }

    /** Collects the parts of a model. For one thread. */
    public static final class Builder {
        private final Vocabulary vocabulary;
        private final Alphabet alphabet;
        private final MergeTable merges;
        private final Pretokenizer pretokenizer;
        private @Nullable MergeTable supermerges;
        private MergeRule mergeRule = MergeRule.SIMPLE;
        private SpecialTokens specialTokens = SpecialTokens.NONE;
        private @Nullable TrainingSummary summary;
        private @Nullable MergeCounts counts;

        private Builder(Vocabulary vocabulary, Alphabet alphabet, MergeTable merges, Pretokenizer pretokenizer) {
            this.vocabulary = vocabulary;
            this.alphabet = alphabet;
            this.merges = merges;
            this.pretokenizer = pretokenizer;
        }

        /**
         * Makes it a BoundlessBPE model.
         *
         * @param supermerges the merges of whole pretokens
         * @return this
         */
        public Builder supermerges(MergeTable supermerges) {
            this.supermerges = supermerges;
            return this;
        }

        /**
         * Sets which pretokens take part in supermerges; the simple rule if this is never called.
         *
         * @param rule the rule
         * @return this
         */
        public Builder mergeRule(MergeRule rule) {
            this.mergeRule = rule;
            return this;
        }

        /**
         * Sets the special tokens; none if this is never called.
         *
         * @param specialTokens the special tokens
         * @return this
         */
        public Builder specialTokens(SpecialTokens specialTokens) {
            this.specialTokens = specialTokens;
            return this;
        }

        /**
         * Sets what the model was trained on.
         *
         * @param summary the summary
         * @return this
         */
        public Builder summary(TrainingSummary summary) {
            this.summary = summary;
            return this;
        }

        /**
         * Sets how often tokens occurred in training.
         *
         * @param counts the counts
         * @return this
         */
        public Builder counts(MergeCounts counts) {
            this.counts = counts;
            return this;
        }

        /**
         * Checks the parts and builds the model.
         *
         * @return the model
         * @throws IllegalArgumentException if the vocabulary does not begin with the alphabet, a merge names an id without a
         *     token, a product is not its operands put together, a special token has the id of another token, or the counts
         *     are of another model
         */
        public BpeModel build() {
            checkAlphabet();
            checkMerges("merge", merges);
            if (supermerges != null) {
                checkMerges("supermerge", supermerges);
            }
            if (counts != null) {
                checkCounts(counts);
            }
            for (int id : specialTokens.ids().values()) {
                if (vocabulary.contains(id)) {
                    throw new IllegalArgumentException("special token and ordinary token share the id " + id);
                }
            }
            return new BpeModel(this);
        }

        private void checkAlphabet() {
            for (int value = 0; value < 256; value++) {
                int id = alphabet.id(value);
                if (id >= 0 && !(vocabulary.contains(id) && isByte(vocabulary.bytes(id), value))) {
                    throw new IllegalArgumentException("token " + id + " is not the byte " + value
                            + ", which has that id in the alphabet " + alphabet.label());
                }
            }
        }

        private static boolean isByte(byte[] token, int value) {
            return token.length == 1 && token[0] == (byte) value;
        }

        private void checkCounts(MergeCounts known) {
            int supers = supermerges == null ? 0 : supermerges.size();
            if (known.tokens().length != vocabulary.idBound()
                    || known.merges().length != merges.size()
                    || known.completing().length() > merges.size()
                    || known.supermerges().length != supers
                    || known.completingRuns().length() > supers) {
                throw new IllegalArgumentException("the counts are of another model: "
                        + known.tokens().length + " tokens, " + known.merges().length + " merges and "
                        + known.supermerges().length + " supermerges, expected " + vocabulary.idBound() + ", "
                        + merges.size() + " and " + supers);
            }
        }

        private void checkMerges(String kind, MergeTable table) {
            for (int rank = 0; rank < table.size(); rank++) {
                int left = table.left(rank);
                int right = table.right(rank);
                int product = table.product(rank);
                if (!vocabulary.contains(left) || !vocabulary.contains(right) || !vocabulary.contains(product)) {
                    throw new IllegalArgumentException(kind + " " + rank + " of the tokens " + left + " and " + right
                            + " to " + product + " names an id without a token");
                }
                if (!vocabulary.isConcatenation(product, left, right)) {
                    throw new IllegalArgumentException(kind + " " + rank + ": token " + product + " is not the tokens "
                            + left + " and " + right + " put together");
                }
            }
        }
    }
}
