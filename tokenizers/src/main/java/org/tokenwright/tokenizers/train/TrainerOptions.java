package org.tokenwright.tokenizers.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.SpecialTokens;

/** How a vocabulary is trained. Immutable; a {@link Builder} changes single options. */
public final class TrainerOptions {
    /** The largest vocabulary: 2^24 tokens. */
    public static final int MAX_VOCABULARY_SIZE = 1 << 24;

    /**
     * The longest token that training makes: 4,096 bytes. Without a bound, ties between pairs that occur once let one token
     * swallow a long pretoken byte by byte, and the vocabulary grow with the square of its size.
     */
    public static final int MAX_TOKEN_BYTES = 4096;

    private final int vocabularySize;
    private final Pretokenizer pretokenizer;
    private final Normalization normalization;
    private final MergeRule mergeRule;
    private final Alphabet alphabet;
    private final int supermerges;
    private final double deletionThreshold;
    private final DeletionParts deletionParts;
    private final long minCount;
    private final int maxTokenBytes;
    private final int maxWords;
    private final boolean splitRuns;
    private final @Nullable Path pretokenDump;
    private final @Nullable Path runDump;
    private final List<String> specialTokens;
    private final int padTo;
    private final int threads;

    private TrainerOptions(Builder builder) {
        vocabularySize = builder.vocabularySize;
        pretokenizer = builder.pretokenizer;
        normalization = builder.normalization;
        mergeRule = builder.mergeRule;
        alphabet = builder.alphabet;
        supermerges = builder.supermerges;
        deletionThreshold = builder.deletionThreshold;
        deletionParts = builder.deletionParts;
        minCount = builder.minCount;
        maxTokenBytes = builder.maxTokenBytes;
        maxWords = builder.maxWords;
        splitRuns = builder.splitRuns;
        pretokenDump = builder.pretokenDump;
        runDump = builder.runDump;
        specialTokens = List.copyOf(builder.specialTokens);
        padTo = builder.padTo;
        threads = builder.threads;
    }

    /**
     * {@return the defaults, as {@link Builder} has them}
     *
     * @param vocabularySize the tokens in all, special tokens not counted
     * @param pretokenizer the pretokenizer
     * @throws IllegalArgumentException as {@link Builder#build()} does
     */
    public static TrainerOptions of(int vocabularySize, Pretokenizer pretokenizer) {
        return builder(vocabularySize, pretokenizer).build();
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param vocabularySize the tokens in all: base bytes, products of merges and of supermerges; special tokens are not
     *     counted
     * @param pretokenizer the pretokenizer
     */
    public static Builder builder(int vocabularySize, Pretokenizer pretokenizer) {
        return new Builder(vocabularySize, pretokenizer);
    }

    /**
     * {@return a builder with these options}
     */
    public Builder toBuilder() {
        return new Builder(vocabularySize, pretokenizer)
                .normalization(normalization)
                .mergeRule(mergeRule)
                .alphabet(alphabet)
                .supermerges(supermerges)
                .deletions(deletionThreshold, deletionParts)
                .minCount(minCount)
                .maxTokenBytes(maxTokenBytes)
                .maxWords(maxWords)
                .splitRuns(splitRuns)
                .pretokenDump(pretokenDump)
                .runDump(runDump)
                .specialTokens(specialTokens)
                .padTo(padTo)
                .threads(threads);
    }

    /**
     * {@return these options with another number of threads}
     *
     * @param count how many threads count pretokens, 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public TrainerOptions withThreads(int count) {
        return toBuilder().threads(count).build();
    }

    /**
     * {@return the tokens in all, special tokens not counted}
     */
    public int vocabularySize() {
        return vocabularySize;
    }

    /**
     * {@return the pretokenizer}
     */
    public Pretokenizer pretokenizer() {
        return pretokenizer;
    }

    /**
     * {@return what is done to a document before it is cut into pretokens}
     */
    public Normalization normalization() {
        return normalization;
    }

    /**
     * {@return which pretokens may take part in supermerges; without meaning for plain BPE}
     */
    public MergeRule mergeRule() {
        return mergeRule;
    }

    /**
     * {@return the bytes that the vocabulary begins with}
     */
    public Alphabet alphabet() {
        return alphabet;
    }

    /**
     * {@return how many tokens of the vocabulary are superwords; for SuperBPE only}
     */
    public int supermerges() {
        return supermerges;
    }

    /**
     * {@return the share of a token's occurrences that one merge must use up for it to be deleted; above 1: never}
     */
    public double deletionThreshold() {
        return deletionThreshold;
    }

    /**
     * {@return what deleted tokens fall into}
     */
    public DeletionParts deletionParts() {
        return deletionParts;
    }

    /**
     * {@return the least number of occurrences that a pair must have to be merged}
     */
    public long minCount() {
        return minCount;
    }

    /**
     * {@return the longest token that is made, in bytes}
     */
    public int maxTokenBytes() {
        return maxTokenBytes;
    }

    /**
     * {@return the most pretokens in a superword}
     */
    public int maxWords() {
        return maxWords;
    }

    /**
     * {@return whether runs are cut into frequent n-grams before supermerges are counted}
     */
    public boolean splitRuns() {
        return splitRuns;
    }

    /**
     * {@return where the pretokens and their counts are written, or null if they are not}
     */
    public @Nullable Path pretokenDump() {
        return pretokenDump;
    }

    /**
     * {@return where the runs of pretokens and their counts are written, or null if they are not}
     */
    public @Nullable Path runDump() {
        return runDump;
    }

    /**
     * {@return strings of special tokens; their ids follow those of the vocabulary}
     */
    public List<String> specialTokens() {
        return specialTokens;
    }

    /**
     * {@return the number that all tokens together, special ones too, are to be a multiple of}
     */
    public int padTo() {
        return padTo;
    }

    /**
     * {@return how many threads count pretokens; the result does not depend on it}
     */
    public int threads() {
        return threads;
    }

    /** {@return the options by the names that the command line has for them, those that are not the defaults} */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vocab-size", Integer.toString(vocabularySize));
        if (supermerges > 0) {
            settings.put("supermerges", Integer.toString(supermerges));
        }
        if (deletionThreshold <= 1) {
            settings.put("deletion-threshold", Double.toString(deletionThreshold));
            settings.put("deletion-parts", deletionParts.label());
        }
        if (minCount > 1) {
            settings.put("min-count", Long.toString(minCount));
        }
        if (maxTokenBytes < MAX_TOKEN_BYTES) {
            settings.put("max-token-bytes", Integer.toString(maxTokenBytes));
        }
        if (maxWords < Integer.MAX_VALUE) {
            settings.put("max-words", Integer.toString(maxWords));
        }
        if (splitRuns) {
            settings.put("split-runs", "true");
        }
        return settings;
    }

