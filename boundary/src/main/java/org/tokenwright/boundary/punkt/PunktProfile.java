package org.tokenwright.boundary.punkt;

/** Whose rules are followed: what counts as a word, as an abbreviation and as evidence. */
public enum PunktProfile {
    /**
     * Kiss and Strunk's rules as NLTK has them. A period ends a sentence unless its word is a known abbreviation, an initial or
     * an ordinal, and the next word says nothing else.
     */
    KISS_STRUNK,
    /**
     * The rules of nupunkt 0.6.0 for a text by itself: without the influence that texts have there on those after them. Words
     * that cannot be abbreviations by their form always end a sentence; acronyms are known without their inner periods; an
     * ellipsis ends a sentence where a capital follows; periods with spaces between never do.
     */
    NUPUNKT,
    /**
     * The rules of nupunkt 0.5.1, which never look at the next word: a period ends a sentence unless its word is a known
     * abbreviation. Letters outside ASCII make no abbreviation.
     */
    NUPUNKT_FAST;

    boolean isNupunkt() {
        return this != KISS_STRUNK;
    }
}
