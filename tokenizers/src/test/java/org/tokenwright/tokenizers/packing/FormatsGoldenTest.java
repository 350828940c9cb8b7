package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.ProgressListener;

/** Files as the published programs write them, byte for byte. */
class FormatsGoldenTest {
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path folder;

    @Test
    void megatronChoosesTypesLikeThis() throws Exception {
        Golden types = Golden.read("megatron_indexed.json").object("optimal_dtype_by_vocab_size");
        assertFalse(types.names().isEmpty());
        for (String size : types.names()) {
            assertEquals(
                    types.text(size),
                    TokenType.ofMegatron(Integer.parseInt(size)).externalName(),
                    size);
        }
    }

    @Test
    void indexesAreThoseOfMegatron() throws Exception {
        List<Golden> cases = Golden.read("megatron_indexed.json").objects("cases");
        assertEquals(6, cases.size());
        for (Golden one : cases) {
            String name = one.text("name");
            TokenType type = one.get("dtype").equals("uint16") ? TokenType.UINT16 : TokenType.INT32;
            MegatronIndex index = new MegatronIndex(type);
            ByteArrayOutputStream modes = new ByteArrayOutputStream();
            ByteBuffer tokens = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
            List<int[]> documents = new ArrayList<>();
            for (Golden document : one.objects("docs")) {
                int[] ids = document.ints("tokens");
                documents.add(ids);
                type.put(ids, 0, ids.length, tokens);
                for (int length : document.ints("sentence_lengths")) {
                    index.addSequence(length);
                }
                index.endDocument();
            }
            if (one.isTrue("multimodal")) {
                for (List<Object> document : one.lists("modes")) {
                    document.forEach(mode -> modes.write(((Long) mode).intValue()));
                }
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            index.write(written, modes.toByteArray());
            byte[] bin = Arrays.copyOf(tokens.array(), tokens.position());
            assertEquals(one.get("idx_hex"), HEX.formatHex(written.toByteArray()), name);
            assertEquals(one.get("bin_hex"), HEX.formatHex(bin), name);
            readsBack(name, written.toByteArray(), bin, documents);
        }
    }

    private void readsBack(String name, byte[] idx, byte[] bin, List<int[]> documents) throws IOException {
        Path index = Files.write(folder.resolve(name + ".idx"), idx);
        Files.write(folder.resolve(name + ".bin"), bin);
        try (TokenReader reader = MegatronDataset.open(index)) {
            for (int[] document : documents) {
                assertTrue(reader.next(), name);
                assertArrayEquals(document, Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()), name);
            }
            assertFalse(reader.next(), name);
        }
    }

    @Test
    void documentsAreWrittenLikeThis() throws Exception {
        for (Golden one : Golden.read("megatron_indexed.json").objects("cases")) {
            List<int[]> documents = new ArrayList<>();
            boolean single = !one.isTrue("multimodal");
            for (Golden document : one.objects("docs")) {
                documents.add(document.ints("tokens"));
                single &= document.ints("sentence_lengths").length <= 1;
            }
            if (single) {
                Path prefix = folder.resolve("written");
                int size = one.get("dtype").equals("uint16") ? 65_499 : 65_500;
                MegatronDataset.write(
                        new ArrayReader(size, documents.toArray(int[][]::new)),
                        OptionalInt.empty(),
                        prefix,
                        ProgressListener.NONE);
                assertEquals(one.get("idx_hex"), HEX.formatHex(Files.readAllBytes(folder.resolve("written.idx"))));
                assertEquals(one.get("bin_hex"), HEX.formatHex(Files.readAllBytes(folder.resolve("written.bin"))));
            }
        }
    }

    @Test
    void rowsAreWrittenLikeThis() throws Exception {
        Golden golden = Golden.read("megatron_indexed.json").objects("cases").get(5);
        assertEquals("packed_bins_L4_eod0", golden.get("name"));
        Path prefix = folder.resolve("rows");
        DatasetPacker.of(SequencePacker.of(PackingAlgorithm.NEXT_FIT, 4))
                .withPad(0)
                .write(
                        new ArrayReader(100, new int[][] {{1, 2, 0, 3}, {4}}),
                        PackedFormat.MEGATRON,
                        prefix,
                        ProgressListener.NONE);
        assertEquals(golden.get("idx_hex"), HEX.formatHex(Files.readAllBytes(folder.resolve("rows.idx"))));
        assertEquals(golden.get("bin_hex"), HEX.formatHex(Files.readAllBytes(folder.resolve("rows.bin"))));
    }

    @Test
    void shardsAreThoseOfMosaic() throws Exception {
        List<Golden> cases = Golden.read("mds_shard.json").objects("cases");
        assertEquals(3, cases.size());
        for (Golden one : cases) {
            Golden encodings = one.object("columns");
            List<MdsColumn> columns = encodings.names().stream()
                    .sorted()
                    .map(name -> column(name, encodings.text(name)))
                    .toList();
            Path shards = Files.createTempDirectory(folder, "mds");
            MdsFolder mds = new MdsFolder(shards, columns);
            for (Golden sample : one.objects("samples")) {
                mds.add(columns.stream()
                        .map(column -> value(column, sample.get(column.name())))
                        .toArray(byte[][]::new));
            }
            mds.finish();
            byte[] shard = Files.readAllBytes(shards.resolve("shard.00000.mds"));
            assertEquals(one.get("shard_hex"), HEX.formatHex(shard));
            String config = one.text("config_json");
            assertTrue(new String(shard, UTF_8).contains(config));
            int samples = one.objects("samples").size();
            String entry = config.replace(
                            "\"hashes\": [], ",
                            "\"hashes\": [], \"raw_data\": {\"basename\": \"shard.00000.mds\", \"bytes\": "
                                    + shard.length + ", \"hashes\": {}}, \"samples\": " + samples + ", ")
                    .replace("\"version\": 2}", "\"version\": 2, \"zip_data\": null}");
            assertEquals(
                    "{\"shards\": [" + entry + "], \"version\": 2}", Files.readString(shards.resolve("index.json")));
        }
    }

    private static MdsColumn column(String name, String encoding) {
        return switch (encoding) {
            case "int" -> new MdsColumn(name, encoding, Long.BYTES);
            case "ndarray:uint16" -> MdsColumn.ofArrays(name, TokenType.UINT16);
            case "ndarray:int32:4" -> MdsColumn.ofArrays(name, TokenType.INT32, 4);
            default -> new MdsColumn(name, encoding, MdsColumn.VARIABLE);
        };
    }

    private static byte[] value(MdsColumn column, Object value) {
        return switch (column.encoding()) {
            case "int" ->
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong((Long) value)
                        .array();
            case "str" -> ((String) value).getBytes(UTF_8);
            case "bytes" -> HEX.parseHex((String) value);
            case "ndarray:uint16" -> MdsColumn.array(TokenType.UINT16, Golden.ints(value));
            default -> {
                ByteBuffer numbers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
                TokenType.INT32.put(Golden.ints(value), 0, 4, numbers);
                yield numbers.array();
            }
        };
    }
}
