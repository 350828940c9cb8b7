package org.tokenwright.tokenizers;

/** What an offset into a text counts. */
public enum OffsetUnit {
    /** Bytes of the text in UTF-8. */
    BYTES,
    /** Java chars: code units of UTF-16. */
    UTF16
}
