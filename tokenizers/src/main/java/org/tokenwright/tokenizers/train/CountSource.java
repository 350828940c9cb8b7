package org.tokenwright.tokenizers.train;

import java.io.IOException;

/** Counts of strings of bytes, ascending by unsigned bytes, a prefix before its extension, each once. */
interface CountSource {
    /** Goes to the next; false behind the last one. */
    boolean next() throws IOException;

    /** The array that holds the string; until the next. */
    byte[] bytes();

    /** Index of the string's first byte. */
    int start();

    /** Index behind the string's last byte. */
    int end();

    long count();
}
