package org.tokenwright.tokenizers.packing;

import java.io.IOException;

/** Documents in memory. */
class ArrayReader implements TokenReader {
    private final int vocabularySize;
    private final int[][] documents;
    private int next;

    ArrayReader(int vocabularySize, int[]... documents) {
        this.vocabularySize = vocabularySize;
        this.documents = documents;
    }

    @Override
    public boolean next() throws IOException {
        if (next == documents.length) {
            return false;
        }
        next++;
        return true;
    }

    @Override
    public int[] ids() {
        return documents[next - 1];
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return ids().length;
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public long bytesRead() {
        return next;
    }

    @Override
    public long bytes() {
        return documents.length;
    }

    @Override
    public void close() {}
}
