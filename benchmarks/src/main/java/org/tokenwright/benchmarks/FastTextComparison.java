package org.tokenwright.benchmarks;

import com.github.jfasttext.JFastText;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.tokenwright.embeddings.fasttext.FastTextLoss;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import org.tokenwright.embeddings.fasttext.FastTextPredictor;
import org.tokenwright.embeddings.fasttext.FastTextQuantizer;
import org.tokenwright.embeddings.fasttext.FastTextTrainer;
import org.tokenwright.embeddings.fasttext.QuantizationOptions;
import org.tokenwright.text.ProgressListener;

/**
 * Compares fastText's models of ours with those of the C++ program: size and P@1 of full and compressed classifiers, and words and
 * lines for a CPU-second. Arguments: the folder of the data, a folder for models, which program, how many seeds, then what to do:
 * names of sets ({@code cooking}, {@code 20ng}, {@code agnews}), {@code training} and {@code predict}.
 */
public final class FastTextComparison {
    /*
     * CPU time of the C++ program is that of a child of a shell, which reports it. Ours is that of the process, compiler and
     * garbage collector included, and for training from the first step on; for predictions it is given for the first pass and
     * for the best of those behind it. Loading a model is not counted: for the C++ program the time for an empty file is taken
     * off.
     */
    private static final double NANOS = 1e9;
    private static final int PASSES = 8;
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s");
    private static final Pattern PRECISION = Pattern.compile("P@1\\s+([0-9.]+)");
    private static final int RETRAIN_EPOCHS = 5;
    private static final double RETRAIN_RATE = 0.5;

    /** Options of a set, as in the specification's table of sizes and qualities. */
    private enum Set {
        COOKING("cooking/cooking.train", "cooking/cooking.valid", 1.0, 25, 100_000, FastTextLoss.HIERARCHICAL_SOFTMAX),
        NEWSGROUPS("20ng/20ng.train.txt.gz", "20ng/20ng.test.txt.gz", 1.0, 15, 300_000, FastTextLoss.SOFTMAX),
        AGNEWS("agnews/ag6600.train.txt", "agnews/ag1000.test.txt", 0.5, 25, 100_000, FastTextLoss.SOFTMAX);

        private final String train;
        private final String test;
        private final double rate;
        private final int epochs;
        private final int buckets;
        private final FastTextLoss loss;

        Set(String train, String test, double rate, int epochs, int buckets, FastTextLoss loss) {
            this.train = train;
            this.test = test;
            this.rate = rate;
            this.epochs = epochs;
            this.buckets = buckets;
            this.loss = loss;
        }
    }

    /** A way to make a model small; cutoff 0 prunes nothing. */
    private record Compression(String name, int cutoff, boolean covers, boolean retrains, boolean norms) {}

    private static final List<Compression> COMPRESSIONS = List.of(
            new Compression("quantized", 0, false, false, false),
            new Compression("quantized, norms", 0, false, false, true),
            new Compression("10,000 rows", 10_000, false, false, true),
            new Compression("10,000 rows, covering", 10_000, true, false, true),
            new Compression("10,000 rows, retrained", 10_000, false, true, true),
            new Compression("10,000 rows, covering, retrained", 10_000, true, true, true),
            new Compression("1,000 rows", 1_000, false, false, true),
            new Compression("1,000 rows, covering", 1_000, true, false, true),
            new Compression("1,000 rows, retrained", 1_000, false, true, true),
            new Compression("1,000 rows, covering, retrained", 1_000, true, true, true));

    private final PrintStream out;
    private final Path data;
    private final Path folder;
    private final String program;
    private final int seeds;

    private FastTextComparison(PrintStream out, Path data, Path folder, String program, int seeds) {
        this.out = out;
        this.data = data;
        this.folder = folder;
        this.program = program;
        this.seeds = seeds;
    }

