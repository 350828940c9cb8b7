package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
            description = "How the input falls into documents: text (a file is a document), lines, lines-with-ends,"
                    + " jsonl. Default: jsonl for names that end in .jsonl or .ndjson (also compressed), lines for"
                    + " standard input, text for all else.")
    private @Nullable TextFormat format;

    @Option(
            names = "--field",
            paramLabel = "POINTER",
            defaultValue = "/text",
            description = "Which string of a JSON line is the document, as a JSON pointer. Default: ${DEFAULT-VALUE}.")
    private String field = "/text";

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
        try {
            TextSource.Builder source = TextSource.builder()
                    .format(format(inputs))
                    .field(field)
                    .limits(limits())
                    .malformed(skipMalformed ? MalformedDocuments.SKIP : MalformedDocuments.FAIL);
            return add(inputs, source, shell).build();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
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

    /** Reads the name of a format. */
    static final class FormatConverter implements ITypeConverter<TextFormat> {
        @Override
        public TextFormat convert(String value) {
            return Arrays.stream(TextFormat.values())
                    .filter(format -> name(format).equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("found " + value + ", expected "
                            + Arrays.stream(TextFormat.values())
                                    .map(FormatConverter::name)
                                    .collect(Collectors.joining(", "))));
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
