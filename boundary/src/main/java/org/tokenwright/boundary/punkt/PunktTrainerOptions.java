package org.tokenwright.boundary.punkt;

import java.util.Collection;
import java.util.List;

/** How a Punkt model is trained. Immutable; a {@link Builder} changes single options. */
public final class PunktTrainerOptions {
    private final PunktProfile rules;
    private final double abbreviationThreshold;
    private final int rareAbbreviationCount;
    private final boolean rareCountWithPeriod;
    private final int maxAbbreviationLength;
    private final boolean ignorePenalty;
    private final double keepShare;
    private final double starterThreshold;
    private final int minStarterCount;
    private final double collocationThreshold;
    private final int minCollocationCount;
    private final boolean allCollocations;
    private final boolean abbreviationCollocations;
    private final List<String> knownAbbreviations;
    private final int batchChars;
    private final int pruneInterval;
    private final int pruneTypes;
    private final int pruneCollocations;
    private final int pruneStarters;
    private final int maxTypes;

    private PunktTrainerOptions(Builder builder) {
        rules = builder.rules;
        abbreviationThreshold = builder.abbreviationThreshold;
        rareAbbreviationCount = builder.rareAbbreviationCount;
        rareCountWithPeriod = builder.rareCountWithPeriod;
        maxAbbreviationLength = builder.maxAbbreviationLength;
        ignorePenalty = builder.ignorePenalty;
        keepShare = builder.keepShare;
        starterThreshold = builder.starterThreshold;
        minStarterCount = builder.minStarterCount;
        collocationThreshold = builder.collocationThreshold;
        minCollocationCount = builder.minCollocationCount;
        allCollocations = builder.allCollocations;
        abbreviationCollocations = builder.abbreviationCollocations;
        knownAbbreviations = List.copyOf(builder.knownAbbreviations);
        batchChars = builder.batchChars;
        pruneInterval = builder.pruneInterval;
        pruneTypes = builder.pruneTypes;
        pruneCollocations = builder.pruneCollocations;
        pruneStarters = builder.pruneStarters;
        maxTypes = builder.maxTypes;
    }

    /**
     * {@return a builder with the defaults of NLTK: rules of {@link PunktProfile#KISS_STRUNK}, thresholds 0.3 for
     * abbreviations, 30 for starters, 7.88 for collocations}
     */
    public static Builder kissStrunk() {
        return new Builder(PunktProfile.KISS_STRUNK);
    }

    /**
     * {@return a builder with the defaults of nupunkt 0.6.0: rules of {@link PunktProfile#NUPUNKT}, thresholds 0.1 for
     * abbreviations, 25 for starters, 5 for collocations; the abbreviation {@code ...} is known}
     */
    public static Builder nupunkt() {
        return new Builder(PunktProfile.NUPUNKT)
                .abbreviationThreshold(0.1)
                .rareAbbreviationCount(10)
                .maxAbbreviationLength(9)
                .keepShare(0.25)
                .starters(25, 5)
                .collocations(5, 5)
                .knownAbbreviations(List.of("..."));
    }

    PunktProfile rules() {
        return rules;
    }

    double abbreviationThreshold() {
        return abbreviationThreshold;
    }

    int rareAbbreviationCount() {
        return rareAbbreviationCount;
    }

    boolean rareCountWithPeriod() {
        return rareCountWithPeriod;
    }

    int maxAbbreviationLength() {
        return maxAbbreviationLength;
    }

    boolean ignorePenalty() {
        return ignorePenalty;
    }

    double keepShare() {
        return keepShare;
    }

    double starterThreshold() {
        return starterThreshold;
    }

    int minStarterCount() {
        return minStarterCount;
    }

    double collocationThreshold() {
        return collocationThreshold;
    }

    int minCollocationCount() {
        return minCollocationCount;
    }

    boolean allCollocations() {
        return allCollocations;
    }

    boolean abbreviationCollocations() {
        return abbreviationCollocations;
    }

    List<String> knownAbbreviations() {
        return knownAbbreviations;
    }

    int batchChars() {
        return batchChars;
    }

    boolean prunes() {
        return pruneInterval > 0;
    }

    int pruneInterval() {
        return pruneInterval;
    }

    int pruneTypes() {
        return pruneTypes;
    }

    int pruneCollocations() {
        return pruneCollocations;
    }

    int pruneStarters() {
        return pruneStarters;
    }

    int maxTypes() {
        return maxTypes;
    }

    /** Collects options. For one thread. */
    public static final class Builder {
        private final PunktProfile rules;
        private double abbreviationThreshold = 0.3;
        private int rareAbbreviationCount = 5;
        private boolean rareCountWithPeriod;
        private int maxAbbreviationLength = Integer.MAX_VALUE;
        private boolean ignorePenalty;
        private double keepShare = 2;
        private double starterThreshold = 30;
        private int minStarterCount = 1;
        private double collocationThreshold = 7.88;
        private int minCollocationCount = 2;
        private boolean allCollocations;
        private boolean abbreviationCollocations;
        private List<String> knownAbbreviations = List.of();
        private int batchChars = 1_000_000;
        private int pruneInterval;
        private int pruneTypes;
        private int pruneCollocations;
        private int pruneStarters;
        private int maxTypes = 1 << 22;

        private Builder(PunktProfile rules) {
            this.rules = rules;
        }

        /**
         * Sets what score makes a type an abbreviation.
         *
         * @param threshold the least score, 0 or more
         * @return this
         * @throws IllegalArgumentException if it is less, or not a number
         */
        public Builder abbreviationThreshold(double threshold) {
            abbreviationThreshold = notNegative("abbreviation threshold", threshold);
            return this;
        }

