package org.tokenwright.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns documents into ids, one after the other. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Turns text into ids on standard output.",
            "",
            "JSONL gives one JSON object for each document, in order: {\"ids\":[...]}, with \"tokens\" and \"offsets\" if"
                    + " asked for. All other formats give one line of ids for each document; with --tokens or --offsets"
                    + " one line for each token, id, token, start and end parted by tabs, and an empty line behind each"
                    + " document. With --count a line has the number of tokens alone, in JSONL {\"count\":N}.",
            "",
            "Tokens are printed as GPT-2 does: every byte as one visible character, a space as \u0120.",
        },
        footer = {
            "",
            "Examples:",
            "  echo 'Hello, world' | tokenwright encode --model books.model",
            "  tokenwright encode --model books.model --offsets utf16 corpus.jsonl.gz > ids.jsonl",
            "  tokenwright encode --model books.model --tokens --format text README.md",
            "  tokenwright encode --model cl100k_base.tiktoken --count --format text README.md",
            "  tokenwright encode --model my.tiktoken --pattern gpt4 --special '<|end|>=65536' corpus.jsonl",
        })
final class EncodeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The model: " + ModelOptions.MODEL + ".")
    private String model = "";

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = "--offsets",
            paramLabel = "UNIT",
            description = "Add where each token begins and ends (exclusive) in its document: in bytes or utf16 units.")
    private @Nullable OffsetUnit offsets;

    @Option(names = "--tokens", description = "Add the tokens themselves.")
    private boolean tokens;

    @Option(names = "--count", description = "Print how many tokens there are, and not which.")
    private boolean count;

    @Option(
            names = "--specials",
            paramLabel = "POLICY",
            description =
                    "What to do where a text holds a special token: raise (fail), allow (give its id), ignore (take it"
                            + " for text), or a list of tokens, parted by commas, that are allowed while all others are text."
                            + " Default: ${DEFAULT-VALUE}.")
    private String specials = "raise";

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    EncodeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (count && (tokens || offsets != null)) {
            throw new ParameterException(spec.commandLine(), "--count goes without --tokens and --offsets");
        }
        TextFormat format = reading.format(inputs);
        TextSource source = reading.source(inputs, shell);
        Tokenizer tokenizer = loading.tokenizer(model);
        Encoder encoder = encoder(tokenizer);
        try (DocumentReader reader = source.open();
                EncodingWriter writer = new EncodingWriter(shell.out(), tokenizer, tokens, offsets)) {
            for (Document document; (document = reader.next()) != null; ) {
                int size = encode(encoder, document);
                boolean jsonl = isJsonl(format, document);
                if (count) {
                    writer.writeCount(size, jsonl);
                } else if (jsonl) {
                    writer.writeJson(encoder, size);
                } else {
                    writer.writeLines(encoder, size);
                }
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        return 0;
    }

    private Encoder encoder(Tokenizer tokenizer) {
        try {
            return tokenizer.newEncoder(policy(specials));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--specials: " + e.getMessage());
        }
    }

    /** {@return what an option says of special tokens} */
    static SpecialTokenPolicy policy(String specials) {
        return switch (specials) {
            case "raise" -> SpecialTokenPolicy.RAISE;
            case "allow" -> SpecialTokenPolicy.ALLOW;
            case "ignore" -> SpecialTokenPolicy.IGNORE;
            default -> SpecialTokenPolicy.allowOnly(Set.of(specials.split(",")));
        };
    }

    private static boolean isJsonl(TextFormat format, Document document) {
        return (format == TextFormat.AUTO ? TextFormat.ofName(document.source()) : format) == TextFormat.JSONL;
    }

    private static int encode(Encoder encoder, Document document) throws IOException {
        try {
            return encoder.encode(document.bytes(), document.start(), document.end());
        } catch (IllegalArgumentException e) {
            throw new IOException(document.source() + ", line " + document.line() + ": " + e.getMessage(), e);
        }
    }
}
