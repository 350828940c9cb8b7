package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tokenwright.tokenizers.TokenSink;

/** What a text is coded as: ids, from which it can be joined again. Immutable, safe for any number of threads. */
interface TextUnits {
    /** {@return the number of ids: they are 0 to this, exclusive} */
    int symbols();

    /** {@return 32 bytes that tell units from others; all zero for bytes} */
    byte[] fingerprint();

    /**
     * Turns a text into ids.
     *
     * @throws IllegalArgumentException if they would not give back the text, with the place in it; the sink may have taken ids
     *     before
     * @throws IOException if reading fails, or the sink
     */
    void split(InputStream text, TokenSink sink) throws IOException;

    /** {@return what joins ids to one text, for one thread} */
    Joiner newJoiner(OutputStream text);

    /** Joins ids. */
    interface Joiner {
        /**
         * Takes the next id.
         *
         * @throws IllegalArgumentException if it has no token
         * @throws IOException if writing fails
         */
        void append(int id) throws IOException;

        /** Writes what has been held back. */
        void finish() throws IOException;
    }
}
