package org.tokenwright.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tokenwright.embeddings.sentence.SentenceEncoder;
import org.tokenwright.embeddings.sentence.StaticModel;

/**
 * Counts the sentences whose vectors a model of static vectors makes in a CPU-second of one thread. Arguments: a file of UTF-8
 * with a sentence on each line, and the folder of the model; without it, one of WordPiece is made of the words of the file, with
 * 256 dimensions, as {@code potion-base-8M} has.
 */
public final class SentenceVectorsComparison {
    private static final double NANOS = 1e9;
    private static final double SECONDS = 2;

    private SentenceVectorsComparison() {}

    /**
     * Runs the comparison.
     *
     * @param args see the class
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        Path sentences = Path.of(args[0]);
        Path model = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("static-model");
        if (args.length == 1) {
            SampleStaticModel.write(Files.readAllLines(sentences), model);
        }
        run(System.out, model, sentences, SECONDS);
        if (args.length == 1) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(model)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(model);
        }
    }

    /** {@return sentences for a CPU-second, after as much time to warm up} */
    static double run(PrintStream out, Path model, Path sentences, double seconds) throws IOException {
        SentenceEncoder encoder = StaticModel.load(model).newEncoder();
        List<String> lines = new ArrayList<>(Files.readAllLines(sentences));
        lines.removeIf(String::isEmpty);
        float[] vector = new float[encoder.encode(lines.get(0)).length];
        measure(encoder, lines, vector, seconds);
        double speed = measure(encoder, lines, vector, seconds);
        double characters = lines.stream().mapToInt(String::length).average().orElse(0);
        out.printf(
                Locale.ROOT,
                "%d sentences of %.0f characters, dimension %d: %.0f sentences for a CPU-second%n",
                lines.size(),
                characters,
                vector.length,
                speed);
        return speed;
    }

    private static double measure(SentenceEncoder encoder, List<String> lines, float[] vector, double seconds) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long done = 0;
        while (true) {
            for (String line : lines) {
                encoder.encode(line, vector, 0);
            }
            done += lines.size();
            double taken = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / NANOS;
            if (taken >= seconds) {
                return done / taken;
            }
        }
    }
}
