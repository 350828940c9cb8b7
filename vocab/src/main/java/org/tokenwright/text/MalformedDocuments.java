package org.tokenwright.text;

/** What becomes of a document that is not valid: bytes that are not UTF-8, a line that is not JSON, a missing field. */
public enum MalformedDocuments {
    /** Reading ends with a {@link CorruptInputException}. */
    FAIL,
    /** The document is passed over and counted. */
    SKIP
}
