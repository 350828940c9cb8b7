package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.MalformedDocuments;
import org.tokenwright.text.ReadLimits;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that reads text. */
final class ReaderOptions {
    /** The argument that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            completionCandidates = FormatNames.class,
            description = "How the input falls into documents: text (a file is a document), lines, lines-with-ends,"
                    + " paragraphs, jsonl, csv, tsv, parquet. Default: by name (.jsonl, .ndjson, .csv, .tsv, .parquet, also"
                    + " compressed), lines for standard input, text for all else.")
    private @Nullable TextFormat format;

    @Option(
            names = "--field",
            paramLabel = "POINTER",
            defaultValue = "/text",
            description =
                    "Which string of a JSON line is the document, as a JSON pointer, or which column of csv, tsv and"
                            + " parquet: /name, or /0 for the first. Default: ${DEFAULT-VALUE}.")
    private String field = "/text";

    @Option(
            names = "--label",
            paramLabel = "POINTER",
            description = "Where a document says what it is, its language for instance; named like the field.")
    private @Nullable String label;

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            converter = CharsetConverter.class,
            description = "The charset of the text. Default: UTF-8, or what a byte order mark says.")
    private Charset encoding = StandardCharsets.UTF_8;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = DelimiterConverter.class,
            description = "What separates the fields of csv: one character, or tab. Default: a comma.")
    private char delimiter = ',';

    @Option(names = "--no-header", description = "The first record of csv and tsv is one like the others.")
    private boolean noHeader;

    @Option(
            names = "--sample",
            paramLabel = "RANGE",
            converter = ShareConverter.class,
            description =
                    "Read a share of the documents, drawn by their content: 0.9, or 0.9-1 for those that 0.9 leaves"
                            + " out. Default: all.")
    private Share sample = new Share(0, 1);

    @Option(
            names = "--interleave",
            description = "Let files take turns, by chance and in proportion to their sizes, instead of following one"
                    + " another.")
    private boolean interleave;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides what chance decides: the sample and the turns. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--max-documents", paramLabel = "N", description = "Stop reading after N documents.")
    private long maxDocuments = Long.MAX_VALUE;

    @Option(
            names = "--max-bytes",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description =
                    "Stop reading after the document with which SIZE bytes of text are reached: 500000, 64k, 20m, 1g"
                            + " (k, m, g: powers of 1024).")
    private long maxBytes = Long.MAX_VALUE;

    @Option(
            names = "--max-document-bytes",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Take larger documents or JSON lines for malformed. Default: 256m; at most 1g.")
    private long maxDocumentBytes = ReadLimits.DEFAULT_MAX_DOCUMENT_BYTES;

    @Option(
            names = "--skip-malformed",
            description = "Pass over what is not UTF-8 or not the JSON asked for, and count it, instead of failing.")
    private boolean skipMalformed;

    /** {@return how documents are told apart: as the user said, or by name} */
    TextFormat format(List<String> inputs) {
        if (format != null) {
            return format;
        }
        if (!inputs.contains(STANDARD_INPUT)) {
            return TextFormat.AUTO;
        }
        if (inputs.size() > 1) {
            throw usage("standard input beside other input needs --format");
        }
        return TextFormat.LINES;
    }

    /**
     * {@return the text that the arguments name}
     *
     * @param inputs files, folders, patterns, or {@value #STANDARD_INPUT}
     * @param shell gives standard input
     */
    TextSource source(List<String> inputs, Shell shell) throws IOException {
        return source(inputs, Map.of(), 1, shell);
    }

