package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ReadLimits;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.packing.DatasetPacker;
import org.tokenwright.tokenizers.packing.DocumentEncoder;
import org.tokenwright.tokenizers.packing.JsonTokenReader;
import org.tokenwright.tokenizers.packing.MegatronDataset;
import org.tokenwright.tokenizers.packing.PackedFormat;
import org.tokenwright.tokenizers.packing.PackingAlgorithm;
import org.tokenwright.tokenizers.packing.PackingReport;
import org.tokenwright.tokenizers.packing.SequencePacker;
import org.tokenwright.tokenizers.packing.TokenReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs documents into rows of one length for the training of language models. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Packs documents into rows of --seq-length tokens, as language models are trained on, and writes them to files.",
            "",
            "With --model the INPUT is text, which is encoded. Without, it is ids: the .idx files of data sets of Megatron,"
                    + " or lines of JSON, as encode makes of JSONL.",
            "",
            "How documents get into rows (--algorithm):",
            "  bfd-split  best fit, the longest first; documents longer than a row are cut",
            "  bfd        the same, but longer documents are truncated to a row",
            "  spfhp      shortest pack first; fits best with a small --max-docs-per-bin",
            "  lpfhp      longest pack first",
            "  next-fit   in the order of the documents, in constant memory",
            "  concat     in their order, each row filled up, documents cut anywhere: the baseline",
            "  none       not at all: documents are written as they are (only to megatron)",
            "",
            "What is written (--to), files whole or not at all:",
            "  megatron   PREFIX.bin and PREFIX.idx; each row is a document of one sequence",
            "  mds        a new folder PREFIX of MosaicML shards, columns input_ids and seq_lengths",
            "  jsonl      PREFIX.jsonl: {\"input_ids\":[...],\"seq_lengths\":[...]}, without pads",
            "  flat       PREFIX.bin: ids as uint16 or uint32; PREFIX.len: for each row, how many documents and their lengths",
            "  npy        PREFIX.npy: ids, rows by length; PREFIX.segments.npy: the number of each token's document in its row",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright pack --model books.model --eod '<|end|>' --seq-length 2048 -o train corpus.jsonl.zst",
            "  tokenwright pack --model books.model --to jsonl --shuffle --seed 7 -o train 'texts/**.txt'",
            "  tokenwright pack --algorithm spfhp --max-docs-per-bin 8 --pad 0 --to npy -o rows ids.jsonl",
            "  tokenwright pack --model books.model --algorithm none --eod '<|end|>' -o plain corpus.jsonl",
            "  tokenwright pack --eod 0 --seq-length 4096 --json -o packed plain.idx",
        })
final class PackCommand implements Callable<Integer> {
    private static final String NONE = "none";

