package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.codelength.NgramByteEntropy;
import org.tokenwright.tokenizers.segment.EntropyRule;
import org.tokenwright.tokenizers.segment.Segmenter;
import org.tokenwright.tokenizers.segment.Segmenters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cuts documents into words or patches. */
@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        description = {
            "Cuts text into words or patches, on standard output.",
            "",
            "A line for each segment, and an empty line behind each document; with --json one JSON object for each document:"
                    + " {\"segments\":[...]}. The segments of a document, one after the other, are its bytes. A backslash is"
                    + " printed as \\\\, a line feed as \\n, a carriage return as \\r, a tab as \\t, other characters that do"
                    + " not show as \\u{HEX}, a byte that is no character of the segment's as \\xHEX.",
            "",
            "Rules:",
            "  words         words and signs, each with the spaces before it",
            "  spacebyte     the patches of SpaceByte; blt-space is the same",
            "  uax29         words by Unicode's UAX #29",
            "  hat           the words of hierarchical autoregressive transformers",
            "  tfree         the words of T-FREE, spaces by themselves",
            "  bytes:P       every P bytes",
            "  characters:P  every P characters",
            "  entropy:T     patches that begin where an adaptive n-gram model of bytes, which learns from all documents, is less"
                    + " certain of the next byte than T nats; without T 1.335, as BLT has it",
            "  tokens        the tokens of --model",
        },
        footer = {
            "",
            "Examples:",
            "  echo 'Hello, world! isItSo?' | tokenwright segment --rule hat",
            "  tokenwright segment --rule spacebyte --offsets --format text README.md",
            "  tokenwright segment --rule uax29 --max-segment-bytes 16 --json corpus.jsonl.gz > words.jsonl",
            "  tokenwright segment --rule tokens --model books.model --stats corpus.jsonl.gz",
        })
final class SegmentCommand implements Callable<Integer> {
    private static final String TOKENS = "tokens";
    private static final Pattern ENTROPY = Pattern.compile("entropy(?::([0-9]{1,3}(?:\\.[0-9]{1,17})?))?");
    private static final int ENTROPY_ORDER = 4;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-r", "--rule"},
            paramLabel = "RULE",
            required = true,
            completionCandidates = RuleNames.class,
            description = "The rule, by its name.")
    private String rule = "";

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model of the rule tokens: " + ModelOptions.MODEL + ".")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = "--max-segment-bytes",
            paramLabel = "N",
            description = "Cut longer segments: between characters, where that is possible.")
    private @Nullable Integer maxSegmentBytes;

    @Option(
            names = "--offsets",
            description = "Add where each segment begins and ends (exclusive) in its document, in bytes.")
    private boolean offsets;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--stats", description = "Print how many segments there are and how long, and not which.")
    private boolean stats;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    private long documents;
    private long segments;
    private long bytes;
    private int longest;

    SegmentCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (stats && (offsets || json)) {
            throw usage("--stats goes without --offsets and --json");
        }
        TextSource source = reading.source(inputs, shell);
        Segmenter segmenter = segmenter();
        try (DocumentReader reader = source.open();
                SegmentWriter writer = new SegmentWriter(shell.out(), offsets)) {
            for (Document document; (document = reader.next()) != null; ) {
                int[] ends = ends(segmenter, document);
                if (stats) {
                    count(document, ends);
                } else if (json) {
                    writer.writeJson(document, ends);
                } else {
                    writer.writeLines(document, ends);
                }
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        if (stats) {
            shell.out().write(statistics().getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private Segmenter segmenter() throws IOException {
        if (rule.equals(TOKENS) != (model != null)) {
            throw usage(model == null ? "--rule tokens needs --model" : "--model has no meaning for --rule " + rule);
        }
        try {
            Segmenter segmenter = model == null
                    ? segmenter(rule)
                    : Segmenters.tokens(loading.tokenizer(model), SpecialTokenPolicy.IGNORE);
            return maxSegmentBytes == null ? segmenter : Segmenters.limited(segmenter, maxSegmentBytes);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw usage(message.startsWith("there is no segmenter") ? message + ", entropy:T, tokens" : message);
        }
    }

    private static Segmenter segmenter(String rule) {
        Matcher entropy = ENTROPY.matcher(rule);
        if (!entropy.matches()) {
            return Segmenters.of(rule);
        }
        String threshold = entropy.group(1);
        EntropyRule patches =
                EntropyRule.global(threshold == null ? EntropyRule.DEFAULT_THRESHOLD : Double.parseDouble(threshold));
        NgramByteEntropy model = NgramByteEntropy.of(ENTROPY_ORDER);
        return Segmenters.entropy(patches, () -> model);
    }

    private static int[] ends(Segmenter segmenter, Document document) throws IOException {
        try {
            return segmenter.ends(document.bytes(), document.start(), document.end());
        } catch (IllegalArgumentException e) {
            throw new IOException(document.source() + ", line " + document.line() + ": " + e.getMessage(), e);
        }
    }

    private void count(Document document, int[] ends) {
        documents++;
        bytes += document.length();
        segments += ends.length;
        int start = 0;
        for (int end : ends) {
            longest = Math.max(longest, end - start);
            start = end;
        }
    }

    private String statistics() {
        return String.format(
                Locale.ROOT, """
                documents          %,d
                bytes              %,d
                segments           %,d
                bytes per segment  %.3f
                longest segment    %,d bytes
                """, documents, bytes, segments, (double) bytes / Math.max(segments, 1), longest);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The names of rules, for completion. */
    static final class RuleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(
                            Segmenters.names().stream().filter(name -> !name.contains(":")),
                            Stream.of("entropy", TOKENS))
                    .iterator();
        }
    }
}
