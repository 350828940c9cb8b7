package org.tokenwright.tokenizers;

import java.io.IOException;

/** Gives bytes one after the other, as {@link java.io.InputStream#read(byte[], int, int)} does. */
@FunctionalInterface
interface ByteSource {
    /** Reads at least one and at most {@code length} bytes, and returns their number, or -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException;
}
