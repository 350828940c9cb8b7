package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.ReadLimits;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns ids back into text: the inverse of {@link EncodeCommand}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Turns ids back into text on standard output.",
        footer = {
            "",
            "Examples:",
            "  echo '13225 11 2375' | tokenwright decode --model books.model",
            "  tokenwright decode --model books.model ids.jsonl > corpus.jsonl",
            "  tokenwright encode --model books.model --format text photo.jpg | \\",
            "      tokenwright decode --model books.model --format text > same-photo.jpg",
        })
final class DecodeCommand implements Callable<Integer> {
    /** A line of ids is longer than its text. */
    private static final ReadLimits LIMITS = ReadLimits.DEFAULT.withMaxDocumentBytes(ReadLimits.LARGEST_DOCUMENT_BYTES);

    private final Shell shell;

    /** How the input holds ids and the output the text. */
    enum Format {
        /** A JSON object for each document: {@code {"ids":[...]}} gives {@code {"text":"..."}}. */
        JSONL,
        /** A line of ids for each document gives a line of text. */
        LINES,
        /** All ids give one text, byte for byte. */
        TEXT
    }

    /** What becomes of bytes that are not UTF-8. */
    enum Malformed {
        REPLACE,
        IGNORE,
        REPORT;

        CodingErrorAction action() {
            return switch (this) {
                case REPLACE -> CodingErrorAction.REPLACE;
                case IGNORE -> CodingErrorAction.IGNORE;
                case REPORT -> CodingErrorAction.REPORT;
            };
        }
    }

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The model: " + ModelOptions.MODEL + ".")
    private String model = "";

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "jsonl ({\"ids\":[...]} gives {\"text\":\"...\"}), lines (a line of ids gives a line of text) or"
                            + " text (all ids give one text, byte for byte). Default: jsonl for names that end in .jsonl or"
                            + " .ndjson (also compressed), lines for all else.")
    private @Nullable Format format;

    @Option(
            names = "--malformed",
            paramLabel = "ACTION",
            description =
                    "What becomes of bytes that are not UTF-8, in jsonl and lines: replace (by U+FFFD), ignore (leave"
                            + " out) or report (fail). Default: replace.")
    private Malformed malformed = Malformed.REPLACE;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    DecodeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        TextSource source = ReaderOptions.add(
                        inputs, TextSource.builder().format(TextFormat.LINES).limits(LIMITS), shell)
                .build();
        Tokenizer tokenizer = loading.tokenizer(model);
        IdParser ids = new IdParser(tokenizer);
        OutputStream out = shell.out();
        try (DocumentReader reader = source.open();
                JsonGenerator json = Json.lines(out)) {
            for (Document line; (line = reader.next()) != null; ) {
                switch (format(line)) {
                    case JSONL -> {
                        if (ids.parseJson(line)) {
                            json.writeStartObject();
                            json.writeStringField("text", text(tokenizer, ids, line));
                            json.writeEndObject();
                            json.writeRaw('\n');
                        }
                    }
                    case LINES -> {
                        ids.parseLine(line);
                        json.flush();
                        out.write(text(tokenizer, ids, line).getBytes(StandardCharsets.UTF_8));
                        out.write('\n');
                    }
                    case TEXT -> {
                        ids.parseLine(line);
                        json.flush();
                        out.write(tokenizer.decodeBytes(ids.ids()));
                    }
                }
            }
        }
        return 0;
    }

    private Format format(Document line) {
        if (format != null) {
            return format;
        }
        return TextFormat.ofName(line.source()) == TextFormat.JSONL ? Format.JSONL : Format.LINES;
    }

    private String text(Tokenizer tokenizer, IdParser ids, Document line) throws IOException {
        try {
            return tokenizer.decode(malformed.action(), ids.ids());
        } catch (IllegalArgumentException e) {
            throw new IOException(line.source() + ", line " + line.line() + ": " + e.getMessage(), e);
        }
    }
}
