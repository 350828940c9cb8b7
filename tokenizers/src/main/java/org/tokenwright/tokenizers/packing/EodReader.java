package org.tokenwright.tokenizers.packing;

import java.io.IOException;

/** Appends the id of the end of a document to every document that has an id. For one thread. */
final class EodReader implements TokenReader {
    private final TokenReader documents;
    private final int eodId;
    private int[] ids = new int[1024];
    private int size;

    EodReader(TokenReader documents, int eodId) {
        this.documents = documents;
        this.eodId = eodId;
    }

    @Override
    public boolean next() throws IOException {
        if (!documents.next()) {
            return false;
        }
        size = documents.end() - documents.start();
        if (size > 0) {
            if (size >= ids.length) {
                ids = new int[Math.toIntExact(size + (size >> 1) + 1L)];
            }
            System.arraycopy(documents.ids(), documents.start(), ids, 0, size);
            ids[size++] = eodId;
        }
        return true;
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return size;
    }

    @Override
    public int vocabularySize() {
        int known = documents.vocabularySize();
        return known == UNKNOWN ? UNKNOWN : RowFiles.vocabularySize(known, eodId);
    }

    @Override
    public long bytesRead() {
        return documents.bytesRead();
    }

    @Override
    public long bytes() {
        return documents.bytes();
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }
}
