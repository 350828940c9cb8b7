package org.tokenwright.tokenizers.infilling;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws which documents are cut for infilling, and where. What it draws is a function of the seed, the number of a document and the
 * number of its code points, so that documents can be treated in any order and in parallel. Immutable, safe for any number of
 * threads.
 *
 * <pre>{@code
 * FimTransformer transformer = FimTransformer.of(0.9, 0.5, seed);   // 90 % of the documents, half of them suffix first
 * FimEncoder encoder = FimFormat.of("starcoder").newEncoder(tokenizer);
 * for (long number = 0; (document = next()) != null; number++) {
 *     FimDecision decision = transformer.decide(number, document);
 *     if (decision == null) {
 *         train(tokenizer.encode(document, SpecialTokenPolicy.IGNORE));
 *     } else {
 *         FimParts parts = FimParts.of(document, decision.start(), decision.end());
 *         train(encoder.encode(parts, decision.order()).ids());
 *         // with FIM-SE: encoder.encode(FimSeParts.of(parts).withConstraints(decision.constraints()), decision.order())
 *     }
 * }
 * }</pre>
 *
 * <p>Prefix and suffix meet the middle at two different places between code points, each pair as likely as another, of which none is
 * the end of the document: the prefix may be empty, middle and suffix never are (the rule of FIM-SE). {@link TokenFim} draws in
 * Megatron's way.
 */
public final class FimTransformer {
    private final double rate;
    private final double spmRate;
    private final long seed;

    private FimTransformer(double rate, double spmRate, long seed) {
        this.rate = rate;
        this.spmRate = spmRate;
        this.seed = seed;
    }

    /**
     * {@return a transformer}
     *
     * @param rate the share of documents that is cut, 0 to 1; 0.9 in FIM-SE
     * @param spmRate the share of these whose suffix comes first, 0 to 1
     * @param seed decides which
     * @throws IllegalArgumentException if a share is outside its range
     */
    public static FimTransformer of(double rate, double spmRate, long seed) {
        return new FimTransformer(share("rate", rate), share("rate of SPM", spmRate), seed);
    }

    static double share(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the " + what + " is " + share + ", expected 0 to 1");
        }
        return share;
    }

    /**
     * {@return the source of all that chance decides of one document} Seeds in a row would give the same numbers, each shifted by
     * some; so a seed is drawn for each document.
     */
    static SplittableRandom random(long seed, long document) {
        long drawn = new SplittableRandom(new SplittableRandom(seed).nextLong() + document).nextLong();
        return new SplittableRandom(drawn);
    }

    /**
     * {@return how a document is cut, or null if it stays as it is: by chance, or since it has fewer than two code points}
     *
     * @param document its number
     * @param text its text
     */
    public @Nullable FimDecision decide(long document, String text) {
        int length = text.codePointCount(0, text.length());
        SplittableRandom random = random(seed, document);
        if (random.nextDouble() >= rate || length < 2) {
            return null;
        }
        int one = random.nextInt(length);
        int other = random.nextInt(length - 1);
        other += other >= one ? 1 : 0;
        FimOrder order = random.nextDouble() < spmRate ? FimOrder.SPM : FimOrder.PSM;
        FimConstraints constraints = FimConstraints.of(random.nextDouble());
        return new FimDecision(Math.min(one, other), Math.max(one, other), order, constraints);
    }
}
