package org.tokenwright.tokenizers.packing;

import java.io.Closeable;
import java.io.IOException;

/** Reads documents of token ids, one after the other. For one thread. */
public interface TokenReader extends Closeable {
    /** What {@link #vocabularySize} is where it is not known. */
    int UNKNOWN = -1;

    /**
     * Moves to the next document.
     *
     * @return whether there is one
     * @throws org.tokenwright.text.CorruptInputException if the input is malformed
     * @throws IOException if reading fails
     */
    boolean next() throws IOException;

    /**
     * {@return the buffer that holds the ids of the document; never to be written to, valid until the next call of
     * {@link #next}}
     */
    int[] ids();

    /**
     * {@return index in {@link #ids} of the first id of the document}
     */
    int start();

    /**
     * {@return index in {@link #ids} behind the last id of the document}
     */
    int end();

    /**
     * {@return a number that no id reaches, or {@link #UNKNOWN}}
     */
    int vocabularySize();

    /**
     * {@return how many bytes of the input have been read}
     */
    long bytesRead();

    /**
     * {@return how many bytes of input there are, or -1 if that is not known}
     */
    long bytes();
}