    /**
     * Runs the comparison.
     *
     * @param args see the class
     * @throws IOException if a file cannot be read or the program fails
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        FastTextComparison comparison =
                new FastTextComparison(System.out, Path.of(args[0]), folder, args[2], Integer.parseInt(args[3]));
        for (String what : Arrays.asList(args).subList(4, args.length)) {
            switch (what) {
                case "cooking" -> comparison.quality(Set.COOKING);
                case "20ng" -> comparison.quality(Set.NEWSGROUPS);
                case "agnews" -> comparison.quality(Set.AGNEWS);
                case "training" -> comparison.training();
                case "predict" -> comparison.predict();
                default ->
                    throw new IllegalArgumentException("found " + what + ", expected a set, training or predict");
            }
        }
    }

    /** {@return a file of the data, unpacked} */
    private Path file(String name) throws IOException {
        Path source = data.resolve(name);
        if (!name.endsWith(".gz")) {
            return source;
        }
        String unpacked = String.valueOf(source.getFileName()).replace(".gz", "");
        Path target = folder.resolve(unpacked);
        if (!Files.exists(target)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(source));
                    OutputStream text = Files.newOutputStream(target)) {
                in.transferTo(text);
            }
        }
        return target;
    }

    private void quality(Set set) throws IOException, InterruptedException {
        int rows = COMPRESSIONS.size() + 1;
        double[][] ours = new double[rows][seeds];
        double[][] theirs = new double[rows][seeds];
        long[] sizes = new long[rows];
        long[] theirSizes = new long[rows];
        for (int seed = 0; seed < seeds; seed++) {
            ours(set, seed, ours, sizes);
            theirs(set, seed, theirs, theirSizes);
        }
        out.printf("%n%s, mean of %d seeds and standard deviation%n%n", set.train, seeds);
        out.println("| model | P@1 | bytes | P@1, fastText | bytes, fastText |");
        out.println("|---|---:|---:|---:|---:|");
        for (int i = 0; i < rows; i++) {
            String name = i == 0 ? "full" : COMPRESSIONS.get(i - 1).name();
            String other = theirSizes[i] == 0
                    ? " | "
                    : spread(theirs[i]) + " | " + String.format(Locale.ROOT, "%,d", theirSizes[i]);
            out.printf(Locale.ROOT, "| %s | %s | %,d | %s |%n", name, spread(ours[i]), sizes[i], other);
        }
    }

    private void ours(Set set, int seed, double[][] precisions, long[] sizes) throws IOException {
        Path corpus = file(set.train);
        FastTextOptions options = FastTextOptions.supervised()
                .dimension(32)
                .wordNgrams(2)
                .buckets(set.buckets)
                .learningRate(set.rate)
                .epochs(set.epochs)
                .loss(set.loss)
                .seed(seed)
                .build();
        FastTextModel full = new FastTextTrainer(options).train(corpus, ProgressListener.NONE);
        measure(set, full, 0, seed, precisions, sizes);
        for (int i = 0; i < COMPRESSIONS.size(); i++) {
            Compression compression = COMPRESSIONS.get(i);
            QuantizationOptions.Builder small =
                    QuantizationOptions.builder().norms(compression.norms()).cutoff(compression.cutoff());
            if (compression.covers()) {
                small.cover(corpus);
            }
            if (compression.retrains()) {
                small.retrain(corpus, RETRAIN_EPOCHS, RETRAIN_RATE, 1);
            }
            FastTextModel model = new FastTextQuantizer(small.build()).quantize(full, ProgressListener.NONE);
            measure(set, model, i + 1, seed, precisions, sizes);
        }
    }

    private void measure(Set set, FastTextModel model, int row, int seed, double[][] precisions, long[] sizes)
            throws IOException {
        Path saved = folder.resolve("ours");
        model.save(saved);
        sizes[row] = Files.size(saved);
        precisions[row][seed] = model.predictor().evaluate(file(set.test), 1, 0).precision();
    }

    private void theirs(Set set, int seed, double[][] precisions, long[] sizes)
            throws IOException, InterruptedException {
        String corpus = file(set.train).toString();
        String test = file(set.test).toString();
        String name = folder.resolve("theirs").toString();
        call(
                program,
                "supervised",
                "-input",
                corpus,
                "-output",
                name,
                "-dim",
                "32",
                "-wordNgrams",
                "2",
                "-bucket",
                "" + set.buckets,
                "-lr",
                "" + set.rate,
                "-epoch",
                "" + set.epochs,
                "-loss",
                set.loss.toString(),
                "-seed",
                "" + seed,
                "-thread",
                "1",
                "-verbose",
                "0");
        precisions[0][seed] = precision(call(program, "test", name + ".bin", test));
        sizes[0] = Files.size(Path.of(name + ".bin"));
        for (int i = 0; i < COMPRESSIONS.size(); i++) {
            Compression compression = COMPRESSIONS.get(i);
            if (compression.covers()) {
                continue;
            }
            List<String> command =
                    new ArrayList<>(List.of(program, "quantize", "-input", corpus, "-output", name, "-verbose", "0"));
            if (compression.norms()) {
                command.add("-qnorm");
            }
            if (compression.cutoff() > 0) {
                command.addAll(List.of("-cutoff", "" + compression.cutoff()));
            }
            if (compression.retrains()) {
                command.addAll(
                        List.of("-retrain", "-epoch", "" + RETRAIN_EPOCHS, "-lr", "" + RETRAIN_RATE, "-thread", "1"));
            }
            call(command.toArray(String[]::new));
            precisions[i + 1][seed] = precision(call(program, "test", name + ".ftz", test));
            sizes[i + 1] = Files.size(Path.of(name + ".ftz"));
        }
    }

    private static double precision(String text) {
        Matcher matcher = PRECISION.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no precision in " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static String spread(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, deviation);
    }

    private void training() throws IOException, InterruptedException {
        Path corpus = file("20ng/20ng.train.txt.gz");
        Path head = head(corpus, 3_000);
        out.printf(
                "%n| training | threads | words for a CPU-second | for a second | fastText, CPU-second | second |%n");
        out.println("|---|---:|---:|---:|---:|---:|");
        for (int threads = 1; threads <= 2; threads++) {
            FastTextOptions classifier = FastTextOptions.supervised()
                    .dimension(50)
                    .wordNgrams(2)
                    .buckets(200_000)
                    .learningRate(0.5)
                    .threads(threads)
                    .build();
            training(
                    "20 Newsgroups, dim 50, bigrams",
                    corpus,
                    classifier,
                    threads,
                    "supervised",
                    "-dim",
                    "50",
                    "-wordNgrams",
                    "2",
                    "-bucket",
                    "200000",
                    "-lr",
                    "0.5");
            FastTextOptions words = FastTextOptions.skipgram()
                    .threads(threads)
                    .epochs(1)
                    .buckets(200_000)
                    .build();
            training(
                    "skipgram, dim 100, n-grams 3 to 6",
                    head,
                    words,
                    threads,
                    "skipgram",
                    "-epoch",
                    "1",
                    "-bucket",
                    "200000");
        }
    }

    private void training(
            String name, Path corpus, FastTextOptions options, int threads, String command, String... further)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long cpu = processTime();
        FastTextModel model = new FastTextTrainer(options).train(corpus, ProgressListener.NONE);
        double seconds = (System.nanoTime() - start) / NANOS;
        double cpuSeconds = (processTime() - cpu) / NANOS;
        double words = (double) tokens(corpus) * (command.equals("supervised") ? 5 : 1);
        if (model.wordCount() == 0) {
            throw new IllegalStateException("nothing was learned");
        }
        List<String> line = new ArrayList<>(List.of(
                program,
                command,
                "-input",
                corpus.toString(),
                "-output",
                folder.resolve("speed").toString(),
                "-thread",
                "" + threads,
                "-verbose",
                "0"));
        line.addAll(List.of(further));
        long theirStart = System.nanoTime();
        double theirCpu = cpuSeconds(line.toArray(String[]::new));
        double theirSeconds = (System.nanoTime() - theirStart) / NANOS;
        out.printf(
                Locale.ROOT,
                "| %s | %d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
                name,
                threads,
                words / cpuSeconds,
                words / seconds,
                words / theirCpu,
                words / theirSeconds);
    }

    private Path head(Path corpus, int lines) throws IOException {
        Path head = folder.resolve("head.txt");
        try (var text = Files.lines(corpus, StandardCharsets.UTF_8)) {
            return Files.write(head, text.limit(lines).toList());
        }
    }

    private static long tokens(Path corpus) throws IOException {
        long tokens = 0;
        boolean inWord = false;
        for (byte b : Files.readAllBytes(corpus)) {
            boolean separator = b == ' ' || b == '\n' || b == '\t';
            tokens += (inWord && separator ? 1 : 0) + (b == '\n' ? 1 : 0);
            inWord = !separator;
        }
        return tokens;
    }

    private void predict() throws IOException, InterruptedException {
        Path corpus = file("20ng/20ng.train.txt.gz");
        Path test = file("20ng/20ng.test.txt.gz");
        String name = folder.resolve("predict").toString();
        call(
                program,
                "supervised",
                "-input",
                corpus.toString(),
                "-output",
                name,
                "-dim",
                "50",
                "-wordNgrams",
                "2",
                "-bucket",
                "200000",
                "-lr",
                "0.5",
                "-epoch",
                "2",
                "-thread",
                "1",
                "-verbose",
                "0");
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        FastTextPredictor predictor = FastTextModel.load(Path.of(name + ".bin")).predictor();
        byte[] bytes = Files.readAllBytes(test);
        int lines = 0;
        double first = 0;
        double best = Double.MAX_VALUE;
        double theirs = Double.MAX_VALUE;
        double jni = Double.MAX_VALUE;
        JFastText peer = new JFastText();
        peer.loadModel(name + ".bin");
        List<String> texts = Files.readAllLines(test);
        for (int pass = 0; pass < PASSES; pass++) {
            long start = processTime();
            lines = 0;
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    lines += predictor.predict(bytes, from, i + 1, 1, 0).isEmpty() ? 0 : 1;
                    from = i + 1;
                }
            }
            double seconds = (processTime() - start) / NANOS;
            first = pass == 0 ? seconds : first;
            best = Math.min(best, seconds);
            theirs = Math.min(
                    theirs,
                    cpuSeconds(program, "predict", name + ".bin", test.toString())
                            - cpuSeconds(program, "predict", name + ".bin", empty.toString()));
            start = processTime();
            for (String text : texts) {
                if (peer.predict(text) == null) {
                    throw new IllegalStateException("nothing was predicted");
                }
            }
            jni = Math.min(jni, (processTime() - start) / NANOS);
        }
        out.printf("%n| predict, 20 Newsgroups | lines for a CPU-second |%n|---|---:|%n");
        out.printf(Locale.ROOT, "| ours, first pass | %,.0f |%n", lines / first);
        out.printf(Locale.ROOT, "| ours, later | %,.0f |%n", lines / best);
        out.printf(Locale.ROOT, "| fastText, without loading | %,.0f |%n", lines / theirs);
        out.printf(Locale.ROOT, "| JFastText | %,.0f |%n", lines / jni);
    }

    private static long processTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** {@return the CPU time of a program} */
    private static double cpuSeconds(String... command) throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("bash", "-c", "\"$@\" > /dev/null && times", "bash"));
        shell.addAll(List.of(command));
        String[] lines = call(shell.toArray(String[]::new)).split("\n", -1);
        double seconds = 0;
        Matcher matcher = TIMES.matcher(lines[1]);
        while (matcher.find()) {
            seconds += 60 * Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
        }
        return seconds;
    }

    private static String call(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " failed with " + code);
        }
        return text;
    }
}
