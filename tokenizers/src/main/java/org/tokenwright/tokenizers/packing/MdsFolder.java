package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tokenwright.text.AtomicFile;

/**
 * A folder of shards for MosaicML's streaming data sets, and the {@code index.json} that names them. For one thread.
 *
 * <p>A shard, {@code shard.00000.mds}, holds samples, each with a value for every column. All numbers are little-endian:
 *
 * <table>
 * <caption>The shard</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>uint32</td><td>n, number of samples</td></tr>
 * <tr><td>uint32[n + 1]</td><td>where each sample begins in the file, and where the last ends</td></tr>
 * <tr><td>JSON</td><td>columns, with their encodings and sizes; size limit, version</td></tr>
 * <tr><td>samples</td><td>for each column whose values are not of one size a uint32, the size of the value; then the
 *     values</td></tr>
 * </table>
 *
 * The column {@code input_ids} has the ids of a row with its pads, {@code seq_lengths} the lengths of its documents.
 */
final class MdsFolder {
    /** A shard does not grow beyond: 67,108,864 bytes. */
    static final int SIZE_LIMIT = 1 << 26;

    private final Path folder;
    private final List<MdsColumn> columns;
    private final String config;
    private final byte[] configBytes;
    private final List<String> shards = new ArrayList<>();
    private final List<byte[]> samples = new ArrayList<>();
    private long size;

    /**
     * Creates a writer.
     *
     * @param folder where shards go
     * @param columns the columns, by name in ascending order
     */
    MdsFolder(Path folder, List<MdsColumn> columns) {
        this.folder = folder;
        this.columns =
                columns.stream().sorted(Comparator.comparing(MdsColumn::name)).toList();
        config = config("");
        configBytes = ("{" + config + ", \"version\": 2}").getBytes(UTF_8);
        clear();
    }

    static void write(Path prefix, RowFiles.Layout layout, RowFiles.Rows rows) throws IOException {
        requireNew(prefix);
        Path temporary = prefix.resolveSibling("." + prefix.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectory(temporary);
        try {
            TokenType type = TokenType.of(layout.vocabularySize());
            MdsFolder mds = new MdsFolder(
                    temporary,
                    List.of(
                            MdsColumn.ofArrays("input_ids", type, layout.sequenceLength()),
                            MdsColumn.ofArrays("seq_lengths", TokenType.INT32)));
            RowBytes bytes = new RowBytes(type, layout);
            rows.forEach(row -> mds.add(bytes.of(row), MdsColumn.array(TokenType.INT32, row.sequenceLengths())));
            mds.finish();
            Files.move(temporary, prefix, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            delete(temporary, failure);
            throw failure;
        }
    }

    private static void delete(Path temporary, Throwable failure) {
        try {
            if (Files.exists(temporary)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
                Files.delete(temporary);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Refuses a folder that exists, which could not be replaced in one step. */
    static void requireNew(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "exists; shards are written to a new folder, delete the old one first");
        }
    }

    /** Adds a sample: a value for each column, by the names of the columns in ascending order. */
    void add(byte[]... values) throws IOException {
        int sizes = (int) columns.stream()
                .filter(column -> column.bytes() == MdsColumn.VARIABLE)
                .count();
        int total = sizes * Integer.BYTES;
        for (byte[] value : values) {
            total += value.length;
        }
        ByteBuffer sample = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        for (int column = 0; column < values.length; column++) {
            if (columns.get(column).bytes() == MdsColumn.VARIABLE) {
                sample.putInt(values[column].length);
            }
        }
        for (byte[] value : values) {
            sample.put(value);
        }
        if (SIZE_LIMIT < size + total + Integer.BYTES) {
            writeShard();
        }
        samples.add(sample.array());
        size += total + Integer.BYTES;
    }

    private void clear() {
        samples.clear();
        size = 2L * Integer.BYTES + configBytes.length;
    }

    private void writeShard() throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        String name = String.format(Locale.ROOT, "shard.%05d.mds", shards.size());
        AtomicFile.write(folder.resolve(name), out -> {
            int at = (samples.size() + 2) * Integer.BYTES;
            ByteBuffer head =
                    ByteBuffer.allocate(at).order(ByteOrder.LITTLE_ENDIAN).putInt(samples.size());
            at += configBytes.length;
            head.putInt(at);
            for (byte[] sample : samples) {
                at += sample.length;
                head.putInt(at);
            }
            out.write(head.array());
            out.write(configBytes);
            for (byte[] sample : samples) {
                out.write(sample);
            }
        });
        shards.add("{"
                + config("\"raw_data\": {\"basename\": " + quote(name) + ", \"bytes\": " + size + ", \"hashes\": {}}"
                        + ", \"samples\": " + samples.size() + ", ")
                + ", \"version\": 2, \"zip_data\": null}");
        clear();
    }

    /** Writes what is left, and the index. */
    void finish() throws IOException {
        writeShard();
        String index = "{\"shards\": [" + String.join(", ", shards) + "], \"version\": 2}";
        AtomicFile.write(folder.resolve("index.json"), out -> out.write(index.getBytes(UTF_8)));
    }

    /** The members of the JSON objects, in the order of their names. */
    private String config(String betweenHashesAndLimit) {
        return "\"column_encodings\": "
                + list(columns.stream().map(column -> quote(column.encoding())).toList())
                + ", \"column_names\": "
                + list(columns.stream().map(column -> quote(column.name())).toList())
                + ", \"column_sizes\": "
                + list(columns.stream()
                        .map(column -> column.bytes() == MdsColumn.VARIABLE ? "null" : "" + column.bytes())
                        .toList())
                + ", \"compression\": null, \"format\": \"mds\", \"hashes\": [], " + betweenHashesAndLimit
                + "\"size_limit\": " + SIZE_LIMIT;
    }

    private static String list(List<String> elements) {
        return elements.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }
}
