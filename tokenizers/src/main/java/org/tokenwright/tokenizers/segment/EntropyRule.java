package org.tokenwright.tokenizers.segment;

/**
 * Where patches begin, by the entropies of what is predicted: the rules of "Byte Latent Transformer: Patches Scale Better Than
 * Tokens". Immutable.
 *
 * <p>The first byte always begins a patch. Let e(k) be the entropy, in nats, of the distribution over byte k that is predicted
 * from the bytes before it, k from 0. Byte k of 1 or more begins a patch
 *
 * <ul>
 *   <li>by {@link #global}, if e(k) exceeds a threshold;
 *   <li>by {@link #monotonic}, if e(k) - e(k-1) does; and byte 1 always does;
 *   <li>by {@link #combined}, if e(k) exceeds one and e(k) - e(k-1) another; but byte 1 always does, and byte 2 never;
 *   <li>by {@link #largest}, if e(k) is among the largest.
 * </ul>
 *
 * <p>With {@link #withMaxLength} longer patches are cut.
 */
public final class EntropyRule {
    /** The threshold of the published models: {@value} nats. */
    public static final double DEFAULT_THRESHOLD = 1.335442066192627;

    private enum Kind {
        GLOBAL,
        MONOTONIC,
        COMBINED,
        LARGEST
    }

    private final Kind kind;
    private final double threshold;
    private final double increase;
    private final double patchSize;
    private final int maxLength;

    private EntropyRule(Kind kind, double threshold, double increase, double patchSize, int maxLength) {
        this.kind = kind;
        this.threshold = threshold;
        this.increase = increase;
        this.patchSize = patchSize;
        this.maxLength = maxLength;
    }

    /**
     * {@return the rule of a threshold for the entropy}
     *
     * @param threshold in nats
     * @throws IllegalArgumentException if it is not finite
     */
    public static EntropyRule global(double threshold) {
        return new EntropyRule(Kind.GLOBAL, finite(threshold), 0, 0, Integer.MAX_VALUE);
    }

    /**
     * {@return the rule of a threshold for the increase of the entropy}
     *
     * @param increase in nats
     * @throws IllegalArgumentException if it is not finite
     */
    public static EntropyRule monotonic(double increase) {
        return new EntropyRule(Kind.MONOTONIC, 0, finite(increase), 0, Integer.MAX_VALUE);
    }

    /**
     * {@return the rule of thresholds for both}
     *
     * @param threshold for the entropy, in nats
     * @param increase for its increase, in nats
     * @throws IllegalArgumentException if one is not finite
     */
    public static EntropyRule combined(double threshold, double increase) {
        return new EntropyRule(Kind.COMBINED, finite(threshold), finite(increase), 0, Integer.MAX_VALUE);
    }

    /**
     * {@return the rule without a threshold: patches begin at the n / patchSize - 2 largest entropies, rounded down, where n is
     * the number of bytes and of the mark before them; of equal ones at the first} The reference fails if {@code patchSize} is
     * not a whole number. Patches are known at the end of a text, and until then 8 bytes are kept for each of its bytes.
     *
     * @param patchSize about how many bytes a patch has, 1 or more
     * @throws IllegalArgumentException if it is less or not finite
     */
    public static EntropyRule largest(double patchSize) {
        if (!(finite(patchSize) >= 1)) {
            throw new IllegalArgumentException("the patch size is " + patchSize + ", expected 1 or more");
        }
        return new EntropyRule(Kind.LARGEST, 0, 0, patchSize, Integer.MAX_VALUE);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("found " + value + ", expected a finite number");
        }
        return value;
    }

    /**
     * {@return this rule with a limit: of a longer patch, every so many bytes are a patch, and what is left}
     *
     * @param maxLength the most bytes of a patch, 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public EntropyRule withMaxLength(int maxLength) {
        return new EntropyRule(kind, threshold, increase, patchSize, Segmenters.positive("longest patch", maxLength));
    }

    /** {@return the most bytes of a patch} */
    int maxLength() {
        return maxLength;
    }

    /** {@return whether the rule asks for all entropies of a text} */
    boolean needsAll() {
        return kind == Kind.LARGEST;
    }

    /**
     * {@return how many entropies begin patches, of the rule that needs all}
     *
     * @param tokens the bytes and the mark before them
     */
    long count(long tokens) {
        return Math.max((long) Math.floor(tokens / patchSize) - 2, 0);
    }

    /**
     * {@return whether byte k begins a patch, by a rule that does not need all}
     *
     * @param k 1 or more
     * @param entropy e(k)
     * @param before e(k-1)
     */
    boolean begins(long k, double entropy, double before) {
        return switch (kind) {
            case GLOBAL -> entropy > threshold;
            case MONOTONIC -> k == 1 || entropy - before > increase;
            case COMBINED -> k == 1 || (k > 2 && entropy - before > increase && entropy > threshold);
            case LARGEST -> throw new IllegalStateException("the rule needs all entropies");
        };
    }
}
