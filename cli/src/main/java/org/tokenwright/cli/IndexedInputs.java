package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.packing.MegatronDataset;
import org.tokenwright.tokenizers.packing.TokenReader;

/** Reads data sets of Megatron, one after the other. For one thread. */
final class IndexedInputs implements TokenReader {
    private final Deque<Path> waiting;
    private final long bytes;
    private @Nullable TokenReader open;
    private long bytesBefore;
    private int[] ids = new int[0];
    private int start;
    private int end;

    /**
     * Creates a reader.
     *
     * @param indexes the indexes of the data sets
     */
    IndexedInputs(List<Path> indexes) throws IOException {
        waiting = new ArrayDeque<>(indexes);
        long sum = 0;
        for (Path index : indexes) {
            if (!Files.exists(index)) {
                throw new NoSuchFileException(index.toString());
            }
            sum += Files.size(MegatronDataset.dataOf(index));
        }
        bytes = sum;
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            if (open == null) {
                if (waiting.isEmpty()) {
                    return false;
                }
                open = MegatronDataset.open(waiting.remove());
            }
            if (open.next()) {
                ids = open.ids();
                start = open.start();
                end = open.end();
                return true;
            }
            bytesBefore += open.bytes();
            open.close();
            open = null;
        }
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }

    @Override
    public int vocabularySize() {
        return UNKNOWN;
    }

    @Override
    public long bytesRead() {
        return bytesBefore + (open == null ? 0 : open.bytesRead());
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
