package org.tokenwright.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import opennlp.tools.sentdetect.SentenceModel;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.charboundary.AnnotatedText;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryFormats;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;
import org.tokenwright.boundary.charboundary.CharBoundaryTrainer;
import org.tokenwright.boundary.charboundary.CharBoundaryTrainerOptions;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktFormats;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;

/**
 * Finds sentences with the JDK, ICU4J, OpenNLP and Tokenwright, on one thread, and prints what it costs to have each at hand,
 * how many million characters each reads in a CPU-second, from strings and from UTF-8, and how many of the known ends of
 * sentences it finds: F1, micro-averaged over texts, an end being exact, less white space.
 *
 * <p>Rows of {@code legal} that are marked are not the model that comes with the library, which has seen the legal sets, but
 * forests made as it was from two of them, each measured on the third.
 */
public final class SentenceComparison {
    private static final double SECONDS = 4;
    private static final int JVMS = 20;
    private static final int COPIES = 16;
    static final List<String> LEGAL = List.of("scotus", "cyber-crime", "bva");

    private final Throughput throughput;
    private final int jvms;
    private final PrintStream out;
    private final Path data;
    private final Path golden;

    /** What is compared: something that finds sentences, made anew for each use. */
    private final Map<String, Supplier<SentenceFinder>> finders = new LinkedHashMap<>();

    /** Those that replace one of the same name on a legal set, by the name of the set. */
    private final Map<String, Map<String, Supplier<SentenceFinder>>> withheld = new HashMap<>();

    private final Map<String, Callable<Object>> kept = new LinkedHashMap<>();

    /**
     * Prepares a comparison.
     *
     * @param shared the folder with {@code data/sbd}, the texts, and {@code golden/sbd}, the models of others
     * @param seconds how long each is warmed up, and how long it is measured
     * @param jvms how many JVMs are started to time the first load
     * @param out where the results go
     */
    SentenceComparison(Path shared, double seconds, int jvms, PrintStream out) {
        throughput = new Throughput(seconds);
        this.jvms = jvms;
        this.out = out;
        data = shared.resolve("data/sbd");
        golden = shared.resolve("golden/sbd");
    }

    /**
     * Runs the comparison.
     *
     * @param args the folder with texts and models; then, if need be, for how many seconds each speed is measured
     * @throws Exception if something cannot be read
     */
    public static void main(String[] args) throws Exception {
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : SECONDS;
        new SentenceComparison(Path.of(args[0]), seconds, seconds > 0 ? JVMS : 1, System.out).compare();
    }

    void compare() throws Exception {
        List<SentenceSet> legal = new ArrayList<>();
        for (String name : LEGAL) {
            legal.add(SentenceSet.of(name, data.resolve("legal-en-" + name + ".jsonl")));
        }
        addFinders(legal);
        retained();
        firstLoads();
        speeds(legal);
        accuracy(legal);
        languages();
    }

    private void addFinders(List<SentenceSet> legal) throws IOException {
        Path nltk = golden.resolve("nltk-english-params.json");
        Path nupunkt = golden.resolve("nupunkt-params-full.json.gz");
        kept.put("Punkt, NLTK's English parameters", () -> PunktFormats.read(nltk));
        kept.put("Punkt, nupunkt's parameters", () -> PunktFormats.read(nupunkt));
        add("KISS_STRUNK, NLTK's", PunktDetector.of(PunktFormats.read(nltk), PunktProfile.KISS_STRUNK), true, false);
        PunktModel large = PunktFormats.read(nupunkt);
        add("NUPUNKT, nupunkt's", PunktDetector.of(large, PunktProfile.NUPUNKT), true, true);
        add("NUPUNKT_FAST, nupunkt's", PunktDetector.of(large, PunktProfile.NUPUNKT_FAST), true, false);
        Path onnx = golden.resolve("charboundary-small.onnx.xz");
        if (Files.exists(onnx)) {
            List<String> abbreviations = strings(data.resolve("abbreviations-legal-en.json"));
            kept.put("CharBoundary small", () -> CharBoundaryFormats.readOnnx(onnx, abbreviations));
            SentenceDetector small = CharBoundaryDetector.of(CharBoundaryFormats.readOnnx(onnx, abbreviations));
            add("CharBoundary small", small, true, false);
        }
        for (String name : CharBoundaryModels.names()) {
            kept.put(name, () -> CharBoundaryModels.named(name));
            add(name, CharBoundaryDetector.of(CharBoundaryModels.named(name)), false, true);
        }
        SentenceModel model = SentenceFinder.openNlpModel();
        kept.put("OpenNLP", SentenceFinder::openNlpModel);
        for (int i = 0; i < legal.size(); i++) {
            List<SentenceSet> others = new ArrayList<>(legal);
            SentenceSet held = others.remove(i);
            withheld.put(held.name(), new LinkedHashMap<>());
            add(withheld.get(held.name()), "legal", CharBoundaryDetector.of(trainedLike("legal", others)), false, true);
        }
        finders.put("java.text.BreakIterator", SentenceFinder::jdk);
        finders.put("ICU4J", () -> SentenceFinder.icu(false));
        finders.put("ICU4J with suppressions", () -> SentenceFinder.icu(true));
        finders.put("OpenNLP", () -> SentenceFinder.openNlp(model));
    }

