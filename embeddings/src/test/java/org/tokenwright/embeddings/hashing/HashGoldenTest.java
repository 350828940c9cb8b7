package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.rules.SubwordHashes;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** What the reference programs hash strings and numbers to. */
class HashGoldenTest {
    @Test
    void strings() throws IOException {
        List<Json> cases = Json.readAll(SharedData.path("golden/embeddings/hash/strings.jsonl"));
        assertEquals(33, cases.size());
        for (Json golden : cases) {
            byte[] bytes = HexFormat.of().parseHex(golden.get("utf8_hex").string());
            byte[] inside = new byte[bytes.length + 5];
            System.arraycopy(bytes, 0, inside, 3, bytes.length);
            int end = 3 + bytes.length;
            assertEquals((int) golden.get("fasttext_fnv").bits(), SubwordHashes.hash(inside, 3, end));
            assertEquals((int) golden.get("murmur3_x86_32_seed0").bits(), MurmurHash.hash32(inside, 3, end, 0));
            assertEquals((int) golden.get("murmur3_x86_32_seed1").bits(), MurmurHash.hash32(inside, 3, end, 1));
            assertEquals(golden.get("murmur64a_seed1").bits(), MurmurHash.hash64(inside, 3, end, 1));
            assertHash128(golden.get("murmur3_x64_128_seed0"), inside, end, 0);
            assertHash128(golden.get("murmur3_x64_128_seed2166136261"), inside, end, FloretNgrams.DEFAULT_SEED);
            long[] hash = new long[2];
            MurmurHash.hash128(inside, 3, end, FloretNgrams.DEFAULT_SEED, hash);
            int[] rows = golden.get("floret_rows32").integers();
            for (int key = 0; key < rows.length; key++) {
                assertEquals(
                        Integer.remainderUnsigned(rows[key], Integer.MAX_VALUE),
                        Hashing.row(hash, key, Integer.MAX_VALUE));
            }
        }
    }

    private static void assertHash128(Json golden, byte[] inside, int end, int seed) {
        long[] hash = new long[2];
        MurmurHash.hash128(inside, 3, end, seed, hash);
        assertArrayEquals(
                golden.list().stream()
                        .mapToLong(hex -> Long.parseUnsignedLong(hex.string(), 16))
                        .toArray(),
                hash);
    }

    @Test
    void rowsOfThinc() throws IOException {
        List<Json> cases = Json.readAll(SharedData.path("golden/embeddings/hash/thinc_hashembed.jsonl"));
        assertEquals(440, cases.size());
        HashEmbed[] tables = {
            HashEmbed.of(FloatTable.of(1, new float[5000]), 0), HashEmbed.of(FloatTable.of(1, new float[2000]), 0)
        };
        for (Json golden : cases) {
            int seed = (int) golden.get("seed").bits();
            long id = golden.get("id").bits();
            assertArrayEquals(
                    golden.get("rows_5000").integers(),
                    HashEmbed.of(tables[0].table(), seed).rows(id));
            assertArrayEquals(
                    golden.get("rows_2000").integers(),
                    HashEmbed.of(tables[1].table(), seed).rows(id));
        }
    }

    @Test
    void numbersOfReservedStrings() throws IOException {
        Json symbols = Json.read(SharedData.path("golden/embeddings/hash/spacy_symbols.json"));
        assertEquals(457, symbols.map().keySet().size());
        for (String symbol : symbols.map().keySet()) {
            assertEquals(symbols.get(symbol).bits(), Lexicon.stringId(symbol), symbol);
        }
    }

    /** The numbers by which SMHasher tells that a port is right: a hash of the hashes of 0, 0 1, 0 1 2 and so on. */
    @Test
    void verificationCodes() {
        assertEquals(0xB0F57EE3, verification(4, (bytes, length, seed) -> {
            return little(MurmurHash.hash32(bytes, 0, length, seed), 4);
        }));
        assertEquals(0x1F0D3804, verification(8, (bytes, length, seed) -> {
            return little(MurmurHash.hash64(bytes, 0, length, seed), 8);
        }));
        assertEquals(0x6384BA69, verification(16, (bytes, length, seed) -> {
            long[] hash = new long[2];
            MurmurHash.hash128(bytes, 0, length, seed, hash);
            byte[] both = Arrays.copyOf(little(hash[0], 8), 16);
            System.arraycopy(little(hash[1], 8), 0, both, 8, 8);
            return both;
        }));
    }

    @Test
    void numberIsHashedAsItsBytes() {
        long[] expected = new long[2];
        long[] hash = new long[2];
        for (long value : new long[] {0, 1, -1, 0x8000_0000_0000_0000L, 0x0123_4567_89ab_cdefL}) {
            MurmurHash.hash128(little(value, 8), 0, 8, -5, expected);
            MurmurHash.hash128(value, -5, hash);
            assertArrayEquals(expected, hash);
        }
    }

    private interface Function {
        byte[] hash(byte[] bytes, int length, int seed);
    }

    private static int verification(int hashBytes, Function function) {
        byte[] keys = new byte[256];
        byte[] hashes = new byte[hashBytes * 256];
        for (int i = 0; i < 256; i++) {
            keys[i] = (byte) i;
            System.arraycopy(function.hash(keys, i, 256 - i), 0, hashes, i * hashBytes, hashBytes);
        }
        byte[] last = function.hash(hashes, hashes.length, 0);
        return (last[0] & 0xFF) | (last[1] & 0xFF) << 8 | (last[2] & 0xFF) << 16 | last[3] << 24;
    }

    private static byte[] little(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }
}
