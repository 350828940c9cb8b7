package org.tokenwright.tokenizers;

import java.io.IOException;

/** Takes the ids of a text in their order. */
@FunctionalInterface
public interface TokenSink {
    /**
     * Takes the next ids.
     *
     * @param ids an array that holds them until this returns
     * @param start index of the first
     * @param end index behind the last
     * @throws IOException if they cannot be written where they go
     */
    void accept(int[] ids, int start, int end) throws IOException;
}
