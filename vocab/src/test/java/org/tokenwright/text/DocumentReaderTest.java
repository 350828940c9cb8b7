package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.Sources.Codec;
import org.tokenwright.text.Sources.Read;

class DocumentReaderTest {
    @Test
    void textIsOneDocumentAndNothingIsNone() throws IOException {
        assertEquals(
                List.of(new Read("input", 1, 0, "a\r\n\nb")),
                Sources.read(Sources.of("a\r\n\nb").build()));
        for (TextFormat format : TextFormat.values()) {
            if (format != TextFormat.PARQUET) {
                assertEquals(
                        List.of(), Sources.texts(Sources.of("").format(format).build()));
                for (Codec codec : Codec.values()) {
                    byte[] empty = codec.compress(new byte[0]);
                    assertEquals(
                            List.of(),
                            Sources.texts(Sources.of(empty).format(format).build()));
                }
            }
        }
    }

    @Test
    void linesLoseTheirEnds() throws IOException {
        assertEquals(
                List.of(
                        new Read("input", 1, 0, "a"),
                        new Read("input", 2, 3, ""),
                        new Read("input", 3, 4, "b\rc"),
                        new Read("input", 4, 8, ""),
                        new Read("input", 5, 10, "d\r")),
                Sources.read(Sources.of("a\r\n\nb\rc\n\r\nd\r")
                        .format(TextFormat.LINES)
                        .build()));
    }

