package org.tokenwright.tokenizers.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.slices.SliceTable;
import org.tokenwright.tokenizers.train.CountFile.Header;
import org.tokenwright.tokenizers.train.CountFile.Totals;

/** Counts strings of bytes; whenever they take more memory than they may, they go to a sorted temporary file. For one thread. */
final class SpillingCounts implements Closeable {
    private final Header header;
    private final Path folder;
    private final long most;
    private final List<Path> files = new ArrayList<>();
    private final List<CountReader> readers = new ArrayList<>();
    private SliceTable table = new SliceTable();

    /**
     * Creates an empty table.
     *
     * @param folder where temporary files go
     * @param most how many bytes of memory the table may take
     */
    SpillingCounts(Header header, Path folder, long most) {
        this.header = header;
        this.folder = folder;
        this.most = most;
    }

    void add(byte[] bytes, int start, int end, long count) {
        int slot = table.slot(bytes, start, end);
        table.payload(slot, table.payload(slot) + count);
    }

    /** Writes what is there to a file if it takes too much memory. */
    void spill() throws IOException {
        if (table.memory() <= most) {
            return;
        }
        Path file = Files.createTempFile(folder, ".counts", ".tmp");
        files.add(file);
        AtomicFile.write(file, out -> {
            CountWriter writer = new CountWriter(out, header);
            SortedTable sorted = new SortedTable(table);
            while (sorted.next()) {
                writer.write(sorted.bytes(), sorted.start(), sorted.end(), sorted.count());
            }
            writer.end(Totals.NONE);
        });
        table = new SliceTable();
    }

    /** The counts of all files, and those still here, each sorted; closed with this. */
    List<CountSource> sources() throws IOException {
        for (Path file : files) {
            readers.add(new CountReader(file));
        }
        List<CountSource> sources = new ArrayList<>(readers);
        sources.add(new SortedTable(table));
        return sources;
    }

    /** Deletes the temporary files. */
    @Override
    public void close() throws IOException {
        for (CountReader reader : readers) {
            reader.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