    /** A line of ids is longer than its text. */
    private static final ReadLimits LIMITS = ReadLimits.DEFAULT.withMaxDocumentBytes(ReadLimits.LARGEST_DOCUMENT_BYTES);

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model that encodes text: " + ModelOptions.MODEL + ".")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = "--specials",
            paramLabel = "POLICY",
            description =
                    "What to do where a text holds a special token: raise, allow, ignore, or a list of tokens, as for"
                            + " encode. Default: ${DEFAULT-VALUE}.")
    private String specials = "raise";

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            completionCandidates = AlgorithmNames.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String algorithm = PackingAlgorithm.BFD_SPLIT.externalName();

    @Option(
            names = "--seq-length",
            paramLabel = "N",
            description = "The length of a row in tokens. Default: ${DEFAULT-VALUE}.")
    private int sequenceLength = 2048;

    @Option(
            names = "--max-docs-per-bin",
            paramLabel = "N",
            defaultValue = Option.NULL_VALUE,
            description = "Put no more than N documents, or parts of documents, into a row. Default: unlimited.")
    private @Nullable Integer maxDocuments;

    @Option(
            names = "--eod",
            paramLabel = "ID|TOKEN",
            description = "Append this id, or this special token of the model, to each document.")
    private @Nullable String eod;

    @Option(
            names = "--pad",
            paramLabel = "ID|TOKEN",
            description = "Fill rows up with this id or special token. Default: that of --eod.")
    private @Nullable String pad;

    @Option(names = "--shuffle", description = "Write the rows in an order drawn by --seed.")
    private boolean shuffle;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "megatron, mds, jsonl, flat or npy. Default: megatron.")
    private PackedFormat format = PackedFormat.MEGATRON;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PREFIX",
            required = true,
            description = "What the names of the files begin with.")
    private Path output = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads encode; the files do not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only.")
    private boolean quiet;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    /** Reads the documents or lines, unless the input is indexed. */
    private @Nullable DocumentReader reader;

    PackCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Path prefix = prefix();
        long start = System.nanoTime();
        @Nullable Tokenizer tokenizer = model == null ? null : loading.tokenizer(model);
        OptionalInt eodId = id("--eod", eod, tokenizer);
        OptionalInt padId = id("--pad", pad, tokenizer);
        if (!algorithm.equals(NONE) && format.isPadded() && eodId.isEmpty() && padId.isEmpty()) {
            throw usage("--to " + name(format) + " has pads, which need --pad or --eod");
        }
        PackingText text;
        try (TokenReader tokens = open(tokenizer, prefix);
                ProgressLine progress = ProgressLine.on(shell)) {
            ProgressListener listener = cancelling(quiet ? ProgressListener.NONE : progress);
            if (algorithm.equals(NONE)) {
                MegatronDataset.Size size = save(() -> MegatronDataset.write(tokens, eodId, prefix, listener));
                text = new PackingText(size, seconds(start), files(prefix));
            } else {
                DatasetPacker packer = packer(eodId, padId);
                PackingReport report = save(() -> packer.write(tokens, format, prefix, listener));
                text = new PackingText(report, seconds(start), files(prefix));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (reader != null && reader.skipped() > 0) {
            shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
        }
        print(text);
        return 0;
    }

    /** What writes files and tells what they hold. */
    @FunctionalInterface
    private interface Save<T> {
        T run() throws IOException;
    }

    private <T> T save(Save<T> save) throws IOException {
        List<T> results = new ArrayList<>();
        shell.save(() -> results.add(save.run()));
        return results.get(0);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void print(PackingText text) throws IOException {
        if (json) {
            text.writeJson(shell.out());
        } else if (!quiet) {
            text.print(spec.commandLine().getOut());
        }
    }

    /** Refuses options that would do nothing. */
    private void check() {
        if (threads < 1) {
            throw usage("--threads is " + threads + ", expected 1 or more");
        }
        if (names().noneMatch(algorithm::equals)) {
            throw usage(
                    "--algorithm is " + algorithm + ", expected one of " + names().collect(Collectors.joining(", ")));
        }
        if (algorithm.equals(NONE)) {
            if (format != PackedFormat.MEGATRON) {
                throw usage("--algorithm none writes --to megatron only");
            }
            refuse("about rows, which --algorithm none does not make", "--seq-length", "--max-docs-per-bin", "--pad");
            refuse("about rows, which --algorithm none does not make", "--shuffle");
        }
        if (format == PackedFormat.JSONL) {
            refuse("without meaning for --to jsonl, which has no pads", "--pad");
        }
        if (model == null) {
            Stream.of("loading", "reading")
                    .flatMap(mixin -> Objects.requireNonNull(spec.mixins().get(mixin)).options().stream())
                    .map(OptionSpec::longestName)
                    .filter(option -> !option.equals("--seed"))
                    .forEach(option -> refuse("about text, for which a --model is needed", option));
            refuse("about text, for which a --model is needed", "--specials");
        }
        if (!shuffle && model == null) {
            refuse("without meaning if there is no --shuffle", "--seed");
        }
    }

    private void refuse(String reason, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw usage(option + " is " + reason);
            }
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }

    /** {@return what the names of the files begin with, also if the name of one is given} */
    private Path prefix() {
        @Nullable Path last = output.getFileName();
        if (last == null || last.toString().matches("\\.{0,2}")) {
            throw usage("--output is " + output + ", expected what the names of the files begin with");
        }
        if (format != PackedFormat.MDS && Files.isDirectory(output)) {
            throw usage("--output is the folder " + output + ", expected what the names of files begin with, such as "
                    + output.resolve("packed"));
        }
        String name = output.toString();
        for (Path file : files(Path.of("x"))) {
            String suffix = file.toString().substring(1);
            if (!suffix.isEmpty() && name.endsWith(suffix) && last.toString().length() > suffix.length()) {
                return Path.of(name.substring(0, name.length() - suffix.length()));
            }
        }
        return output;
    }

    private List<Path> files(Path prefix) {
        return format.files(prefix);
    }

    private OptionalInt id(String option, @Nullable String value, @Nullable Tokenizer tokenizer) {
        if (value == null) {
            return OptionalInt.empty();
        }
        Map<String, Integer> names =
                tokenizer == null ? Map.of() : tokenizer.specialTokens().ids();
        @Nullable Integer named = names.get(value);
        if (named != null) {
            return OptionalInt.of(named);
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw usage(option + " is " + value + ", expected an id"
                    + (tokenizer == null ? "; names of tokens need a --model" : " or a special token of the model"));
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    private DatasetPacker packer(OptionalInt eodId, OptionalInt padId) {
        try {
            SequencePacker rows = SequencePacker.of(PackingAlgorithm.of(algorithm), sequenceLength);
            DatasetPacker packer =
                    DatasetPacker.of(maxDocuments == null ? rows : rows.withMaxDocumentsPerRow(maxDocuments));
            packer = eodId.isEmpty() ? packer : packer.withEod(eodId.getAsInt());
            packer = padId.isEmpty() ? packer : packer.withPad(padId.getAsInt());
            return shuffle ? packer.withShuffle(reading.seed()) : packer;
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private TokenReader open(@Nullable Tokenizer tokenizer, Path prefix) throws IOException {
        List<String> indexes = inputs.stream()
                .filter(input -> !input.equals(ReaderOptions.STANDARD_INPUT))
                .filter(input -> MegatronDataset.isIndex(Path.of(input)))
                .toList();
        if (tokenizer != null) {
            if (!indexes.isEmpty()) {
                throw usage(indexes.get(0) + " holds ids, which need no --model");
            }
            SpecialTokenPolicy policy = EncodeCommand.policy(specials);
            TextSource source = reading.source(inputs, Map.of(), threads, shell);
            checkOutputs(source.files(), prefix);
            try {
                reader = source.open();
                return DocumentEncoder.of(reader, tokenizer, policy, threads);
            } catch (IllegalArgumentException e) {
                throw usage("--specials: " + e.getMessage());
            }
        }
        if (indexes.isEmpty()) {
            TextSource source = ReaderOptions.add(
                            inputs,
                            TextSource.builder().format(TextFormat.LINES).limits(LIMITS),
                            shell)
                    .build();
            checkOutputs(source.files(), prefix);
            reader = source.open();
            return JsonTokenReader.of(reader);
        }
        if (indexes.size() < inputs.size()) {
            throw usage("INPUT is either .idx files or lines of JSON, not both");
        }
        List<Path> paths = indexes.stream().map(Path::of).toList();
        List<Path> read = new ArrayList<>(paths);
        paths.forEach(index -> read.add(MegatronDataset.dataOf(index)));
        checkOutputs(read, prefix);
        return new IndexedInputs(paths);
    }

    private void checkOutputs(List<Path> read, Path prefix) throws IOException {
        Outputs outputs = new Outputs(spec);
        files(prefix).forEach(file -> outputs.add("--output", file));
        outputs.check(read);
        if (!algorithm.equals(NONE)) {
            format.requireFree(prefix);
        }
    }

    /** Ends the work, so that no temporary file is left, when the process is to end. */
    private ProgressListener cancelling(ProgressListener listener) {
        return progress -> {
            if (shell.isEnding()) {
                throw new CancellationException();
            }
            listener.onProgress(progress);
        };
    }

    private static String name(PackedFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> names() {
        return Stream.concat(Stream.of(PackingAlgorithm.values()).map(PackingAlgorithm::externalName), Stream.of(NONE));
    }

    /** The names of algorithms, for the help. */
    static final class AlgorithmNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