    @Test
    void linesKeepTheirEndsOnRequest() throws IOException {
        assertEquals(
                List.of("a\r\n", "\n", "b"),
                Sources.texts(Sources.of("a\r\n\nb")
                        .format(TextFormat.LINES_WITH_ENDS)
                        .build()));
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsNoText() throws IOException {
        for (TextFormat format : List.of(TextFormat.TEXT, TextFormat.LINES, TextFormat.LINES_WITH_ENDS)) {
            assertEquals(
                    List.of(new Read("input", 1, 3, "\ufeffa\ufeff")),
                    Sources.read(
                            Sources.of("\ufeff\ufeffa\ufeff").format(format).build()));
            assertEquals(
                    List.of(), Sources.texts(Sources.of("\ufeff").format(format).build()));
        }
        assertEquals(
                List.of("a"),
                Sources.texts(Sources.of("\ufeff{\"text\":\"a\"}")
                        .format(TextFormat.JSONL)
                        .build()));
        for (TextFormat format : List.of(TextFormat.CSV, TextFormat.TSV, TextFormat.PARAGRAPHS)) {
            List<String> texts = Sources.texts(
                    Sources.of("\ufefftext\r\n\r\na").format(format).build());
            assertEquals(format == TextFormat.PARAGRAPHS ? List.of("text", "a") : List.of("a"), texts);
        }
    }

    @Test
    void jsonStringsAreUnescaped() throws IOException {
        String json = """
                {"id": 1, "text": "plain \u00e9\u4e2d\ud83d\ude00"}

                {"text": "\\"\\\\\\/\\b\\f\\n\\r\\t", "more": {"text": "no"}}
                \t\r
                 {"before": [{"text": "no"}], "text": "\\u0000\\u0041\\u00e9\\u4E2d\\uD83D\\ude00 end"} \r
                {"te\\u0078t": ""}""";
        assertEquals(
                List.of(
                        new Read("input", 1, 0, "plain \u00e9\u4e2d\ud83d\ude00"),
                        new Read("input", 3, 38, "\"\\/\b\f\n\r\t"),
                        new Read("input", 5, 94, "\0A\u00e9\u4e2d\ud83d\ude00 end"),
                        new Read("input", 6, 178, "")),
                Sources.read(Sources.of(json).format(TextFormat.JSONL).build()));
    }

    @Test
    void aPointerNamesTheField() throws IOException {
        String json = "{\"a\": [\"zero\", {\"b/c~\": \"deep\", \"b\": 1}, {\"0\": \"name\"}], \"\": \"empty\"}";
        assertEquals(List.of("zero"), field("/a/0", json));
        assertEquals(List.of("deep"), field("/a/1/b~1c~0", json));
        assertEquals(List.of("name"), field("/a/2/0", json));
        assertEquals(List.of("empty"), field("/", json));
        assertEquals(List.of("whole"), field("", "\"whole\""));
        assertEquals(
                "Invalid input: JSON Pointer expression must start with '/': \"text\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TextSource.builder().field("text"))
                        .getMessage());
    }

    @Test
    void aPointerNamesTheLabel() throws IOException {
        String json = """
                {"text": "a", "meta": {"language": "de\\u002dAT"}}
                {"meta": {"language": null}, "text": "b"}
                {"text": "c", "meta": {"lang": "fr"}}
                {"meta": {"language": "en"}, "text": "d"}
                """;
        TextSource source = Sources.of(json)
                .format(TextFormat.JSONL)
                .label("/meta/language")
                .build();
        List<String> read = new ArrayList<>();
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                read.add(document.text() + ":" + document.label());
            }
        }
        assertEquals(List.of("a:de-AT", "b:", "c:", "d:en"), read);
        assertEquals(
                "input, line 1, byte 23: found a number, expected a string at /label",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(Sources.of("{\"text\": \"a\", \"label\": 3}")
                                        .format(TextFormat.JSONL)
                                        .label("/label")
                                        .build()))
                        .getMessage());
        assertEquals(
                "the label is the document itself: /text",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Sources.of("").label("/text").build())
                        .getMessage());
    }

    @Test
    void saysWhatIsWrongWithJson() {
        assertMalformedJson("{\"text\": 3}", "line 2, byte 11: found a number, expected a string at /text");
        assertMalformedJson("{\"text\": null}", "line 2, byte 11: found null, expected a string at /text");
        assertMalformedJson("{\"text\": [\"a\"]}", "line 2, byte 11: found an array, expected a string at /text");
        assertMalformedJson(
                "{\"text\": {\"text\": \"a\"}}", "line 2, byte 11: found an object, expected a string at /text");
        assertMalformedJson("{\"text\": true}", "line 2, byte 11: found a boolean, expected a string at /text");
        assertMalformedJson("[\"text\"]", "line 2, byte 2: found no value at /text, expected a string");
        assertMalformedJson(
                "{\"text\": \"a\", \"text\": \"b\"}", "line 2, byte 24: found a second value at /text, expected one");
        assertMalformedJson(
                "{\"text\": \"a\"} {}", "line 2, byte 16: found a second JSON value, expected the end of the line");
        assertMalformedJson(
                "{\"text\": \"a\\ud83d\"}",
                "line 2, byte 13: found the lone surrogate \\ud83d, expected a pair of surrogates");
        assertMalformedJson(
                "{\"text\": \"\\ude00\\ud83d\"}",
                "line 2, byte 12: found the lone surrogate \\ude00, expected a pair of surrogates");
        assertMalformedJson(
                "{\"text\": \"a",
                "line 2, byte 13: found invalid JSON (Unexpected end-of-input in VALUE_STRING), expected a JSON value");
        assertMalformedJson(
                "{\"text\": \"\\x\"}",
                "line 2, byte 13: found invalid JSON (Unrecognized character escape 'x' (code 120)), expected a JSON"
                        + " value");
        assertMalformedJson("\0{\"text\": \"a\"}", "line 2, byte 2: found byte 0x00, expected a JSON value");
        assertMalformedJson(
                "[".repeat(65) + "]".repeat(65),
                "line 2, byte 2: found invalid JSON (Document nesting depth (65) exceeds the maximum allowed (64, from"
                        + " `StreamReadConstraints.getMaxNestingDepth()`)), expected a JSON value");
    }

    @Test
    void readsNamesNumbersAndStringsAsLongAsTheLine() throws IOException {
        String name = "n".repeat(60_000);
        String text = "t".repeat(21_000_000);
        String json = "{\"" + name + "\": " + "1".repeat(2_000) + ", \"text\": \"" + text + "\"}";
        assertEquals(List.of(text), field("/text", json));
    }

    @Test
    void saysWhatIsNotUtf8() throws IOException {
        byte[] bytes = "a\nb\u00e4c\n(\u00e9".getBytes(ISO_8859_1);
        for (TextFormat format :
                List.of(TextFormat.TEXT, TextFormat.LINES, TextFormat.LINES_WITH_ENDS, TextFormat.PARAGRAPHS)) {
            CorruptInputException e = assertThrows(
                    CorruptInputException.class,
                    () -> Sources.read(Sources.of(bytes).format(format).build()));
            assertEquals("input, line 2, byte 3: found bytes 0xE4 0x63, expected UTF-8", e.getMessage());
            assertEquals("line 2, byte 3", e.position());
        }
        byte[] json = "{\"text\": \"a\"}\n{\"text\": \"\u00e4\"}\n{\"text\": \"c\"}".getBytes(ISO_8859_1);
        TextSource.Builder lines = Sources.of(json).format(TextFormat.JSONL);
        assertEquals(
                "input, line 2, byte 24: found bytes 0xE4 0x22, expected UTF-8",
                assertThrows(CorruptInputException.class, () -> Sources.read(lines.build()))
                        .getMessage());
        assertEquals(
                List.of("a", "c"),
                Sources.texts(Sources.of(json)
                        .format(TextFormat.JSONL)
                        .malformed(MalformedDocuments.SKIP)
                        .build()));
    }

    @Test
    void malformedDocumentsAreSkippedAndCountedOnRequest() throws IOException {
        byte[] bytes = "a\nb\u00e4c\n(\u00e9\nd".getBytes(ISO_8859_1);
        try (DocumentReader reader = Sources.of(bytes)
                .format(TextFormat.LINES)
                .malformed(MalformedDocuments.SKIP)
                .build()
                .open()) {
            assertEquals(List.of(new Read("input", 1, 0, "a"), new Read("input", 4, 9, "d")), Sources.read(reader));
            assertEquals(2, reader.documents());
            assertEquals(2, reader.skipped());
        }
    }

    @Test
    void afterAMalformedFileComesTheNext() throws IOException {
        TextSource source =
                TextSource.builder().stream("bad", new ByteArrayInputStream(new byte[] {(byte) 0xff})).stream(
                                "good", new ByteArrayInputStream(new byte[] {'g'}))
                        .malformed(MalformedDocuments.SKIP)
                        .build();
        assertEquals(List.of(new Read("good", 1, 0, "g")), Sources.read(source));
    }

    @Test
    void theLargestDocumentIsLimited() throws IOException {
        ReadLimits limits = ReadLimits.DEFAULT.withMaxDocumentBytes(4);
        String lines = "1234\r\n12345\n1234\n" + "1".repeat(5_000_000) + "\n12\r345\r\n1234";
        for (int block : new int[] {1, 3, 1000}) {
            TextSource.Builder source = Sources.of(lines)
                    .format(TextFormat.LINES)
                    .limits(limits)
                    .blockBytes(block)
                    .malformed(MalformedDocuments.SKIP);
            assertEquals(
                    List.of(
                            new Read("input", 1, 0, "1234"),
                            new Read("input", 3, 12, "1234"),
                            new Read("input", 6, 5_000_026, "1234")),
                    Sources.read(source.build()));
            assertEquals(
                    "input, line 2, byte 5: found a document of more than 4 bytes, expected at most that many"
                            + " (maxDocumentBytes)",
                    assertThrows(
                                    CorruptInputException.class,
                                    () -> Sources.read(Sources.of("1234\n12345")
                                            .format(TextFormat.LINES)
                                            .limits(limits)
                                            .blockBytes(block)
                                            .build()))
                            .getMessage());
            assertEquals(
                    List.of("1234"),
                    Sources.texts(
                            Sources.of("1234").limits(limits).blockBytes(block).build()));
            assertThrows(
                    CorruptInputException.class,
                    () -> Sources.read(
                            Sources.of("12345").limits(limits).blockBytes(block).build()));
        }
    }

    @Test
    void aDocumentWithoutEndIsPassedOverInBoundedMemory() throws IOException {
        long bytes = 1L << 32;
        InputStream endless = new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int from, int most) {
                int count = (int) Math.min(most, left);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        try (DocumentReader reader = TextSource.builder().stream("endless", endless)
                .format(TextFormat.LINES)
                .malformed(MalformedDocuments.SKIP)
                .limits(ReadLimits.DEFAULT.withMaxDocumentBytes(1 << 20))
                .build()
                .open()) {
            assertNull(reader.next());
            assertEquals(1, reader.skipped());
            assertEquals(bytes, reader.storedBytesRead());
            assertEquals(-1, reader.storedBytes());
        }
    }

    @Test
    void documentsAndBytesInAllAreLimited() throws IOException {
        String lines = "ab\n\ncd\nef\n";
        assertEquals(List.of("ab", ""), limited(lines, ReadLimits.DEFAULT.withMaxDocuments(2)));
        assertEquals(List.of("ab", "", "cd"), limited(lines, ReadLimits.DEFAULT.withMaxBytes(3)));
        assertEquals(List.of("ab", "", "cd"), limited(lines, ReadLimits.DEFAULT.withMaxBytes(4)));
        assertEquals(List.of("ab", "", "cd", "ef"), limited(lines, ReadLimits.DEFAULT.withMaxBytes(5)));
    }

    @Test
    void theNameTellsTheFormat(@TempDir Path folder) throws IOException {
        byte[] json = "{\"text\":\"a\"}\n{\"text\":\"b\"}".getBytes(UTF_8);
        Files.write(folder.resolve("1.jsonl"), json);
        Files.write(folder.resolve("2.NDJSON.GZ"), Sources.gzip(json));
        Files.write(folder.resolve("3.jsonl.zst"), json);
        Files.write(folder.resolve("4.json"), json);
        Files.write(folder.resolve("5.CSV.bz2"), Sources.bzip2("id,text\n1,c".getBytes(UTF_8)));
        Files.write(folder.resolve("6.tsv.xz"), Sources.xz("id\ttext\n1\td".getBytes(UTF_8)));
        assertEquals(
                List.of("a", "b", "a", "b", "a", "b", new String(json, UTF_8), "c", "d"),
                Sources.texts(TextSource.builder().path(folder).build()));
    }

    @Test
    void aStreamIsReadOnceAndClosed() throws IOException {
        boolean[] closed = new boolean[2];
        TextSource source = TextSource.builder().stream("first", closing(closed, 0)).stream(
                        "second", closing(closed, 1))
                .build();
        try (DocumentReader reader = source.open()) {
            assertEquals("first", next(reader).source());
        }
        assertTrue(closed[0]);
        assertTrue(closed[1]);
        assertEquals(
                "first: has been read before, and a stream can be read only once",
                assertThrows(IOException.class, source::open).getMessage());
    }

    @Test
    void aFailureOfAStreamNamesIt() throws IOException {
        IOException cause = new IOException("connection reset");
        TextSource source = TextSource.builder().stream("remote", new InputStream() {
                    private int left = 10;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) {
                            return 'x';
                        }
                        throw cause;
                    }

                    @Override
                    public int read(byte[] target, int from, int most) throws IOException {
                        target[from] = (byte) read();
                        return 1;
                    }
                })
                .build();
        DocumentReader reader = source.open();
        IOException e = assertThrows(IOException.class, reader::next);
        assertEquals("remote: cannot be read: connection reset", e.getMessage());
        assertSame(cause, e.getCause());
        assertEquals(
                "the reader has failed or is closed",
                assertThrows(IllegalStateException.class, reader::next).getMessage());
        reader.close();
    }

    @Test
    void limitsAreChecked() {
        assertEquals(
                "maxDocumentBytes is 0, expected 1 to 1073741824",
                assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withMaxDocumentBytes(0))
                        .getMessage());
        assertEquals(
                "limits must be 1 or more: maxJsonDepth is 64, maxDocuments is 0, maxBytes is 9223372036854775807",
                assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withMaxDocuments(0))
                        .getMessage());
    }

    private static Document next(DocumentReader reader) throws IOException {
        Document document = reader.next();
        if (document == null) {
            throw new AssertionError("there is no document");
        }
        return document;
    }

    private static InputStream closing(boolean[] closed, int index) {
        return new ByteArrayInputStream(new byte[] {'x'}) {
            @Override
            public void close() {
                closed[index] = true;
            }
        };
    }

    private static List<String> limited(String lines, ReadLimits limits) throws IOException {
        return Sources.texts(
                Sources.of(lines).format(TextFormat.LINES).limits(limits).build());
    }

    private static List<String> field(String pointer, String json) throws IOException {
        return Sources.texts(
                Sources.of(json).format(TextFormat.JSONL).field(pointer).build());
    }

    private static void assertMalformedJson(String json, String message) {
        CorruptInputException e = assertThrows(
                CorruptInputException.class,
                () -> Sources.read(Sources.of("\r\n" + json + "\n")
                        .format(TextFormat.JSONL)
                        .build()));
        assertEquals("input, " + message, e.getMessage());
    }
}
