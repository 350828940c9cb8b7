package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.Sources.Read;

class CsvSplitterTest {
    private static final String[] PIECES = {
        "", "a", "\"", "\"\"", ",", "\n", "\r\n", "\r", "\t", " ", "\u00e9", "\ud83d\ude00", "longer plain text"
    };

    @Test
    void takesTheColumnOfThatName() throws IOException {
        String csv = "id,text,lang\r\n1,plain,en\n2,\"quoted, \"\"both\"\"\r\nways\",fr\n\n3,,\n4,a \"b\" c,de";
        assertEquals(
                List.of(
                        new Read("input", 2, 14, "plain"),
                        new Read("input", 3, 25, "quoted, \"both\"\r\nways"),
                        new Read("input", 6, 56, ""),
                        new Read("input", 7, 60, "a \"b\" c")),
                Sources.read(csv(csv).build()));
        assertEquals(
                List.of("1", "2", "3", "4"), Sources.texts(csv(csv).field("/id").build()));
        assertEquals(
                List.of("en", "fr", "", "de"),
                Sources.texts(csv(csv).field("/2").build()));
        assertEquals(
                List.of("text", "plain", "quoted, \"both\"\r\nways", "", "a \"b\" c"),
                Sources.texts(csv(csv).field("/1").header(false).build()));
    }

    @Test
    void anyDelimiterMaySeparateFields() throws IOException {
        assertEquals(
                List.of("a,b", "c;d"),
                Sources.texts(csv("text;n\na,b;1\n\"c;d\";2\n").delimiter(';').build()));
        assertEquals(
                "delimiter is U+0022, expected an ASCII character but quote, CR and LF",
                assertThrows(IllegalArgumentException.class, () -> csv("").delimiter('"'))
                        .getMessage());
    }

    @Test
    void quotesAreTextInTsv() throws IOException {
        assertEquals(
                List.of("\"Hello,\" he said", "\"\""),
                Sources.texts(Sources.of("id\ttext\n1\t\"Hello,\" he said\n2\t\"\"")
                        .format(TextFormat.TSV)
                        .build()));
    }

    @Test
    void labelsComeFromAColumnToo() throws IOException {
        TextSource source =
                csv("text,lang\na,\"de\"\"\"\n\"b\",en").label("/lang").build();
        List<String> labels = new ArrayList<>();
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                labels.add(document.text() + ":" + document.label());
            }
        }
        assertEquals(List.of("a:de\"", "b:en"), labels);
    }

    @Test
    void saysWhatIsMalformedAndGoesOnBehindIt() throws IOException {
        assertMalformed("1,2,3", "line 2, byte 7: found 3 fields, expected 2");
        assertMalformed("1", "line 2, byte 7: found 1 field, expected 2");
        assertMalformed(
                "1,\"a\"b",
                "line 2, byte 12: found text behind a closing quote, expected a delimiter or the end of the line");
        assertMalformed(
                "1,\"a\n\"\rb",
                "line 3, byte 14: found text behind a closing quote, expected a delimiter or the end of the line");
        assertEquals(
                "input, line 3, byte 13: found the end inside quotes, expected a closing quote",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(csv("n,text\n1,\"a\nb").build()))
                        .getMessage());
        byte[] latin = "n,text\n1,\n2,\u00e4\n3,c".getBytes(ISO_8859_1);
        assertEquals(
                "input, line 3, byte 12: found byte 0xE4, expected UTF-8",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(
                                        Sources.of(latin).format(TextFormat.CSV).build()))
                        .getMessage());
    }

    @Test
    void theFirstRecordMustBeRight() {
        assertFails("a,b\n1,2", "input, line 1: found 2 columns (a, b), expected a column /text");
        assertFails("text,text\n1,2", "input, line 1: found two columns text, expected one");
        assertFails(
                "text,\"b\"c\n1,2",
                "input, line 1, byte 8: found text behind a closing quote, expected a delimiter or the end of the line");
        assertFails(",".repeat(ReadLimits.MAX_COLUMNS), "input, line 1: found 100001 columns, expected at most 100000");
        assertEquals(
                "found the pointer \"/a/b\", expected /NAME or /NUMBER of a column",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Sources.read(csv("a").field("/a/b").build()))
                        .getMessage());
    }

    @Test
    void aRecordThatIsTooLongIsPassedOver() throws IOException {
        String text = "text,n\na,1\n\"" + "x,\n".repeat(1_000) + "\",2\nb,3\nlonglong,4\n\"c\",5";
        for (int block : new int[] {1, 7, 300}) {
            assertEquals(
                    List.of(
                            new Read("input", 2, 7, "a"),
                            new Read("input", 1004, 3016, "b"),
                            new Read("input", 1006, 3031, "c")),
                    Sources.read(csv(text)
                            .blockBytes(block)
                            .limits(ReadLimits.DEFAULT.withMaxDocumentBytes(6))
                            .malformed(MalformedDocuments.SKIP)
                            .build()));
        }
    }

    /** Fields of any text, quoted or not as it must be, are read back, whatever the size of the blocks. */
    @Test
    void agreesWithTheModel() throws IOException {
        SplittableRandom random = Seeds.random("CsvSplitterTest");
        for (int round = 0; round < 2_000; round++) {
            int columns = random.nextInt(1, 4);
            int wanted = random.nextInt(columns);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<Read> expected = new ArrayList<>();
            int line = 1;
            for (int record = 0; record < random.nextInt(6); record++) {
                StringBuilder written = new StringBuilder();
                String text = "";
                for (int column = 0; column < columns; column++) {
                    String field = randomField(random);
                    text = column == wanted ? field : text;
                    boolean quoted = columns == 1 || field.matches("(?s)\".*|.*[,\r\n].*") || random.nextBoolean();
                    written.append(column == 0 ? "" : ",")
                            .append(quoted ? "\"" + field.replace("\"", "\"\"") + "\"" : field);
                }
                written.append(random.nextBoolean() ? "\n" : "\r\n");
                expected.add(new Read("input", line, out.size(), text));
                line += (int) written.chars().filter(c -> c == '\n').count();
                out.writeBytes(written.toString().getBytes(UTF_8));
            }
            assertEquals(
                    expected,
                    Sources.read(Sources.of(out.toByteArray())
                            .format(TextFormat.CSV)
                            .header(false)
                            .field("/" + wanted)
                            .blockBytes(random.nextInt(1, 30))
                            .build()));
        }
    }

    private static String randomField(SplittableRandom random) {
        StringBuilder field = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            field.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return field.toString();
    }

    private static TextSource.Builder csv(String text) {
        return Sources.of(text).format(TextFormat.CSV);
    }

    /** Asserts what is said of the second line of three, and that the third is read if it is skipped. */
    private static void assertMalformed(String record, String message) throws IOException {
        String csv = "n,text\n" + record + "\n3,c\n";
        assertEquals(
                "input, " + message,
                assertThrows(CorruptInputException.class, () -> Sources.read(csv(csv).build()))
                        .getMessage());
        assertEquals(
                List.of("c"),
                Sources.texts(csv(csv).malformed(MalformedDocuments.SKIP).build()));
    }

    private static void assertFails(String csv, String message) {
        assertEquals(
                message,
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(csv(csv).malformed(MalformedDocuments.SKIP)
                                        .build()))
                        .getMessage());
    }
}
