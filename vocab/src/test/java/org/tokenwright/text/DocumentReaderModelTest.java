package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.Sources.Codec;
import org.tokenwright.text.Sources.Read;

/** Compares the reader with plain code that has the whole input in memory, over formats, codecs and block sizes. */
class DocumentReaderModelTest {
    private static final String[] PIECES = {
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\n \t\r\n",
        " ",
        "word",
        "\u00e9",
        "\u4e2d\u6587",
        "\ud83d\ude00",
        "\ufeff",
        "\"",
        "\\",
        "\t",
        "\0",
        "a longer run of plain ASCII text that spans words"
    };

    private static final TextFormat[] FORMATS = {
        TextFormat.TEXT, TextFormat.LINES, TextFormat.LINES_WITH_ENDS, TextFormat.PARAGRAPHS, TextFormat.JSONL
    };

    @Test
    void agreesWithTheModel() throws IOException {
        SplittableRandom random = Seeds.random("DocumentReaderModelTest");
        for (int round = 0; round < 3_000; round++) {
            String text = randomText(random);
            TextFormat format = FORMATS[random.nextInt(FORMATS.length)];
            boolean json = format == TextFormat.JSONL;
            List<Read> expected = new ArrayList<>();
            byte[] bytes = json ? jsonLines(text, random, expected) : text.getBytes(UTF_8);
            if (!json) {
                expected.addAll(model(text, format));
            }
            int limit = random.nextBoolean() ? 1000 : random.nextInt(format == TextFormat.PARAGRAPHS ? 40 : 1, 60);
            int skipped = removeTooLong(expected, json ? bytes : null, limit);
            try (DocumentReader reader = Sources.of(compress(bytes, random))
                    .format(format)
                    .malformed(MalformedDocuments.SKIP)
                    .limits(ReadLimits.DEFAULT.withMaxDocumentBytes(limit))
                    .blockBytes(random.nextInt(1, 100))
                    .build()
                    .open()) {
                assertEquals(expected, Sources.read(reader), () -> format + " of " + Arrays.toString(bytes));
                assertEquals(skipped, reader.skipped());
            }
        }
    }

    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<Read> model(String given, TextFormat format) {
        boolean marked = given.startsWith("\ufeff");
        String text = marked ? given.substring(1) : given;
        List<Read> documents = new ArrayList<>();
        if (text.isEmpty()) {
            return documents;
        }
        long position = marked ? 3 : 0;
        if (format == TextFormat.TEXT) {
            return List.of(new Read("input", 1, position, text));
        }
        String[] lines = text.split("(?<=\n)", -1);
        if (format == TextFormat.PARAGRAPHS) {
            return paragraphs(lines, position);
        }
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isEmpty()) {
                break;
            }
            String line = format == TextFormat.LINES ? lines[i].replaceFirst("\r?\n$", "") : lines[i];
            documents.add(new Read("input", i + 1, position, line));
            position += lines[i].getBytes(UTF_8).length;
        }
        return documents;
    }

    private static List<Read> paragraphs(String[] lines, long from) {
        List<Read> documents = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        long position = from;
        for (int i = 0; i <= lines.length; i++) {
            String line = i < lines.length ? lines[i] : "";
            if (line.matches("[ \\t\\r\\n]*")) {
                if (!paragraph.isEmpty()) {
                    String text = paragraph.toString();
                    documents.add(new Read(
                            "input",
                            lineNumber(lines, i, text),
                            position - text.getBytes(UTF_8).length,
                            text.replaceFirst("\r?\n$", "")));
                    paragraph.setLength(0);
                }
            } else {
                paragraph.append(line);
            }
            position += line.getBytes(UTF_8).length;
        }
        return documents;
    }

    /** Number of the line, from 1, with which a paragraph begins that ends before line {@code end}, counted from 0. */
    private static int lineNumber(String[] lines, int end, String paragraph) {
        int first = end;
        int length = 0;
        while (length < paragraph.length()) {
            length += lines[--first].length();
        }
        return first + 1;
    }

    /** Writes JSON lines that hold the lines of a text, and the documents that should be read from them. */
    private static byte[] jsonLines(String text, SplittableRandom random, List<Read> expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] strings = text.split("word", -1);
        for (int i = 0; i < strings.length; i++) {
            expected.add(new Read("input", i + 1, out.size(), strings[i]));
            try (JsonGenerator json = JsonFactory.builder()
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
                    .build()
                    .createGenerator(out, JsonEncoding.UTF8)) {
                json.writeStartObject();
                json.writeStringField("other", strings[i]);
                json.writeStringField("text", strings[i]);
                json.writeEndObject();
            }
            out.writeBytes((random.nextBoolean() ? "\n" : "\r\n").getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static int removeTooLong(List<Read> documents, byte @Nullable [] jsonLines, int limit) {
        int before = documents.size();
        documents.removeIf(document -> limit
                < (jsonLines == null
                        ? document.text().getBytes(UTF_8).length
                        : lineLength(jsonLines, (int) document.position())));
        return before - documents.size();
    }

    private static int lineLength(byte[] bytes, int from) {
        int end = from;
        while (bytes[end] != '\n') {
            end++;
        }
        return end - from - (bytes[end - 1] == '\r' ? 1 : 0);
    }

    private static byte[] compress(byte[] bytes, SplittableRandom random) throws IOException {
        int cut = random.nextInt(bytes.length + 1);
        byte[] first = Arrays.copyOf(bytes, cut);
        byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
        if (random.nextInt(5) == 0) {
            return bytes;
        }
        Codec codec = List.of(Codec.values()).get(random.nextInt(Codec.values().length));
        return Sources.concat(codec.compress(first), codec.compress(second));
    }
}
