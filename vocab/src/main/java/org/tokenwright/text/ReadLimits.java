package org.tokenwright.text;

/**
 * Limits of reading, immutable. {@code maxDocumentBytes} and {@code maxJsonDepth} guard against hostile input: what exceeds
 * them is malformed. {@code maxDocuments} and {@code maxBytes} end the reading early, without an error.
 *
 * @param maxDocumentBytes the size of the largest document or JSON line, in bytes, at most {@link #LARGEST_DOCUMENT_BYTES}
 * @param maxJsonDepth the deepest nesting of a JSON line
 * @param maxDocuments reading ends after this many documents
 * @param maxBytes reading ends after the document with which the documents' bytes reach this number
 */
public record ReadLimits(int maxDocumentBytes, int maxJsonDepth, long maxDocuments, long maxBytes) {
    /** Default size of the largest document: 256 MiB. */
    public static final int DEFAULT_MAX_DOCUMENT_BYTES = 256 << 20;

    /** The size that no document may exceed, whatever the limits: 1 GiB. */
    public static final int LARGEST_DOCUMENT_BYTES = 1 << 30;

    /** The memory that a decoder of compressed data may take for its window or dictionary: 128 MiB. */
    public static final int MAX_CODEC_BYTES = 128 << 20;

    /** The size of a Parquet file's footer, which describes all its columns: 64 MiB. */
    public static final int MAX_FOOTER_BYTES = 64 << 20;

    /** The columns that a CSV, TSV or Parquet file may have: 100,000. */
    public static final int MAX_COLUMNS = 100_000;

    /** Default nesting depth of JSON: 64. */
    public static final int DEFAULT_MAX_JSON_DEPTH = 64;

    /** The defaults; documents and bytes in all are unlimited. */
    public static final ReadLimits DEFAULT =
            new ReadLimits(DEFAULT_MAX_DOCUMENT_BYTES, DEFAULT_MAX_JSON_DEPTH, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is below 1 or {@code maxDocumentBytes} is above
     *     {@link #LARGEST_DOCUMENT_BYTES}
     */
    public ReadLimits {
        if (maxDocumentBytes < 1 || maxDocumentBytes > LARGEST_DOCUMENT_BYTES) {
            throw new IllegalArgumentException(
                    "maxDocumentBytes is " + maxDocumentBytes + ", expected 1 to " + LARGEST_DOCUMENT_BYTES);
        }
        if (maxJsonDepth < 1 || maxDocuments < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits must be 1 or more: maxJsonDepth is " + maxJsonDepth
                    + ", maxDocuments is " + maxDocuments + ", maxBytes is " + maxBytes);
        }
    }

    /**
     * {@return these limits with another largest document}
     *
     * @param bytes the size of the largest document, in bytes
     * @throws IllegalArgumentException if {@code bytes} is below 1 or above {@link #LARGEST_DOCUMENT_BYTES}
     */
    public ReadLimits withMaxDocumentBytes(int bytes) {
        return new ReadLimits(bytes, maxJsonDepth, maxDocuments, maxBytes);
    }

    /**
     * {@return these limits with another number of documents in all}
     *
     * @param documents reading ends after this many documents
     * @throws IllegalArgumentException if {@code documents} is below 1
     */
    public ReadLimits withMaxDocuments(long documents) {
        return new ReadLimits(maxDocumentBytes, maxJsonDepth, documents, maxBytes);
    }

    /**
     * {@return these limits with another number of bytes in all}
     *
     * @param bytes reading ends after the document with which the documents' bytes reach this number
     * @throws IllegalArgumentException if {@code bytes} is below 1
     */
    public ReadLimits withMaxBytes(long bytes) {
        return new ReadLimits(maxDocumentBytes, maxJsonDepth, maxDocuments, bytes);
    }
}