    /**
     * {@return the text that the arguments name}
     *
     * @param inputs files, folders, patterns, or {@value #STANDARD_INPUT}
     * @param weights how many times the documents of some of them count
     * @param threads how many threads may read ahead
     * @param shell gives standard input
     */
    TextSource source(List<String> inputs, Map<String, Integer> weights, int threads, Shell shell) throws IOException {
        weights.keySet().stream()
                .filter(weighted -> inputs.stream().noneMatch(input -> isSame(weighted, input)))
                .forEach(input -> {
                    throw usage("--weight " + input + ": there is no such INPUT");
                });
        checkGiven();
        try {
            TextSource.Builder source = TextSource.builder()
                    .format(format(inputs))
                    .field(field)
                    .charset(encoding)
                    .delimiter(delimiter)
                    .header(!noHeader)
                    .sample(sample.from(), sample.to(), seed)
                    .threads(threads)
                    .limits(limits())
                    .malformed(skipMalformed ? MalformedDocuments.SKIP : MalformedDocuments.FAIL);
            if (label != null) {
                source.label(label);
            }
            if (interleave) {
                source.interleave(seed);
            }
            for (String input : inputs) {
                int weight = 1;
                for (Map.Entry<String, Integer> weighted : weights.entrySet()) {
                    weight = isSame(weighted.getKey(), input) ? weighted.getValue() : weight;
                }
                source.weight(weight);
                add(List.of(input), source, shell);
            }
            return source.build();
        } catch (PatternSyntaxException e) {
            throw usage("the pattern " + e.getPattern() + " is none: " + e.getDescription());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private static boolean isSame(String input, String other) {
        try {
            return input.equals(other)
                    || Path.of(input).normalize().equals(Path.of(other).normalize());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Refuses options that would do nothing with the format that is given, and values that mean nothing. */
    private void checkGiven() {
        checkPointer("--field", field);
        checkPointer("--label", label);
        checkLeast("--max-documents", maxDocuments);
        checkLeast("--max-bytes", maxBytes);
        checkLeast("--max-document-bytes", maxDocumentBytes);
        if (maxDocumentBytes > ReadLimits.LARGEST_DOCUMENT_BYTES) {
            throw usage("--max-document-bytes is " + maxDocumentBytes + ", expected at most "
                    + ReadLimits.LARGEST_DOCUMENT_BYTES);
        }
        if (format == null) {
            return;
        }
        EnumSet<TextFormat> records = EnumSet.of(TextFormat.CSV, TextFormat.TSV);
        EnumSet<TextFormat> fields = EnumSet.of(TextFormat.CSV, TextFormat.TSV, TextFormat.JSONL, TextFormat.PARQUET);
        checkUse("--delimiter", EnumSet.of(TextFormat.CSV));
        checkUse("--no-header", records);
        checkUse("--field", fields);
        checkUse("--label", fields);
    }

    private void checkPointer(String option, @Nullable String pointer) {
        if (pointer != null && !pointer.isEmpty() && !pointer.startsWith("/")) {
            throw usage(option + " is " + pointer + ", expected a pointer that begins with a slash: /" + pointer);
        }
    }

    private void checkLeast(String option, long value) {
        if (value < 1) {
            throw usage(option + " is " + value + ", expected 1 or more");
        }
    }

    private void checkUse(String option, EnumSet<TextFormat> formats) {
        if (format != null
                && !formats.contains(format)
                && command.commandLine().getParseResult().hasMatchedOption(option)) {
            throw usage(option + " has no meaning for --format " + FormatConverter.name(format));
        }
    }

    /** Says so if labels were asked for and there are none. */
    void warnOfLabels(boolean none, Shell shell) {
        if (none && label != null) {
            shell.err().println("tokenwright: warning: no document has a label at " + label);
        }
    }

    /** {@return the seed of all that chance decides} */
    long seed() {
        return seed;
    }

    /** Adds arguments to a source: a name that exists is a path even if it looks like a pattern. */
    static TextSource.Builder add(List<String> inputs, TextSource.Builder source, Shell shell) {
        for (String input : inputs) {
            if (input.equals(STANDARD_INPUT)) {
                source.stream("standard input", shell.in());
            } else if (isPattern(input)) {
                source.glob(input);
            } else {
                source.path(Path.of(input));
            }
        }
        return source;
    }

    private static boolean isPattern(String input) {
        try {
            return input.matches(".*[*?\\[{].*") && !Files.exists(Path.of(input));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private ReadLimits limits() {
        return ReadLimits.DEFAULT
                .withMaxDocumentBytes((int) Math.min(maxDocumentBytes, Integer.MAX_VALUE))
                .withMaxDocuments(maxDocuments)
                .withMaxBytes(maxBytes);
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(command.commandLine(), String.valueOf(message));
    }

    /** A share of the documents: from, inclusive, to, exclusive. */
    record Share(double from, double to) {}

    /** Reads a share, or the two ends of one. */
    static final class ShareConverter implements ITypeConverter<Share> {
        @Override
        public Share convert(String value) {
            if (!value.matches("[0-9.]+(-[0-9.]+)?")) {
                throw new TypeConversionException("found " + value + ", expected a share such as 0.9 or 0.9-1");
            }
            int dash = value.indexOf('-');
            return dash < 0
                    ? new Share(0, Double.parseDouble(value))
                    : new Share(
                            Double.parseDouble(value.substring(0, dash)),
                            Double.parseDouble(value.substring(dash + 1)));
        }
    }

    /** Reads the name of a charset. */
    static final class CharsetConverter implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String value) {
            try {
                return Charset.forName(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("found " + value + ", expected a charset that Java knows");
            }
        }
    }

    /** Reads a character. */
    static final class DelimiterConverter implements ITypeConverter<Character> {
        @Override
        public Character convert(String value) {
            if (value.equals("tab")) {
                return '\t';
            }
            if (value.length() != 1) {
                throw new TypeConversionException("found " + value + ", expected one character or tab");
            }
            return value.charAt(0);
        }
    }

    /** The names of formats, for completion. */
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FormatConverter.names().iterator();
        }
    }

    /** Reads the name of a format. */
    static final class FormatConverter implements ITypeConverter<TextFormat> {
        @Override
        public TextFormat convert(String value) {
            return Arrays.stream(TextFormat.values())
                    .filter(format -> format != TextFormat.AUTO && name(format).equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("found " + value + ", expected " + String.join(", ", names())));
        }

        static List<String> names() {
            return Arrays.stream(TextFormat.values())
                    .filter(format -> format != TextFormat.AUTO)
                    .map(FormatConverter::name)
                    .toList();
        }

        private static String name(TextFormat format) {
            return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Reads a number of bytes with an optional suffix k, m or g. */
    static final class SizeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            if (!value.matches("[0-9]{1,18}[kmgKMG]?")) {
                throw malformed(value);
            }
            int shift = switch (value.charAt(value.length() - 1)) {
                case 'k', 'K' -> 10;
                case 'm', 'M' -> 20;
                case 'g', 'G' -> 30;
                default -> 0;
            };
            long number = Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1));
            if (number > Long.MAX_VALUE >> shift) {
                throw malformed(value);
            }
            return number << shift;
        }

        private static TypeConversionException malformed(String value) {
            return new TypeConversionException(
                    "found " + value + ", expected a number of bytes with an optional k, m or g");
        }
    }
}
