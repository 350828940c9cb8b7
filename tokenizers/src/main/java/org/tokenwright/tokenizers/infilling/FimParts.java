package org.tokenwright.tokenizers.infilling;

import java.util.Objects;

/**
 * A document in three parts. Immutable.
 *
 * @param prefix what is before the middle; may be empty
 * @param middle what is to be written; in a prompt empty
 * @param suffix what is behind the middle; may be empty
 */
public record FimParts(String prefix, String middle, String suffix) implements FimSample {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one holds an unpaired surrogate, and so also if a cut is inside a character
     */
    public FimParts {
        WellFormed.text("prefix", prefix);
        WellFormed.text("middle", middle);
        WellFormed.text("suffix", suffix);
    }

    /**
     * Cuts a document. Takes time in proportion to its length.
     *
     * @param document the document
     * @param start how many code points are before the middle
     * @param end how many are before the suffix
     * @return its parts
     * @throws IllegalArgumentException if the document holds an unpaired surrogate
     * @throws IndexOutOfBoundsException if {@code start} and {@code end} do not ascend or are outside the document
     */
    public static FimParts of(String document, int start, int end) {
        WellFormed.text("document", document);
        Objects.checkFromToIndex(start, end, document.codePointCount(0, document.length()));
        int from = document.offsetByCodePoints(0, start);
        int to = document.offsetByCodePoints(from, end - start);
        return new FimParts(document.substring(0, from), document.substring(from, to), document.substring(to));
    }

    /**
     * {@return the parts of a prompt, at whose cursor the middle is to be written}
     *
     * @param prefix what is before the cursor
     * @param suffix what is behind it
     * @throws IllegalArgumentException if one holds an unpaired surrogate
     */
    public static FimParts atCursor(String prefix, String suffix) {
        return new FimParts(prefix, "", suffix);
    }

    @Override
    public String document() {
        return prefix + middle + suffix;
    }

    @Override
    public int targetStart() {
        return prefix.length();
    }

    @Override
    public int targetEnd() {
        return prefix.length() + middle.length();
    }

    @Override
    public String text(FimSection section) {
        return switch (section) {
            case PREFIX -> prefix;
            case MIDDLE -> middle;
            case SUFFIX -> suffix;
            default -> throw new IllegalArgumentException("a document in three parts has no section " + section);
        };
    }
}
