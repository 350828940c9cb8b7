package org.tokenwright.benchmarks;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.knuddels.jtokkit.Encodings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.HuggingFaceFormat;
import org.tokenwright.tokenizers.formats.TiktokenFormat;

/**
 * Encodes texts with jtokkit, with DJL's tokenizers and with Tokenwright, after the ids have been compared, and prints how many
 * megabytes of UTF-8 each encodes in a CPU-second, and the multiple of jtokkit. Documents of 8 KiB are given as
 * {@code String}.
 *
 * <p>"Warm" is an encoder that has seen the text before. "Unseen" is a new encoder for each pass, in a JVM that is warm: it
 * has nothing in its cache at the start of a text. "Two threads" is the sum of two warm encoders at the same time, as a
 * multiple of one.
 */
public final class EncodingComparison {
    private static final List<String> ENCODINGS = List.of("cl100k_base", "o200k_base");
    private static final double SECONDS = 4;
    private static final long BYTES_FOR_DJL = 1_000_000;

    private final Throughput throughput;
    private final PrintStream out;

    /**
     * Creates a comparison.
     *
     * @param seconds how long each engine is warmed up, and how long it is measured
     * @param out where the results go
     */
    EncodingComparison(double seconds, PrintStream out) {
        throughput = new Throughput(seconds);
        this.out = out;
    }

    /**
     * Runs the comparison.
     *
     * @param args texts in UTF-8, which may be compressed by zstd; models, whose names end in {@code .model}, that are timed on
     *     these texts too
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        EncodingComparison comparison = new EncodingComparison(SECONDS, System.out);
        List<Path> files = Arrays.stream(args).map(Path::of).toList();
        List<Path> texts = files.stream()
                .filter(file -> !file.toString().endsWith(".model"))
                .toList();
        for (String encoding : ENCODINGS) {
            comparison.compare(encoding, texts);
        }
        for (Path file : files) {
            if (!texts.contains(file)) {
                comparison.time(file, texts);
            }
        }
    }

    /** Compares the engines over an encoding of OpenAI's. */
    void compare(String encoding, List<Path> files) throws IOException {
        BpeModel model = TiktokenFormat.load(encoding);
        com.knuddels.jtokkit.api.Encoding jtokkit = Encodings.newLazyEncodingRegistry()
                .getEncoding(encoding)
                .orElseThrow(() -> new IllegalStateException("jtokkit has no encoding " + encoding));
        try (HuggingFaceTokenizer djl = djl(model)) {
            for (Path file : files) {
                Documents documents = Documents.of(file);
                Tokenizer tokenizer = model.tokenizer();
                int ids = check(documents, tokenizer, jtokkit, djl);
                double base = throughput.of(
                        documents, () -> text -> jtokkit.encodeOrdinary(text).size());
                print("%s, %s: %d ids, jtokkit %.1f MB/s", encoding, file.getFileName(), ids, base);
                print(tokenizer, documents, base);
                Documents few = documents.first(BYTES_FOR_DJL);
                double theirs = throughput.of(
                        few, () -> text -> djl.encode(text, false, false).getIds().length);
                print("  DJL %.2f MB/s", theirs);
            }
        }
    }

    /** Times a model of our own. */
    void time(Path file, List<Path> texts) throws IOException {
        Tokenizer tokenizer = Tokenizers.load(file);
        for (Path text : texts) {
            print("%s, %s", file.getFileName(), text.getFileName());
            print(tokenizer, Documents.of(text), 0);
        }
    }

    private void print(Tokenizer tokenizer, Documents documents, double base) {
        Throughput.Encoding warm = encoding(tokenizer);
        double one = throughput.of(documents, () -> warm);
        double unseen = throughput.of(documents, () -> encoding(tokenizer));
        Supplier<Throughput.Encoding> encodings = () -> encoding(tokenizer);
        double two = throughput.ofThreads(2, documents, encodings);
        if (base > 0) {
            print("  warm %.1f MB/s, %.2f times jtokkit", one, one / base);
            print("  unseen %.1f MB/s, %.2f times jtokkit", unseen, unseen / base);
        } else {
            print("  warm %.1f MB/s, unseen %.1f MB/s", one, unseen);
        }
        print("  two threads %.2f times one", two / one);
    }

    private static Throughput.Encoding encoding(Tokenizer tokenizer) {
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        return encoder::encode;
    }

    private static int check(
            Documents documents,
            Tokenizer tokenizer,
            com.knuddels.jtokkit.api.Encoding jtokkit,
            HuggingFaceTokenizer djl) {
        int count = 0;
        int checkedByDjl = documents.first(BYTES_FOR_DJL).texts().size();
        for (int i = 0; i < documents.texts().size(); i++) {
            String text = documents.texts().get(i);
            int[] ids = tokenizer.encode(text, SpecialTokenPolicy.IGNORE);
            check("jtokkit", ids, jtokkit.encodeOrdinary(text).toArray(), text);
            if (i < checkedByDjl) {
                long[] theirs = djl.encode(text, false, false).getIds();
                check(
                        "DJL",
                        ids,
                        Arrays.stream(theirs).mapToInt(Math::toIntExact).toArray(),
                        text);
            }
            count += ids.length;
        }
        return count;
    }

    private static void check(String engine, int[] ids, int[] theirs, String text) {
        if (!Arrays.equals(ids, theirs)) {
            throw new IllegalStateException(engine + " gives other ids for " + text + ": " + Arrays.toString(theirs)
                    + ", expected " + Arrays.toString(ids));
        }
    }

    private static HuggingFaceTokenizer djl(BpeModel model) throws IOException {
        System.setProperty("DJL_OFFLINE", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Path file = Files.createTempFile("tokenizer", ".json");
        try {
            HuggingFaceFormat.write(model, file);
            return HuggingFaceTokenizer.newInstance(
                    file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        } finally {
            Files.delete(file);
        }
    }

    private void print(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }
}
