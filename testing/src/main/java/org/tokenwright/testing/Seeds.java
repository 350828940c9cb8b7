package org.tokenwright.testing;

import java.util.SplittableRandom;

/**
 * The seed of a random test: new on every run unless the system property {@value #PROPERTY} fixes it. It is printed, so
 * that a failure can be replayed.
 */
public final class Seeds {
    /** Name of the system property that fixes the seed, for instance {@code -Dtests.args=-Dtests.seed=42}. */
    public static final String PROPERTY = "tests.seed";

    private Seeds() {}

    /**
     * Returns a generator for one test and prints its seed.
     *
     * @param test the name of the test, printed with the seed
     * @return the generator
     */
    public static SplittableRandom random(String test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test + ": -D" + PROPERTY + "=" + seed);
        return new SplittableRandom(seed);
    }
}