    private void add(String name, SentenceDetector detector, boolean ignoring, boolean everyLine) {
        add(finders, name, detector, ignoring, everyLine);
    }

    private static void add(
            Map<String, Supplier<SentenceFinder>> to,
            String name,
            SentenceDetector detector,
            boolean ignoring,
            boolean everyLine) {
        if (ignoring) {
            to.put(name, () -> SentenceFinder.of(detector));
        }
        SentenceDetector blank = detector.withNewlines(Newlines.BLANK_LINE);
        to.put(name + ", blank-line", () -> SentenceFinder.of(blank));
        if (everyLine) {
            SentenceDetector every = detector.withNewlines(Newlines.EVERY_LINE);
            to.put(name + ", every-line", () -> SentenceFinder.of(every));
        }
    }

    /** {@return a model that is made as one of the library's, from other texts} */
    static CharBoundaryModel trainedLike(String name, List<SentenceSet> sets) {
        CharBoundaryModel shipped = CharBoundaryModels.named(name);
        CharBoundaryTrainer trainer = new CharBoundaryTrainer(CharBoundaryTrainerOptions.small()
                .trees(shipped.trees())
                .features(shipped.features())
                .characters(shipped.charactersBefore(), shipped.charactersAfter())
                .abbreviations(shipped.abbreviations())
                .seed(1)
                .threads(Runtime.getRuntime().availableProcessors())
                .build());
        sets.forEach(set -> set.texts().forEach(trainer::add));
        return trainer.train().withThreshold(shipped.threshold());
    }

    private void retained() throws Exception {
        print("%-34s %10s", "retained on the heap", "MB");
        for (Map.Entry<String, Callable<Object>> entry : kept.entrySet()) {
            print("%-34s %10.2f", entry.getKey(), megabytes(entry.getValue()));
        }
    }

