package org.tokenwright.tokenizers.bpe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * A trained BPE, BoundlessBPE or SuperBPE model. Immutable, safe for any number of threads.
 *
 * <p>Training can delete tokens that it made before ({@link Deletions}). Merges still name them, so merges and deletions
 * speak of <em>symbols</em>: the id of a token of the vocabulary, or {@code vocabulary().idBound() + i} for the i-th of
 * {@link #deletedTokens()}. In models without deletions symbols and ids are the same. Encoding gives ids only.
 */
public final class BpeModel {
    /** The sum of the lengths of the tokens that are deleted, which memory grows with: at most 67,108,864 bytes. */
    public static final int MAX_DELETED_BYTES = 1 << 26;

    /** The largest number that the bound of all ids can be made a multiple of: 65,536. */
    public static final int MAX_MULTIPLE = 1 << 16;

    private static final Vocabulary NOTHING = Vocabulary.builder().build();

    private final Vocabulary vocabulary;
    private final int[] byteIds;
    private final @Nullable Alphabet alphabet;
    private final Normalization normalization;
    private final MergeTable merges;
    private final MergeOrder mergeOrder;
    private final boolean wholePretokens;
    private final @Nullable MergeTable supermerges;
    private final Deletions deletions;
    private final Vocabulary deletedTokens;
    private final int @Nullable [] mergesBefore;
    private final MergeRule mergeRule;
    private final SpecialTokens specialTokens;
    private final Pretokenizer pretokenizer;
    private final @Nullable TrainingSummary summary;
    private final @Nullable MergeCounts counts;
    private final Map<String, String> settings;

    private BpeModel(Builder builder) {
        vocabulary = builder.vocabulary;
        byteIds = byteIds(vocabulary);
        alphabet = alphabet(byteIds);
        normalization = builder.normalization;
        merges = builder.merges;
        mergeOrder = builder.mergeOrder;
        wholePretokens = builder.wholePretokens;
        supermerges = builder.supermerges;
        deletions = builder.deletions;
        deletedTokens = builder.deletedTokens;
        mergesBefore = builder.mergesBefore;
        mergeRule = builder.mergeRule;
        specialTokens = builder.specialTokens;
        pretokenizer = builder.pretokenizer;
        summary = builder.summary;
        counts = builder.counts;
        settings = builder.settings;
    }

    /**
     * {@return the model whose {@link #tokenizer()} a tokenizer is, or null for tokenizers of other kinds}
     *
     * @param tokenizer any tokenizer
     */
    public static @Nullable BpeModel of(Tokenizer tokenizer) {
        return tokenizer instanceof BpeTokenizer own ? own.model() : null;
    }

    /**
     * {@return a builder of a plain BPE model}
     *
     * @param vocabulary the tokens: bytes, products and whatever no merge makes
     * @param merges the merges inside pretokens
     * @param pretokenizer the pretokenizer
     */
    public static Builder builder(Vocabulary vocabulary, MergeTable merges, Pretokenizer pretokenizer) {
        return new Builder(vocabulary, merges, pretokenizer);
    }

    private static int[] byteIds(Vocabulary vocabulary) {
        int[] ids = new int[256];
        Arrays.setAll(ids, value -> vocabulary.longestPrefix(new byte[] {(byte) value}, 0, 1));
        return ids;
    }

    private static @Nullable Alphabet alphabet(int[] byteIds) {
        for (Alphabet alphabet : Alphabet.values()) {
            boolean found = true;
            for (int value = 0; value < 256; value++) {
                found &= alphabet.contains(value) ? byteIds[value] == alphabet.id(value) : byteIds[value] < 0;
            }
            if (found) {
                return alphabet;
            }
        }
        return null;
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
     * Adds special tokens behind all others, and after them as many as make the number of all tokens a multiple:
     * {@code <|reserved_0|>}, {@code <|reserved_1|>} and so on, those left out that there are. Ids that are there stay.
     *
     * @param tokens strings of special tokens
     * @param multiple what the bound of all ids is to be a multiple of, 1 to {@link #MAX_MULTIPLE}
     * @return a model with them
     * @throws IllegalArgumentException if a special token is there already, given twice or none that {@link SpecialTokens#of}
     *     takes, {@code multiple} is outside its range, or no ids are left
     */
    public BpeModel withSpecialTokens(List<String> tokens, int multiple) {
        if (multiple < 1 || multiple > MAX_MULTIPLE) {
            throw new IllegalArgumentException("the multiple is " + multiple + ", expected 1 to " + MAX_MULTIPLE);
        }
        Map<String, Integer> ids = new LinkedHashMap<>(specialTokens.ids());
        long bound = vocabulary.idBound();
        for (int id : ids.values()) {
            bound = Math.max(bound, id + 1L);
        }
        if (bound + tokens.size() + multiple > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the ids below " + bound + " leave no room for " + tokens.size()
                    + " more and a multiple of " + multiple);
        }
        int next = (int) bound;
        for (String token : tokens) {
            if (ids.putIfAbsent(token, next) != null) {
                throw new IllegalArgumentException("the special token " + token + " is there already");
            }
            next++;
        }
        for (int number = 0; next % multiple != 0; number++) {
            if (ids.putIfAbsent("<|reserved_" + number + "|>", next) == null) {
                next++;
            }
        }
        Builder builder = new Builder(vocabulary, merges, pretokenizer)
                .normalization(normalization)
                .mergeOrder(mergeOrder)
                .wholePretokens(wholePretokens)
                .mergeRule(mergeRule)
                .deletions(deletions, deletedTokens)
                .specialTokens(SpecialTokens.of(ids))
                .settings(settings);
        builder.supermerges = supermerges;
        builder.mergesBefore = mergesBefore;
        builder.summary = summary;
        builder.counts = counts;
        return builder.build();
    }

    /**
     * Makes a tokenizer over this model. The first encoder makes the tables that all share, about 150 bytes of memory and 400
     * nanoseconds for each token. An encoder begins with 1.5 MiB and remembers the ids of pretokens, for which it takes at most
     * 64 MiB more; the buffers for its input and output keep room for the longest of its recent texts.
     *
     * @return the tokenizer
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
     * {@return which bytes the vocabulary begins with, in ascending order; null if bytes have other ids}
     */
    public @Nullable Alphabet alphabet() {
        return alphabet;
    }

    /**
     * {@return the id of the token that is a single byte, or {@link Vocabulary#NO_ID} if there is none}
     *
     * @param value a byte, 0 to 255
     */
    public int byteId(int value) {
        return byteIds[value];
    }

    /**
     * {@return number of tokens that are a single byte}
     */
    public int byteTokens() {
        return (int) Arrays.stream(byteIds).filter(id -> id >= 0).count();
    }

    /**
     * {@return what is done to a text before it is cut into pretokens}
     */
    public Normalization normalization() {
        return normalization;
    }

    /**
     * {@return the merges inside pretokens, of symbols}
     */
    public MergeTable merges() {
        return merges;
    }

    /**
     * {@return which merge comes next where several apply}
     */
    public MergeOrder mergeOrder() {
        return mergeOrder;
    }

    /**
     * {@return whether a pretoken that is a token as a whole becomes that token, also where merges would give another result}
     */
    public boolean isWholePretokens() {
        return wholePretokens;
    }

    /**
     * {@return the merges of whole pretokens, or null for plain BPE}
     */
    public @Nullable MergeTable supermerges() {
        return supermerges;
    }

    /**
     * {@return the tokens that training deleted again}
     */
    public Deletions deletions() {
        return deletions;
    }

    /**
     * {@return the tokens that merges and deletions name and {@link #vocabulary()} no longer holds, numbered from 0 in the
     * order in which merges made them; empty if nothing was deleted}
     */
    public Vocabulary deletedTokens() {
        return deletedTokens;
    }

    /**
     * {@return whether merges and supermerges were made in one pass and are applied by one clock, as in models of the format
     * "word v1"; otherwise all supermerges are applied after the last merge}
     */
    public boolean isSinglePass() {
        return mergesBefore != null;
    }

    /**
     * {@return in a model of a single pass, how many merges inside pretokens were made before a supermerge}
     *
     * @param supermerge the rank of a supermerge
     * @throws IndexOutOfBoundsException if there is none
     * @throws IllegalStateException if the model is not of a single pass
     */
    public int mergesBefore(int supermerge) {
        if (mergesBefore == null) {
            throw new IllegalStateException("words and superwords were not made in a single pass");
        }
        return mergesBefore[supermerge];
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
     * {@return what training was asked for, by the names of the command line's options ({@code deletion-threshold}), in their
     * order there; a note, without meaning for encoding; empty if nobody knows}
     */
    public Map<String, String> settings() {
        return settings;
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

    /** Number of bytes of a symbol. */
    int symbolLength(int symbol) {
        return symbol < vocabulary.idBound()
                ? vocabulary.length(symbol)
                : deletedTokens.length(symbol - vocabulary.idBound());
    }

    /** Whether a number is a symbol. */
    boolean isSymbol(int symbol) {
        return vocabulary.contains(symbol) || deletedTokens.contains(symbol - vocabulary.idBound());
    }

    /**
     * {@return a copy of the bytes of a symbol}
     *
     * @param symbol the id of a token, or {@code vocabulary().idBound()} and the number of a deleted token
     * @throws IllegalArgumentException if there is no such symbol
     */
    public byte[] symbolBytes(int symbol) {
        return symbol < vocabulary.idBound()
                ? vocabulary.bytes(symbol)
                : deletedTokens.bytes(symbol - vocabulary.idBound());
    }

    int @Nullable [] mergesBefore() {
        return mergesBefore;
    }

    /** Collects the parts of a model. For one thread. */
    public static final class Builder {
        private final Vocabulary vocabulary;
        private final MergeTable merges;
        private final Pretokenizer pretokenizer;
        private MergeOrder mergeOrder = MergeOrder.TRAINED;
        private boolean wholePretokens;
        private Normalization normalization = Normalization.NONE;
        private @Nullable MergeTable supermerges;
        private Deletions deletions = Deletions.NONE;
        private Vocabulary deletedTokens = NOTHING;
        private int @Nullable [] mergesBefore;
        private MergeRule mergeRule = MergeRule.SIMPLE;
        private SpecialTokens specialTokens = SpecialTokens.NONE;
        private @Nullable TrainingSummary summary;
        private @Nullable MergeCounts counts;
        private Map<String, String> settings = Map.of();

        private Builder(Vocabulary vocabulary, MergeTable merges, Pretokenizer pretokenizer) {
            this.vocabulary = vocabulary;
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
         * Sets which merge comes next where several apply; that of training if this is never called.
         *
         * @param order the order
         * @return this
         */
        public Builder mergeOrder(MergeOrder order) {
            this.mergeOrder = order;
            return this;
        }

        /**
         * Sets whether a pretoken that is a token as a whole becomes that token, whatever merges would make of it; not so if
         * this is never called. Models of ranks (tiktoken) and files with {@code ignore_merges} do so.
         *
         * @param whole whether it does
         * @return this
         */
        public Builder wholePretokens(boolean whole) {
            this.wholePretokens = whole;
            return this;
        }

        /**
         * Sets what is done to a text before it is cut into pretokens; nothing if this is never called.
         *
         * @param normalization the normalization
         * @return this
         */
        public Builder normalization(Normalization normalization) {
            this.normalization = normalization;
            return this;
        }

        /**
         * Sets the tokens that training deleted again; none if this is never called.
         *
         * @param deletions the deletions
         * @param deletedTokens the tokens that merges and deletions name and the vocabulary does not hold, numbered from 0
         *     in the order in which merges made them first
         * @return this
         */
        public Builder deletions(Deletions deletions, Vocabulary deletedTokens) {
            this.deletions = deletions;
            this.deletedTokens = deletedTokens;
            return this;
        }

        /**
         * Makes it a model of a single pass, whose merges, deletions and supermerges share one clock. Deletions come before
         * supermerges that have as many merges before them.
         *
         * @param mergesBefore by rank of supermerges: how many merges inside pretokens were made before; ascending, equal
         *     numbers are allowed
         * @return this
         */
        public Builder singlePass(int[] mergesBefore) {
            this.mergesBefore = mergesBefore.clone();
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
         * Sets what training was asked for.
         *
         * @param settings values by name
         * @return this
         * @throws IllegalArgumentException if a name or value holds a line feed, or a name an equals sign
         */
        public Builder settings(Map<String, String> settings) {
            settings.forEach((name, value) -> {
                if (name.contains("=") || name.contains("\n") || value.contains("\n")) {
                    throw new IllegalArgumentException("the setting " + name
                            + " cannot be noted: it holds a line feed, or its name an equals sign");
                }
            });
            this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            return this;
        }

        /**
         * Checks the parts and builds the model.
         *
         * @return the model
         * @throws IllegalArgumentException if a merge or deletion names a symbol that there is not, a product is not its operands put together, a supermerge gives or takes a deleted
         *     token in a model of two passes, a deleted token is a single byte or not made before, the places of deletions
         *     or supermerges are not among the merges, supermerges or deletions meet an order of merges other than that of
         *     training, a special token has the id of another token, or the counts are of
         *     another model
         */
        public BpeModel build() {
            BpeModel model = new BpeModel(this);
            new ModelCheck(model).run();
            return model;
        }
    }
}