        /**
         * Sets how rare a type must be to become an abbreviation because of what follows it: a comma, colon or semicolon, or a
         * word in lower case that elsewhere begins sentences.
         *
         * @param count the type must occur less often, 0 for no such abbreviations
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder rareAbbreviationCount(int count) {
            rareAbbreviationCount = atLeast("rare abbreviation count", count, 0);
            return this;
        }

        /**
         * Sets how occurrences of a rare type are counted. By default as NLTK and nupunkt do: those without a period, and
         * those of the type without its last letter, by mistake. If true, those without and with a period.
         *
         * @param withPeriod whether to count as it was meant
         * @return this
         */
        public Builder rareCountWithPeriod(boolean withPeriod) {
            rareCountWithPeriod = withPeriod;
            return this;
        }

        /**
         * Sets the greatest length of an abbreviation.
         *
         * @param characters in characters, 1 or more, without the final period
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxAbbreviationLength(int characters) {
            maxAbbreviationLength = atLeast("maximum length of abbreviations", characters, 1);
            return this;
        }

        /**
         * Sets whether occurrences without a period lower the score of an abbreviation. They do by default.
         *
         * @param ignore whether they do not
         * @return this
         */
        public Builder ignorePenalty(boolean ignore) {
            ignorePenalty = ignore;
            return this;
        }

        /**
         * Sets which abbreviations that are known stay so without a score: those of whose occurrences so large a share has a
         * period. The others are scored again by each text that has them without one.
         *
         * @param share 0 or more; above 1 all are scored again, and those of earlier texts are not put back
         * @return this
         * @throws IllegalArgumentException if it is negative, or not a number
         */
        public Builder keepShare(double share) {
            keepShare = notNegative("share", share);
            return this;
        }

        /**
         * Sets what makes a type one that begins sentences.
         *
         * @param threshold the least log-likelihood ratio, 0 or more
         * @param minCount how often it must follow the end of a sentence, 1 or more
         * @return this
         * @throws IllegalArgumentException if one is less
         */
        public Builder starters(double threshold, int minCount) {
            starterThreshold = notNegative("starter threshold", threshold);
            minStarterCount = atLeast("minimum count of starters", minCount, 1);
            return this;
        }

        /**
         * Sets what makes two types a collocation.
         *
         * @param threshold the least log-likelihood ratio, 0 or more
         * @param minCount how often they must occur together, 1 or more
         * @return this
         * @throws IllegalArgumentException if one is less
         */
        public Builder collocations(double threshold, int minCount) {
            collocationThreshold = notNegative("collocation threshold", threshold);
            minCollocationCount = atLeast("minimum count of collocations", minCount, 1);
            return this;
        }

        /**
         * Sets which pairs may be collocations besides numbers and initials at the end of sentences.
         *
         * @param all any pair with a period between
         * @param afterAbbreviations pairs whose first type is an abbreviation
         * @return this
         */
        public Builder collocationsOf(boolean all, boolean afterAbbreviations) {
            allCollocations = all;
            abbreviationCollocations = afterAbbreviations;
            return this;
        }

        /**
         * Sets the abbreviations that are known before.
         *
         * @param types their types, without final periods
         * @return this
         * @throws IllegalArgumentException if one is empty, or has an unpaired surrogate
         */
        public Builder knownAbbreviations(Collection<String> types) {
            for (String type : types) {
                if (!PunktModel.isType(type)) {
                    throw new IllegalArgumentException("type is \"" + type + "\", expected one or more characters");
                }
            }
            knownAbbreviations = List.copyOf(types);
            return this;
        }

        /**
         * Sets how much text is learned from at once. Abbreviations are decided on by batch, with the counts of those before.
         *
         * @param chars the greatest size of a batch in UTF-16 units, 1 or more; only a paragraph may be larger
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder batchChars(int chars) {
            batchChars = atLeast("size of batches", chars, 1);
            return this;
        }

        /**
         * Sets that rare types are dropped while counting, as nupunkt's memory-efficient mode does: then starters and
         * collocations count only where their types are frequent, and pairs across every 10,000 tokens are lost.
         *
         * @param interval after how many tokens, 1 or more
         * @param types types below this count are dropped
         * @param collocations collocations below this count are dropped
         * @param starters starters below this count are dropped
         * @return this
         * @throws IllegalArgumentException if {@code interval} is less than 1, or another negative
         */
        public Builder pruning(int interval, int types, int collocations, int starters) {
            pruneInterval = atLeast("interval of pruning", interval, 1);
            pruneTypes = atLeast("count of types", types, 0);
            pruneCollocations = atLeast("count of collocations", collocations, 0);
            pruneStarters = atLeast("count of starters", starters, 0);
            return this;
        }

        /**
         * Sets how many types are held. If there are more behind a batch, the rarest are dropped, with what is known of them,
         * until half of them are left. This bounds memory: a type takes some 150 bytes. The total number of tokens stays.
         *
         * @param types the greatest number, 1,024 or more
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxTypes(int types) {
            maxTypes = atLeast("number of types", types, 1024);
            return this;
        }

        /**
         * {@return the options}
         */
        public PunktTrainerOptions build() {
            return new PunktTrainerOptions(this);
        }

        private static double notNegative(String what, double value) {
            if (!(value >= 0)) {
                throw new IllegalArgumentException(what + " is " + value + ", expected 0 or more");
            }
            return value;
        }

        private static int atLeast(String what, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(what + " is " + value + ", expected " + least + " or more");
            }
            return value;
        }
    }
}