    /** {@return how much each of several copies takes, the first not counted, which loads classes} */
    private static double megabytes(Callable<Object> maker) throws Exception {
        Object[] copies = new Object[COPIES];
        maker.call();
        long before = heap();
        try {
            for (int i = 0; i < copies.length; i++) {
                copies[i] = maker.call();
            }
            return (heap() - before) / 1e6 / copies.length;
        } finally {
            Reference.reachabilityFence(copies);
        }
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void firstLoads() throws IOException {
        print("%n%-34s %10s %10s", "milliseconds in a fresh JVM", "load", "first text");
        for (String name : CharBoundaryModels.names()) {
            double[] medians = FirstLoad.medians(name, jvms);
            print("%-34s %10.1f %10.1f", name, medians[0], medians[1]);
        }
    }

    private void speeds(List<SentenceSet> sets) {
        List<String> texts = sets.stream()
                .flatMap(set -> set.texts().stream())
                .map(AnnotatedText::text)
                .toList();
        List<byte[]> utf8 = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        long chars = texts.stream().mapToLong(String::length).sum();
        print("%n%-34s %10s %10s", "million characters a CPU-second", "strings", "UTF-8");
        finders.forEach((name, maker) -> {
            SentenceFinder finder = maker.get();
            double strings = throughput.of(chars, () -> texts.forEach(finder::ends));
            double bytes = throughput.of(chars, () -> utf8.forEach(finder::count));
            print("%-34s %10.1f %10.1f", name, strings, bytes);
        });
    }

    private void accuracy(List<SentenceSet> legal) throws IOException {
        List<SentenceSet> others = List.of(
                SentenceSet.of("EWT test", data.resolve("ud-en-ewt-test.jsonl")),
                SentenceSet.of("CRAFT", data.resolve("bio-en-craft.jsonl")),
                SentenceSet.inner("golden en", data.resolve("golden-rules.jsonl"), "en:"));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%n%-34s %12s", "F1 of ends", "legal sets"));
        legal.forEach(set -> head.append(String.format(Locale.ROOT, " %12s", set.name())));
        others.forEach(set -> head.append(String.format(Locale.ROOT, " %12s", set.name())));
        print("%s", head);
        finders.forEach((name, maker) -> {
            boolean marked = withheld.values().stream().anyMatch(some -> some.containsKey(name));
            SentenceEnds together = new SentenceEnds();
            StringBuilder row = new StringBuilder();
            for (SentenceSet set : legal) {
                Supplier<SentenceFinder> own =
                        withheld.getOrDefault(set.name(), Map.of()).getOrDefault(name, maker);
                SentenceEnds ends = new SentenceEnds();
                ends.add(set, own.get());
                together.add(ends);
                row.append(String.format(Locale.ROOT, " %11.3f%s", ends.f1(), marked ? "*" : " "));
            }
            row.insert(0, String.format(Locale.ROOT, " %11.3f%s", together.f1(), marked ? "*" : " "));
            for (SentenceSet set : others) {
                row.append(String.format(Locale.ROOT, " %11.3f ", f1(set, maker.get())));
            }
            print("%-34s%s", name, row);
        });
        print("* by forests that were made as the model, from the two other legal sets");
    }

    private void languages() throws IOException {
        Map<SentenceSet, SentenceFinder> sets = new LinkedHashMap<>();
        for (Map.Entry<String, Language> entry : List.of(
                Map.entry("ud-de-gsd-test", Language.GERMAN),
                Map.entry("ud-fr-gsd-test", Language.FRENCH),
                Map.entry("ud-es-gsd-test", Language.SPANISH),
                Map.entry("ud-pt-bosque-test", Language.PORTUGUESE),
                Map.entry("ud-ru-taiga-test", Language.RUSSIAN),
                Map.entry("ud-zh-gsdsimp-test", Language.CHINESE),
                Map.entry("ud-ja-gsd-test", Language.JAPANESE),
                Map.entry("legal-fr-civilcode-test", Language.FRENCH),
                Map.entry("legal-es-wipolex-test", Language.SPANISH),
                Map.entry("legal-it-civilcode-test", Language.ITALIAN))) {
            Language language = entry.getValue();
            Path file = data.resolve(entry.getKey() + ".jsonl");
            if (Files.notExists(file)) {
                continue;
            }
            sets.put(
                    SentenceSet.of(entry.getKey().replace("-test", ""), file),
                    SentenceFinder.of(PunktDetector.of(PunktModel.of(language), PunktProfile.NUPUNKT)
                            .withLanguage(language)
                            .withNewlines(Newlines.BLANK_LINE)));
        }
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%n%-34s", "F1 of ends"));
        sets.keySet().forEach(set -> head.append(String.format(Locale.ROOT, " %18s", set.name())));
        print("%s", head);
        StringBuilder own = new StringBuilder(String.format(Locale.ROOT, "%-34s", "rules of the language, blank-line"));
        sets.forEach((set, finder) -> own.append(String.format(Locale.ROOT, " %18.3f", f1(set, finder))));
        print("%s", own);
        finders.forEach((name, maker) -> {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-34s", name));
            sets.keySet().forEach(set -> row.append(String.format(Locale.ROOT, " %18.3f", f1(set, maker.get()))));
            print("%s", row);
        });
    }

    private static double f1(SentenceSet set, SentenceFinder finder) {
        SentenceEnds ends = new SentenceEnds();
        ends.add(set, finder);
        return ends.f1();
    }

    /** {@return the strings of a JSON array} */
    private static List<String> strings(Path file) throws IOException {
        List<String> strings = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    strings.add(json.getText());
                }
            }
        }
        return strings;
    }

    private void print(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
