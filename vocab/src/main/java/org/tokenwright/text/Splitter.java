package org.tokenwright.text;

import java.io.IOException;

/** Cuts the stream in a {@link ByteWindow} into documents. One object serves one stream. */
interface Splitter {
    /**
     * Finds the next document.
     *
     * @param document what to point at it, all but its source
     * @return whether there is one
     * @throws MalformedDocumentException if it is malformed; the next call goes on behind it
     * @throws IOException if reading fails
     */
    boolean next(Document document) throws IOException, MalformedDocumentException;
}
