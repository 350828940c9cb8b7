package org.tokenwright.tokenizers.packing;

import java.util.Arrays;
import java.util.Locale;

/**
 * How documents are distributed to rows. All but {@link #CONCAT} cut no document that fits into a row. Where documents are
 * cut, full rows come off their front, and what is left is packed like a short document.
 */
public enum PackingAlgorithm {
    /**
     * Best fit, decreasing: the longest first, each into the row with the least room that suffices; among rows of the same
     * room the one that has had it longest, among documents of the same length the first. Longer documents are truncated to
     * a row. Costs O(n log n) for n documents. ("Fewer Truncations Improve Language Modeling", Ding et al. 2024, in the order
     * of TRL's {@code bfd}.)
     */
    BFD,
    /** As {@link #BFD}, but longer documents are cut, and nothing is lost (TRL's {@code bfd_split}). */
    BFD_SPLIT,
    /**
     * Shortest pack first on the histogram of lengths: the longest documents first, each into the row with the most room.
     * ("Efficient Sequence Packing without Cross-contamination", Krell et al. 2021.)
     */
    SPFHP,
    /** Longest pack first on the histogram of lengths: the longest documents first, each into the row with the least room. */
    LPFHP,
    /** In the order of the documents: one that does not fit into the row that is open begins the next. */
    NEXT_FIT,
    /** In the order of the documents, each row filled up and documents cut wherever a row ends: the baseline. */
    CONCAT;

    /** {@return whether rows follow from one document after the other, in their order} */
    boolean isInOrder() {
        return this == NEXT_FIT || this == CONCAT;
    }

    /**
     * {@return the name, as the command line has it: {@code bfd-split}}
     */
    public String externalName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return the algorithm of a name}
     *
     * @param externalName as {@link #externalName} gives it
     * @throws IllegalArgumentException if there is none
     */
    public static PackingAlgorithm of(String externalName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.externalName().equals(externalName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found " + externalName + ", expected one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(PackingAlgorithm::externalName)
                                        .toList())));
    }
}