    @Override
    public String toString() {
        return settings() + ", " + pretokenizer.name() + ", " + mergeRule + ", " + alphabet + ", " + deletionParts
                + ", " + normalization + ", " + specialTokens + ", pad to " + padTo + ", threads " + threads;
    }

    /** Collects options. For one thread. */
    public static final class Builder {
        private static final double NO_DELETIONS = 2;

        private final int vocabularySize;
        private final Pretokenizer pretokenizer;
        private Normalization normalization = Normalization.NONE;
        private MergeRule mergeRule = MergeRule.SIMPLE;
        private Alphabet alphabet = Alphabet.BYTES;
        private int supermerges;
        private double deletionThreshold = NO_DELETIONS;
        private DeletionParts deletionParts = DeletionParts.BYTES;
        private long minCount = 1;
        private int maxTokenBytes = MAX_TOKEN_BYTES;
        private int maxWords = Integer.MAX_VALUE;
        private boolean splitRuns;
        private @Nullable Path pretokenDump;
        private @Nullable Path runDump;
        private List<String> specialTokens = List.of();
        private int padTo = 1;
        private int threads = 1;

        private Builder(int vocabularySize, Pretokenizer pretokenizer) {
            this.vocabularySize = vocabularySize;
            this.pretokenizer = pretokenizer;
        }

        /**
         * Sets what is done to a document before it is cut into pretokens; nothing by default. The model does the same to
         * texts.
         *
         * @param form the normalization
         * @return this
         */
        public Builder normalization(Normalization form) {
            this.normalization = form;
            return this;
        }

        /**
         * Sets which pretokens may take part in supermerges; {@link MergeRule#SIMPLE} by default. Without meaning for plain
         * BPE.
         *
         * @param rule the rule
         * @return this
         */
        public Builder mergeRule(MergeRule rule) {
            this.mergeRule = rule;
            return this;
        }

        /**
         * Sets the bytes that the vocabulary begins with; all 256 by default.
         *
         * @param bytes the bytes
         * @return this
         */
        public Builder alphabet(Alphabet bytes) {
            this.alphabet = bytes;
            return this;
        }

        /**
         * Sets how many tokens of the vocabulary are superwords, for {@link SuperBpeTrainer}; 0 by default.
         *
         * @param count 0 or more
         * @return this
         */
        public Builder supermerges(int count) {
            this.supermerges = count;
            return this;
        }

