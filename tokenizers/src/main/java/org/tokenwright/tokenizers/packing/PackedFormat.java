package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

/** What packed rows are written as. Files appear whole or not at all, and of several the one that readers look for last. */
public enum PackedFormat {
    /**
     * An indexed data set of Megatron-LM: {@code PREFIX.bin}, {@code PREFIX.idx}. Each row, with its pads, is a document of one
     * sequence, since Megatron joins sequences and cuts them again. Where a document ends it knows from the id of the end of a
     * document, with {@code --reset-position-ids}, {@code --reset-attention-mask} and {@code --eod-mask-loss}; pads should have
     * that id.
     */
    MEGATRON(true, true),
    /**
     * Shards of MosaicML's streaming data sets in a folder {@code PREFIX}, which must not exist: the columns {@code input_ids}
     * (with pads, uint16 or int32) and {@code seq_lengths} (int32).
     */
    MDS(true, true),
    /** {@code PREFIX.jsonl}: lines {@code {"input_ids":[...],"seq_lengths":[...]}}, without pads. */
    JSONL(false, false),
    /**
     * {@code PREFIX.bin} with the ids, pads included, as bare uint16 or uint32, and {@code PREFIX.len} with, for each row, the
     * number of its documents and their lengths as uint32; little-endian.
     */
    FLAT(true, true),
    /**
     * Arrays of numpy of the shape rows by sequence length: {@code PREFIX.npy} with the ids, pads included, as uint16 or int32,
     * and {@code PREFIX.segments.npy} with the number of each token's document in its row, from 1, 0 for pads.
     */
    NPY(true, true);

    private final boolean padded;
    private final boolean typed;

    PackedFormat(boolean padded, boolean typed) {
        this.padded = padded;
        this.typed = typed;
    }

    /**
     * {@return whether rows are padded to their full length}
     */
    public boolean isPadded() {
        return padded;
    }

    /** {@return whether it must be known before the first row how large ids become} */
    boolean isTyped() {
        return typed;
    }

    /** {@return whether it must be known before the first row how many there are} */
    boolean isCounted() {
        return this == NPY;
    }

    /**
     * {@return the files that are written, the one that readers look for last}
     *
     * @param prefix what the names of the files begin with
     */
    public List<Path> files(Path prefix) {
        return switch (this) {
            case MEGATRON -> List.of(MegatronDataset.bin(prefix), MegatronDataset.idx(prefix));
            case MDS -> List.of(prefix);
            case JSONL -> List.of(JsonlFile.file(prefix));
            case FLAT -> List.of(FlatFiles.ids(prefix), FlatFiles.lengths(prefix));
            case NPY -> List.of(NpyFiles.segments(prefix), NpyFiles.ids(prefix));
        };
    }

    /**
     * Checks that nothing stands in the way that would not be replaced.
     *
     * @param prefix what the names of the files begin with
     * @throws FileAlreadyExistsException if this is {@link #MDS} and there is something at the path
     * @throws IOException if that cannot be found out
     */
    public void requireFree(Path prefix) throws IOException {
        if (this == MDS) {
            MdsFolder.requireNew(prefix);
        }
    }

    void write(Path prefix, RowFiles.Layout layout, RowFiles.Rows rows) throws IOException {
        switch (this) {
            case MEGATRON -> MegatronDataset.writeRows(prefix, layout, rows);
            case MDS -> MdsFolder.write(prefix, layout, rows);
            case JSONL -> JsonlFile.write(prefix, rows);
            case FLAT -> FlatFiles.write(prefix, layout, rows);
            case NPY -> NpyFiles.write(prefix, layout, rows);
        }
    }
}
