package org.tokenwright.embeddings.vectorizers;

/**
 * How terms are found and weighed.
 *
 * @param rule what is a term
 * @param lowercase whether texts are made lower case before
 * @param shortest how many terms in a row are a feature at least
 * @param longest how many at most
 * @param idf whether features are weighed by the inverse of the number of documents that have them
 * @param smooth whether one more document, which has all features, is counted for that
 * @param sublinear whether a feature that occurs n times counts 1 + ln n and not n
 * @param binary whether a feature that occurs counts 1 and not n
 * @param norm by what a vector is divided
 */
record TfidfSettings(
        TermRule rule,
        boolean lowercase,
        int shortest,
        int longest,
        boolean idf,
        boolean smooth,
        boolean sublinear,
        boolean binary,
        Norm norm) {}
