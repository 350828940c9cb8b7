package org.tokenwright.tokenizers.infilling;

/** Which of the two constraints of FIM-SE a prompt names: that on the start and that on the end of what is to be written. */
public enum FimConstraints {
    /** Neither. */
    NONE,
    /** That on the end, F-Suffix. */
    END,
    /** That on the start, L-Prefix. */
    START,
    /** Both. */
    BOTH;

    /**
     * {@return the constraints that a random number stands for; each is as likely as another}
     *
     * @param random 0 inclusive to 1 exclusive
     * @throws IllegalArgumentException if it is outside
     */
    static FimConstraints of(double random) {
        if (!(random >= 0 && random < 1)) {
            throw new IllegalArgumentException("the random number is " + random + ", expected 0 to below 1");
        }
        return random < 0.25 ? NONE : random < 0.5 ? END : random < 0.75 ? START : BOTH;
    }

    boolean hasStart() {
        return this == START || this == BOTH;
    }

    boolean hasEnd() {
        return this == END || this == BOTH;
    }
}
