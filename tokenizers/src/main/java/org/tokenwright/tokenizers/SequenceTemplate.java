package org.tokenwright.tokenizers;

import java.util.List;
import java.util.Objects;

/**
 * The special tokens around one sequence and around two, and the type ids of all. Immutable.
 *
 * <pre>{@code
 * SequenceTemplate bert = SequenceTemplate.of( // [CLS] A [SEP], and [CLS] A [SEP] B [SEP]
 *         List.of(Part.special(101, 0), Part.first(0), Part.special(102, 0)),
 *         List.of(Part.special(101, 0), Part.first(0), Part.special(102, 0), Part.second(1), Part.special(102, 1)));
 * }</pre>
 */
public final class SequenceTemplate {
    /** Nothing is added; the type id of a second sequence is 1. */
    public static final SequenceTemplate PLAIN = of(List.of(Part.first(0)), List.of(Part.first(0), Part.second(1)));

    /** What stands at a place of a template. */
    public enum Kind {
        /** A special token. */
        SPECIAL,
        /** The tokens of the first sequence. */
        FIRST,
        /** The tokens of the second sequence. */
        SECOND
    }

    /**
     * A place of a template.
     *
     * @param kind what stands there
     * @param id the id of a special token; -1 for a sequence
     * @param typeId the type id of what stands there
     */
    public record Part(Kind kind, int id, int typeId) {
        /**
         * Checks the place.
         *
         * @throws IllegalArgumentException if a special token's id or a type id is negative, or a sequence has an id
         */
        public Part {
            if (typeId < 0) {
                throw new IllegalArgumentException("the type id is " + typeId + ", expected 0 or more");
            }
            if (Objects.requireNonNull(kind) == Kind.SPECIAL ? id < 0 : id != -1) {
                throw new IllegalArgumentException("the id of " + kind + " is " + id + ", expected "
                        + (kind == Kind.SPECIAL ? "0 or more" : "-1"));
            }
        }

        /**
         * {@return the place of a special token}
         *
         * @param id its id
         * @param typeId its type id
         * @throws IllegalArgumentException if one is negative
         */
        public static Part special(int id, int typeId) {
            return new Part(Kind.SPECIAL, id, typeId);
        }

        /**
         * {@return the place of the first sequence}
         *
         * @param typeId the type id of its tokens
         * @throws IllegalArgumentException if it is negative
         */
        public static Part first(int typeId) {
            return new Part(Kind.FIRST, -1, typeId);
        }

        /**
         * {@return the place of the second sequence}
         *
         * @param typeId the type id of its tokens
         * @throws IllegalArgumentException if it is negative
         */
        public static Part second(int typeId) {
            return new Part(Kind.SECOND, -1, typeId);
        }
    }

    private final List<Part> single;
    private final List<Part> pair;

    private SequenceTemplate(List<Part> single, List<Part> pair) {
        this.single = single;
        this.pair = pair;
    }

    /**
     * {@return a template}
     *
     * @param single what becomes of one sequence
     * @param pair what becomes of two
     * @throws IllegalArgumentException if {@code single} does not hold the first sequence once and the second never, or
     *     {@code pair} does not hold each once
     */
    public static SequenceTemplate of(List<Part> single, List<Part> pair) {
        check("one sequence", single, 0);
        check("two sequences", pair, 1);
        return new SequenceTemplate(List.copyOf(single), List.copyOf(pair));
    }

    private static void check(String what, List<Part> parts, int seconds) {
        long first = parts.stream().filter(part -> part.kind() == Kind.FIRST).count();
        long second = parts.stream().filter(part -> part.kind() == Kind.SECOND).count();
        if (first != 1 || second != seconds) {
            throw new IllegalArgumentException("the template of " + what + " holds the first sequence " + first
                    + " times and the second " + second + " times, expected 1 and " + seconds);
        }
    }

    /**
     * {@return what becomes of one sequence}
     */
    public List<Part> single() {
        return single;
    }

    /**
     * {@return what becomes of two sequences}
     */
    public List<Part> pair() {
        return pair;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceTemplate template
                && single.equals(template.single)
                && pair.equals(template.pair);
    }

    @Override
    public int hashCode() {
        return 31 * single.hashCode() + pair.hashCode();
    }

    @Override
    public String toString() {
        return "single " + single + ", pair " + pair;
    }
}
