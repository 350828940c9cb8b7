package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read.
 *
 * @param format how bytes fall into documents
 * @param field which string is the document, where there are several
 * @param label which string is its label, or null
 * @param charset the charset of the text
 * @param csv how records are written
 * @param limits the limits
 * @param malformed what becomes of malformed documents
 * @param sampleFrom start of the share of documents to read, inclusive
 * @param sampleTo end of the share, exclusive
 * @param sampleSeed the seed by which the share is drawn
 * @param interleaveSeed the seed of the order in which files take turns, or null if they follow one another
 * @param threads how many threads may read and decode
 * @param blockBytes how many bytes are read at a time
 */
record ReaderSettings(
        TextFormat format,
        JsonPointer field,
        @Nullable JsonPointer label,
        Charset charset,
        CsvDialect csv,
        ReadLimits limits,
        MalformedDocuments malformed,
        double sampleFrom,
        double sampleTo,
        long sampleSeed,
        @Nullable Long interleaveSeed,
        int threads,
        int blockBytes) {

    Sample sample() {
        return new Sample(sampleFrom, sampleTo, sampleSeed);
    }
}
