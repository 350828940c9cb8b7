package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

class DatasetPackerTest {
    private static final int PAD = 3;

    @TempDir
    Path folder;

    /** A row as it is expected: the ids of its documents. */
    private static List<List<int[]>> expected(SequencePacker packer, long seed, boolean shuffled, int[][] documents) {
        PackingPlan plan =
                packer.pack(Arrays.stream(documents).mapToInt(ids -> ids.length).toArray());
        PackingPlan order = shuffled ? plan.shuffled(seed) : plan;
        return IntStream.range(0, order.rows())
                .mapToObj(row -> IntStream.range(order.firstPiece(row), order.endPiece(row))
                        .mapToObj(piece -> Arrays.copyOfRange(
                                documents[order.document(piece)],
                                order.start(piece),
                                order.start(piece) + order.length(piece)))
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenHoldsTheRows(PackedFormat format) throws IOException {
        SplittableRandom random = Seeds.random("whatIsWrittenHoldsTheRows");
        for (int round = 0; round < 60; round++) {
            int bound = List.of(500, 65_536, 1 << 30).get(random.nextInt(3));
            int[][] documents = documents(random, bound);
            int rowLength = random.nextInt(1, 40);
            PackingAlgorithm algorithm = List.of(PackingAlgorithm.values()).get(random.nextInt(6));
            SequencePacker packer = SequencePacker.of(algorithm, rowLength);
            DatasetPacker dataset = DatasetPacker.of(packer).withPad(PAD);
            long seed = random.nextLong();
            boolean shuffled = random.nextBoolean();
            int[][] ended = documents;
            if (random.nextBoolean()) {
                dataset = dataset.withEod(2);
                ended = withEnds(documents);
            }
            dataset = shuffled ? dataset.withShuffle(seed) : dataset;
            Path prefix = Files.createTempDirectory(folder, "out").resolve("rows");
            int known = random.nextBoolean() ? bound : TokenReader.UNKNOWN;
            PackingReport report =
                    dataset.write(new ArrayReader(known, documents), format, prefix, ProgressListener.NONE);
            List<List<int[]>> rows = expected(packer, seed, shuffled, ended);
            assertEquals(
                    packer.pack(Arrays.stream(ended).mapToInt(ids -> ids.length).toArray())
                            .report(),
                    report);
            int greatest = known == TokenReader.UNKNOWN ? greatest(ended) : bound - 1;
            check(format, prefix, rowLength, Math.max(greatest, PAD) + 1, rows);
            try (Stream<Path> files = Files.list(prefix.getParent())) {
                assertEquals(
                        format.files(prefix).stream().sorted().toList(),
                        files.sorted().toList());
            }
        }
    }

    private static int greatest(int[][] documents) {
        return Arrays.stream(documents).flatMapToInt(Arrays::stream).max().orElse(0);
    }

    private static int[][] documents(SplittableRandom random, int bound) {
        int[][] documents = new int[random.nextInt(0, 30)][];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = random.ints(random.nextInt(0, 60), 0, bound).toArray();
        }
        return documents;
    }

    private static int[][] withEnds(int[][] documents) {
        return Arrays.stream(documents)
                .map(ids -> ids.length == 0
                        ? ids
                        : IntStream.concat(Arrays.stream(ids), IntStream.of(2)).toArray())
                .toArray(int[][]::new);
    }

    private void check(PackedFormat format, Path prefix, int rowLength, int vocabularySize, List<List<int[]>> rows)
            throws IOException {
        switch (format) {
            case JSONL -> {
                List<String> lines = rows.stream()
                        .map(row -> "{\"input_ids\":" + text(padded(row, -1, rowLength, false)) + ",\"seq_lengths\":"
                                + text(lengths(row)) + "}")
                        .toList();
                assertEquals(lines, Files.readAllLines(JsonlFile.file(prefix)));
                readsBack(JsonlFile.file(prefix), rows);
            }
            case MEGATRON -> {
                try (TokenReader reader = MegatronDataset.open(MegatronDataset.idx(prefix))) {
                    for (List<int[]> row : rows) {
                        assertTrue(reader.next());
                        assertArrayEquals(
                                padded(row, PAD, rowLength, true),
                                Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
                    }
                    assertFalse(reader.next());
                }
                assertEquals(
                        (vocabularySize < 65_500 ? 2L : 4L) * rows.size() * rowLength,
                        Files.size(MegatronDataset.bin(prefix)));
            }
            case FLAT -> {
                int width = vocabularySize <= 65_536 ? 2 : 4;
                checkIds(Files.readAllBytes(FlatFiles.ids(prefix)), 0, width, rowLength, rows);
                ByteBuffer lengths = little(Files.readAllBytes(FlatFiles.lengths(prefix)));
                for (List<int[]> row : rows) {
                    assertEquals(row.size(), lengths.getInt());
                    row.forEach(document -> assertEquals(document.length, lengths.getInt()));
                }
                assertFalse(lengths.hasRemaining());
            }
            case NPY -> {
                int width = vocabularySize <= 65_536 ? 2 : 4;
                byte[] ids = Files.readAllBytes(NpyFiles.ids(prefix));
                assertEquals(
                        "{'descr': '" + (width == 2 ? "<u2" : "<i4") + "', 'fortran_order': False, 'shape': ("
                                + rows.size() + ", " + rowLength + "), }",
                        new String(ids, 10, 118, UTF_8).strip());
                assertArrayEquals(
                        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, Arrays.copyOf(ids, 10));
                checkIds(ids, 128, width, rowLength, rows);
                ByteBuffer segments = little(Files.readAllBytes(NpyFiles.segments(prefix)));
                segments.position(128);
                for (List<int[]> row : rows) {
                    int left = rowLength;
                    for (int document = 0; document < row.size(); document++) {
                        for (int i = 0; i < row.get(document).length; i++, left--) {
                            assertEquals(document + 1, segments.getShort());
                        }
                    }
                    for (; left > 0; left--) {
                        assertEquals(0, segments.getShort());
                    }
                }
                assertFalse(segments.hasRemaining());
            }
            case MDS -> checkShard(prefix, rowLength, vocabularySize, rows);
        }
    }

    private static void checkIds(byte[] bytes, int start, int width, int rowLength, List<List<int[]>> rows) {
        ByteBuffer ids = little(bytes).position(start);
        for (List<int[]> row : rows) {
            for (int id : padded(row, PAD, rowLength, true)) {
                assertEquals(id, width == 2 ? Short.toUnsignedInt(ids.getShort()) : ids.getInt());
            }
        }
        assertFalse(ids.hasRemaining());
    }

    private static void checkShard(Path prefix, int rowLength, int vocabularySize, List<List<int[]>> rows)
            throws IOException {
        String index = Files.readString(prefix.resolve("index.json"));
        if (rows.isEmpty()) {
            assertEquals("{\"shards\": [], \"version\": 2}", index);
            return;
        }
        TokenType type = TokenType.of(vocabularySize);
        assertTrue(index.contains("\"samples\": " + rows.size() + ","), index);
        assertTrue(index.contains("\"ndarray:" + type.externalName() + ":" + rowLength + "\""), index);
        byte[] bytes = Files.readAllBytes(prefix.resolve("shard.00000.mds"));
        ByteBuffer shard = little(bytes);
        assertEquals(rows.size(), shard.getInt());
        for (int row = 0; row < rows.size(); row++) {
            int at = shard.getInt(4 + 4 * row);
            int end = shard.getInt(8 + 4 * row);
            ByteBuffer sample = little(Arrays.copyOfRange(bytes, at, end));
            int lengthBytes = sample.getInt();
            assertEquals(sample.capacity(), 4 + rowLength * type.bytes() + lengthBytes);
            int[] ids = new int[rowLength];
            type.get(sample, ids, 0, rowLength);
            assertArrayEquals(padded(rows.get(row), PAD, rowLength, true), ids);
            byte[] lengths = new byte[lengthBytes];
            sample.get(lengths);
            assertArrayEquals(MdsColumn.array(TokenType.INT32, lengths(rows.get(row))), lengths);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] lengths(List<int[]> row) {
        return row.stream().mapToInt(ids -> ids.length).toArray();
    }

    private static int[] padded(List<int[]> row, int pad, int rowLength, boolean pads) {
        int[] ids = row.stream().flatMapToInt(Arrays::stream).toArray();
        int[] padded = Arrays.copyOf(ids, pads ? rowLength : ids.length);
        Arrays.fill(padded, ids.length, padded.length, pad);
        return padded;
    }

    private static String text(int[] numbers) {
        return Arrays.toString(numbers).replace(" ", "");
    }

    private static void readsBack(Path file, List<List<int[]>> rows) throws IOException {
        TextSource lines =
                TextSource.builder().path(file).format(TextFormat.LINES).build();
        try (TokenReader reader = JsonTokenReader.of(lines.open())) {
            for (List<int[]> row : rows) {
                assertTrue(reader.next());
                assertArrayEquals(
                        padded(row, 0, 0, false), Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            }
            assertFalse(reader.next());
        }
    }

    @RepeatedTest(2)
    void rowsAreFetchedFromFilesLargerThanABatch() throws IOException {
        SplittableRandom random = Seeds.random("rowsAreFetchedFromFilesLargerThanABatch");
        int[][] documents = new int[20_000][];
        int id = 0;
        for (int i = 0; i < documents.length; i++) {
            documents[i] = new int[random.nextInt(50) == 0 ? random.nextInt(20_000) : random.nextInt(100)];
            for (int j = 0; j < documents[i].length; j++) {
                documents[i][j] = id++ & 0xFFFFFF;
            }
        }
        documents[0] = IntStream.range(0, 1_000_000).toArray();
        SequencePacker packer = SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 300_000);
        for (SequencePacker one : List.of(packer, SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 128))) {
            List<List<int[]>> rows = expected(one, 5, true, documents);
            int[] next = new int[1];
            DatasetPacker.of(one)
                    .withShuffle(5)
                    .forEachRow(new ArrayReader(TokenReader.UNKNOWN, documents), folder, ProgressListener.NONE, row -> {
                        List<int[]> wanted = rows.get(next[0]++);
                        assertArrayEquals(lengths(wanted), row.sequenceLengths());
                        assertArrayEquals(padded(wanted, 0, 0, false), Arrays.copyOf(row.inputIds(0), row.size()));
                    });
            assertEquals(rows.size(), next[0]);
        }
    }

    @Test
    void unpackedDocumentsKeepTheirPlaces() throws IOException {
        int[][] documents = {{1, 2}, {}, {70_000}};
        Path prefix = folder.resolve("plain");
        for (int known : new int[] {TokenReader.UNKNOWN, 100_000}) {
            MegatronDataset.Size size = MegatronDataset.write(
                    new ArrayReader(known, documents), OptionalInt.of(9), prefix, ProgressListener.NONE);
            assertEquals(new MegatronDataset.Size(3, 1, 5), size);
            List<int[]> read = new ArrayList<>();
            try (TokenReader reader = MegatronDataset.open(MegatronDataset.idx(prefix))) {
                while (reader.next()) {
                    read.add(Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
                }
            }
            assertArrayEquals(new int[][] {{1, 2, 9}, {}, {70_000, 9}}, read.toArray());
        }
    }

    @Test
    void failuresLeaveOldFilesAndNothingElse() throws IOException {
        for (PackedFormat format : PackedFormat.values()) {
            Path place = Files.createDirectory(folder.resolve(format.name()));
            Path prefix = place.resolve("rows");
            if (format != PackedFormat.MDS) {
                for (Path file : format.files(prefix)) {
                    Files.writeString(file, "old");
                }
            }
            for (PackingAlgorithm algorithm : List.of(PackingAlgorithm.BFD, PackingAlgorithm.NEXT_FIT)) {
                TokenReader broken = new ArrayReader(100, new int[] {1, 2, 3}, new int[] {4}) {
                    @Override
                    public boolean next() throws IOException {
                        if (!super.next()) {
                            throw new IOException("broken");
                        }
                        return true;
                    }
                };
                IOException failure = assertThrows(
                        IOException.class,
                        () -> DatasetPacker.of(SequencePacker.of(algorithm, 2))
                                .withPad(0)
                                .write(broken, format, prefix, ProgressListener.NONE));
                assertEquals("broken", failure.getMessage());
            }
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.toList()) {
                    assertEquals("old", Files.readString(file));
                }
            }
        }
    }

    @Test
    void idsThatDoNotFitAreRefused() {
        DatasetPacker packer = DatasetPacker.of(SequencePacker.of(PackingAlgorithm.BFD, 8));
        Path prefix = folder.resolve("rows");
        IllegalArgumentException large = assertThrows(
                IllegalArgumentException.class,
                () -> packer.withPad(0)
                        .write(
                                new ArrayReader(10, new int[] {65_536}),
                                PackedFormat.FLAT,
                                prefix,
                                ProgressListener.NONE));
        assertEquals("an id is 65536, expected 0 to 65535, what uint16 can hold", large.getMessage());
        IllegalArgumentException unpadded = assertThrows(
                IllegalArgumentException.class,
                () -> packer.write(new ArrayReader(10), PackedFormat.FLAT, prefix, ProgressListener.NONE));
        assertEquals(
                "there is no id for pads, expected one of their own or one for the ends of documents",
                unpadded.getMessage());
        assertEquals(
                "the id is -1, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> packer.withEod(-1))
                        .getMessage());
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void aFolderThatExistsIsNotReplaced() throws IOException {
        Path prefix = Files.createDirectory(folder.resolve("shards"));
        FileAlreadyExistsException failure = assertThrows(
                FileAlreadyExistsException.class,
                () -> DatasetPacker.of(SequencePacker.of(PackingAlgorithm.BFD, 8))
                        .withPad(0)
                        .write(new ArrayReader(10), PackedFormat.MDS, prefix, ProgressListener.NONE));
        assertEquals("exists; shards are written to a new folder, delete the old one first", failure.getReason());
    }

    @Test
    void shardsEndAtTheirLimit() throws IOException {
        MdsFolder mds = new MdsFolder(folder, List.of(new MdsColumn("x", "bytes", MdsColumn.VARIABLE)));
        byte[] sample = new byte[20 << 20];
        for (int i = 0; i < 4; i++) {
            mds.add(sample);
        }
        mds.finish();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("index.json", "shard.00000.mds", "shard.00001.mds"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(Files.size(folder.resolve("shard.00000.mds")) <= MdsFolder.SIZE_LIMIT);
        String index = Files.readString(folder.resolve("index.json"));
        assertTrue(index.contains("\"bytes\": " + Files.size(folder.resolve("shard.00001.mds")) + ","), index);
    }
}
