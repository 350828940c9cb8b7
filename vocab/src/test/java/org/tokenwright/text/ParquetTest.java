package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ParquetFiles.Row;
import org.tokenwright.text.Sources.Codec;

class ParquetTest {
    private static final List<CompressionCodecName> CODECS = List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD);

    @TempDir
    private Path folder;

    @Test
    void givesTheDocumentsOfJsonLinesInEveryCodec() throws IOException {
        List<Row> rows = randomRows(Seeds.random("ParquetTest"), 3_000);
        List<String> expected = new ArrayList<>();
        for (Row row : rows) {
            expected.add(row.text() + "|" + (row.lang() == null ? "" : row.lang()));
        }
        byte[] json = jsonLines(rows);
        Path plain = folder.resolve("a.jsonl");
        Files.write(plain, json);
        assertEquals(expected, documents(plain, TextFormat.AUTO));
        for (Codec codec : Codec.values()) {
            Path file = folder.resolve("a.jsonl." + codec);
            Files.write(file, codec.compress(json));
            assertEquals(expected, documents(file, TextFormat.JSONL), codec.name());
        }
        for (CompressionCodecName codec : CODECS) {
            for (long groupBytes : new long[] {20_000, 100_000_000}) {
                Path file = folder.resolve(codec + "." + groupBytes + ".parquet");
                ParquetFiles.write(file, rows, codec, groupBytes);
                assertEquals(expected, documents(file, TextFormat.AUTO), codec.name());
            }
        }
    }

    @Test
    void nullIsMalformed() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(
                file,
                List.of(new Row(1, "a", null), new Row(2, null, null), new Row(3, "c", null)),
                CompressionCodecName.SNAPPY,
                1 << 20);
        assertEquals(
                file + ", row 2: found null, expected a string",
                assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
        try (DocumentReader reader = TextSource.builder()
                .path(file)
                .malformed(MalformedDocuments.SKIP)
                .build()
                .open()) {
            assertEquals(
                    List.of("a", "c"),
                    Sources.read(reader).stream().map(Sources.Read::text).toList());
            assertEquals(1, reader.skipped());
            assertEquals(Files.size(file), reader.storedBytesRead());
        }
    }

    @Test
    void whatIsNotUtf8IsMalformed() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(
                file,
                List.of(new Row(1, "a", null), new Row(2, "needle", null), new Row(3, "c", null)),
                CompressionCodecName.UNCOMPRESSED,
                1 << 20,
                false);
        String latin = new String(Files.readAllBytes(file), ISO_8859_1);
        Files.write(file, latin.replace("needle", "n\u00e4\u00e4dle").getBytes(ISO_8859_1));
        assertEquals(
                file + ", row 2: found bytes 0xE4 0xE4, expected UTF-8",
                assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
        assertEquals(
                List.of("a", "c"),
                Sources.texts(TextSource.builder()
                        .path(file)
                        .malformed(MalformedDocuments.SKIP)
                        .build()));
    }

    @Test
    void aCompressionThatCannotBeUndoneSafelyIsRefused() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(new Row(1, "a", "b")), CompressionCodecName.LZ4_RAW, 1 << 20);
        String message =
                String.valueOf(assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
        assertTrue(
                message.endsWith(": found a column compressed with LZ4_RAW, expected Snappy, gzip, Zstandard or none"),
                message);
    }

    /** Snappy's decoder would write as many bytes as its data says into the room for the page. */
    @Test
    void snappyDataOfAnotherSizeThanItsPageIsRefused() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(new Row(1, "abcabcabc", null)), CompressionCodecName.SNAPPY, 1 << 20, false);
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i]++;
            Files.write(file, changed);
            try {
                documents(file, TextFormat.AUTO);
            } catch (CorruptInputException e) {
                if (String.valueOf(e.getMessage()).contains("found Snappy data of ")) {
                    refused++;
                }
            }
        }
        assertTrue(refused >= 2, "refused " + refused);
    }

    @Test
    void lengthsBeyondTheFooterAreRefused() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(new Row(1, "a", "b")), CompressionCodecName.SNAPPY, 1 << 20);
        byte[] whole = Files.readAllBytes(file);
        byte[] tail = Arrays.copyOfRange(whole, whole.length - 4, whole.length);
        byte[] footer = {(byte) 0x68, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0};
        byte[] length = {(byte) footer.length, 0, 0, 0};
        Files.write(file, Sources.concat(Arrays.copyOf(whole, 4), footer, length, tail));
        assertEquals(
                file + ", byte 9: found no footer (it is cut off), expected one",
                assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
    }

    @Test
    void aDeepSchemaIsRefused() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(), CompressionCodecName.SNAPPY, 1 << 20);
        ParquetFiles.changeFooter(file, footer -> {
            List<SchemaElement> schema = Objects.requireNonNull(footer.getSchema());
            for (int i = 0; i < 100; i++) {
                schema.add(
                        1,
                        new SchemaElement("g" + i)
                                .setRepetition_type(FieldRepetitionType.OPTIONAL)
                                .setNum_children(1));
            }
        });
        String message =
                String.valueOf(assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
        assertTrue(message.endsWith("found no footer (a schema nested deeper than 64), expected one"), message);
    }

    @Test
    void longDocumentsAreMalformed() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(
                file,
                List.of(new Row(1, "a".repeat(2_000), null), new Row(2, "b", null)),
                CompressionCodecName.ZSTD,
                1 << 20);
        TextSource.Builder source =
                TextSource.builder().path(file).limits(ReadLimits.DEFAULT.withMaxDocumentBytes(1_999));
        assertEquals(
                file + ", row 1: found a document of more than 1999 bytes, expected at most that many"
                        + " (maxDocumentBytes)",
                assertThrows(CorruptInputException.class, () -> Sources.read(source.build()))
                        .getMessage());
        assertEquals(
                List.of("b"),
                Sources.texts(source.malformed(MalformedDocuments.SKIP).build()));
    }

    @Test
    void saysWhichColumnsCannotBeRead() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(new Row(1, "a", "b")), CompressionCodecName.SNAPPY, 1 << 20);
        assertEquals(
                file + ", schema: found columns /id, /text, /lang, expected a column /body",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(TextSource.builder()
                                        .path(file)
                                        .field("/body")
                                        .build()))
                        .getMessage());
        assertEquals(
                file + ", schema: found column /id of type INT32, expected a column of strings",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(TextSource.builder()
                                        .path(file)
                                        .field("/id")
                                        .build()))
                        .getMessage());
    }

    @Test
    void aStreamIsRefused() {
        assertEquals(
                "a.parquet: cannot be read: Parquet is read from files, not from a stream",
                assertThrows(
                                IOException.class,
                                () -> Sources.read(
                                        TextSource.builder().stream("a.parquet", new ByteArrayInputStream(new byte[9]))
                                                .build()))
                        .getMessage());
    }

    @Test
    void noTruncationGoesUnnoticed() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(new Row(1, "a", "b")), CompressionCodecName.SNAPPY, 1 << 20);
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.parquet");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertEquals(
                    cut.toString(),
                    assertThrows(CorruptInputException.class, () -> documents(cut, TextFormat.AUTO))
                            .source());
        }
    }

    @Test
    void aFileWithoutRowsHasNoDocuments() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(), CompressionCodecName.SNAPPY, 1 << 20);
        assertEquals(List.of(), documents(file, TextFormat.AUTO));
    }

    /** A small file whose row groups are all the same one would take as long as a large file. */
    @Test
    void rowGroupsThatNameTheSameBytesAreRefused() throws IOException {
        Path file = folder.resolve("a.parquet");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(new Row(i, "text " + i, null));
        }
        ParquetFiles.write(file, rows, CompressionCodecName.UNCOMPRESSED, 1 << 20);
        ParquetFiles.changeFooter(file, footer -> {
            RowGroup group = Objects.requireNonNull(footer.getRow_groups()).getFirst();
            footer.setRow_groups(Collections.nCopies(100, group));
            footer.setNum_rows(100 * group.getNum_rows());
        });
        String message =
                String.valueOf(assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
        assertTrue(message.contains("found columns and indexes of "), message);
        assertTrue(
                message.endsWith(" bytes in all, expected at most the " + Files.size(file) + " of the file"), message);
    }

    @Test
    void columnsAreLimited() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, List.of(), CompressionCodecName.SNAPPY, 1 << 20);
        ParquetFiles.changeFooter(file, footer -> {
            List<SchemaElement> schema = Objects.requireNonNull(footer.getSchema());
            for (int i = schema.size() - 1; i <= ReadLimits.MAX_COLUMNS; i++) {
                schema.add(new SchemaElement("c" + i)
                        .setType(Type.BYTE_ARRAY)
                        .setRepetition_type(FieldRepetitionType.OPTIONAL));
            }
            schema.getFirst().setNum_children(schema.size() - 1);
        });
        assertEquals(
                file + ", schema: found 100001 columns, expected at most 100000",
                assertThrows(CorruptInputException.class, () -> documents(file, TextFormat.AUTO))
                        .getMessage());
    }

    private static List<String> documents(Path file, TextFormat format) throws IOException {
        List<String> documents = new ArrayList<>();
        TextSource source =
                TextSource.builder().path(file).format(format).label("/lang").build();
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                documents.add(document.text() + "|" + document.label());
                assertEquals(documents.size(), document.line());
            }
        }
        return documents;
    }

    private static List<Row> randomRows(SplittableRandom random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(i % 100 == 0 ? 3_000 : 30); words > 0; words--) {
                text.append(random.nextInt(4) == 0 ? "\u4e2d\u6587\ud83d\ude00\n" : "word" + random.nextInt(50))
                        .append(' ');
            }
            String repeated = random.nextInt(3) == 0 ? "the same again" : text.toString();
            rows.add(new Row(i, repeated, random.nextInt(3) == 0 ? null : "l" + random.nextInt(3)));
        }
        return rows;
    }

    private static byte[] jsonLines(List<Row> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("text", row.text());
                if (row.lang() != null) {
                    json.writeStringField("lang", row.lang());
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
        assertTrue(new String(out.toByteArray(), UTF_8).lines().count() == rows.size());
        return out.toByteArray();
    }
}
