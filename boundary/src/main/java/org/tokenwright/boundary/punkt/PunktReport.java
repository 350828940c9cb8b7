package org.tokenwright.boundary.punkt;

import java.util.List;

/**
 * What training has learned, with the scores that decided. Immutable.
 *
 * @param tokens how many tokens were read, less those of types that pruning dropped
 * @param periodTokens how many of them ended with a period
 * @param sentenceBreaks how many sentences ended by the first pass
 * @param abbreviations all types that could be abbreviations by their counts, the highest score first
 * @param starters the types that often begin sentences, the highest score first
 * @param collocations the collocations, the highest score first
 */
public record PunktReport(
        long tokens,
        long periodTokens,
        long sentenceBreaks,
        List<Abbreviation> abbreviations,
        List<Starter> starters,
        List<Collocation> collocations) {
    /**
     * Makes the lists unmodifiable.
     */
    public PunktReport {
        abbreviations = List.copyOf(abbreviations);
        starters = List.copyOf(starters);
        collocations = List.copyOf(collocations);
    }

    /**
     * A type that could be an abbreviation.
     *
     * @param type the type, without its period
     * @param withPeriod how often it occurred with a period
     * @param withoutPeriod how often without
     * @param score its score by the counts of all texts
     * @param learned whether the model has it: also rare types that were learned by what follows them, and those known
     *     before; a batch may have decided otherwise than all texts together would
     */
    public record Abbreviation(String type, int withPeriod, int withoutPeriod, double score, boolean learned) {}

    /**
     * A type that often begins sentences.
     *
     * @param type the type
     * @param count how often it followed the end of a sentence
     * @param score its log-likelihood ratio
     */
    public record Starter(String type, int count, double score) {}

    /**
     * Two types that belong together.
     *
     * @param first the first, without its period
     * @param second the second
     * @param count how often they occurred together
     * @param score their log-likelihood ratio
     */
    public record Collocation(String first, String second, int count, double score) {}
}