        /**
         * Has tokens deleted that are hardly more than parts of another (PickyBPE): after a merge, an operand of more than
         * one byte of whose occurrences the merge has used up this share or more. By default none is.
         *
         * @param threshold the share, above 0; above 1 for no deletions
         * @param parts what deleted tokens fall into
         * @return this
         */
        public Builder deletions(double threshold, DeletionParts parts) {
            this.deletionThreshold = threshold;
            this.deletionParts = parts;
            return this;
        }

        /**
         * Sets the least number of occurrences that a pair must have to be merged; 1 by default. A vocabulary may then
         * remain smaller than asked for.
         *
         * @param count 1 or more
         * @return this
         */
        public Builder minCount(long count) {
            this.minCount = count;
            return this;
        }

        /**
         * Sets the longest token that is made; {@link #MAX_TOKEN_BYTES} by default.
         *
         * @param bytes 2 to {@link #MAX_TOKEN_BYTES}
         * @return this
         */
        public Builder maxTokenBytes(int bytes) {
            this.maxTokenBytes = bytes;
            return this;
        }

        /**
         * Sets the most pretokens in a superword; unlimited by default.
         *
         * @param count 2 or more
         * @return this
         */
        public Builder maxWords(int count) {
            this.maxWords = count;
            return this;
        }

        /**
         * Sets whether runs of pretokens are cut into their frequent n-grams before supermerges are counted: less memory,
         * another result. No by default.
         *
         * @param split whether they are
         * @return this
         */
        public Builder splitRuns(boolean split) {
            this.splitRuns = split;
            return this;
        }

        /**
         * Writes the pretokens and their counts to a file before they are merged: lines of a count, a tab and the pretoken
         * in byte-to-character form, the highest count first. Not written if this is never called.
         *
         * @param file the file, which is replaced if it exists, or null
         * @return this
         */
        public Builder pretokenDump(@Nullable Path file) {
            this.pretokenDump = file;
            return this;
        }

        /**
         * Writes the runs of pretokens that superwords are made of, and their counts, to a file: lines of a count and, each
         * behind a tab, the pretokens of the run. Not written if this is never called, or superwords are not trained.
         *
         * @param file the file, which is replaced if it exists, or null
         * @return this
         */
        public Builder runDump(@Nullable Path file) {
            this.runDump = file;
            return this;
        }

        /**
         * Sets special tokens; none by default. Their ids follow those of the vocabulary.
         *
         * @param tokens strings of special tokens
         * @return this
         */
        public Builder specialTokens(List<String> tokens) {
            this.specialTokens = tokens;
            return this;
        }

        /**
         * Sets a number that all tokens together, special ones too, are to be a multiple of; reserved special tokens fill
         * the gap. 1 by default.
         *
         * @param multiple 1 to 65,536
         * @return this
         */
        public Builder padTo(int multiple) {
            this.padTo = multiple;
            return this;
        }

        /**
         * Sets how many threads count pretokens; 1 by default. The result does not depend on it.
         *
         * @param count 1 or more
         * @return this
         */
        public Builder threads(int count) {
            this.threads = count;
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the options
         * @throws IllegalArgumentException if the vocabulary size is smaller than the alphabet with the supermerges, or
         *     larger than {@link #MAX_VOCABULARY_SIZE}, if another number is outside its range, or if a special token is
         *     given twice or is none that {@link SpecialTokens#of} takes
         */
        public TrainerOptions build() {
            checkRange("supermerges", supermerges, 0, MAX_VOCABULARY_SIZE);
            checkRange(
                    supermerges == 0 ? "vocab-size" : "vocab-size with " + supermerges + " supermerges",
                    vocabularySize,
                    alphabet.size() + (long) supermerges,
                    MAX_VOCABULARY_SIZE);
            if (!(deletionThreshold > 0)) {
                throw new IllegalArgumentException("deletion-threshold is " + deletionThreshold + ", expected above 0");
            }
            checkRange("min-count", minCount, 1, Long.MAX_VALUE);
            checkRange("max-token-bytes", maxTokenBytes, 2, MAX_TOKEN_BYTES);
            checkRange("max-words", maxWords, 2, Integer.MAX_VALUE);
            checkRange("pad-to", padTo, 1, 1 << 16);
            checkRange("threads", threads, 1, Integer.MAX_VALUE);
            Map<String, Integer> ids = new LinkedHashMap<>();
            for (String token : specialTokens) {
                if (ids.put(token, ids.size()) != null) {
                    throw new IllegalArgumentException("the special token " + token + " is given twice");
                }
            }
            SpecialTokens.of(ids);
            return new TrainerOptions(this);
        }

        private static void checkRange(String what, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + " is " + value + ", expected " + least
                        + (most == Long.MAX_VALUE || most == Integer.MAX_VALUE ? " or more" : " to " + most));
            }
        }
    }
}
