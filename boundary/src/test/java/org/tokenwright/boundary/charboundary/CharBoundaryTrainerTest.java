package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

class CharBoundaryTrainerTest {
    @TempDir
    private Path folder;

    /** Sentences begin with a capital; periods inside do not. */
    private static AnnotatedText text(SplittableRandom random, int sentences) {
        StringBuilder text = new StringBuilder();
        IntArrayList ends = new IntArrayList();
        for (int i = 0; i < sentences; i++) {
            text.append((char) ('A' + random.nextInt(26)));
            for (int word = random.nextInt(1, 8); word > 0; word--) {
                text.append("ab cd. ef ".charAt(random.nextInt(10)));
                text.append(random.nextInt(4) == 0 ? "x. " : "yz ");
            }
            boolean heading = random.nextInt(6) == 0;
            text.append(heading ? "end" : "end.");
            ends.add(text.length());
            text.append(heading ? " \n" : " ");
        }
        return new AnnotatedText(text.toString(), ends.toIntArray());
    }

    private static CharBoundaryTrainer trained(CharBoundaryTrainerOptions options, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CharBoundaryTrainer trainer = new CharBoundaryTrainer(options);
        for (int i = 0; i < 40; i++) {
            trainer.add(text(random, 20));
        }
        return trainer;
    }

    @Test
    void givesTheSameModelForAnyNumberOfThreads() throws IOException {
        SplittableRandom random = Seeds.random("CharBoundaryTrainerTest.givesTheSameModelForAnyNumberOfThreads");
        long seed = random.nextLong();
        byte[] first = null;
        for (int threads : new int[] {1, 2, 3, 8}) {
            CharBoundaryTrainerOptions options = CharBoundaryTrainerOptions.small()
                    .trees(7)
                    .seed(seed)
                    .validation(0.25)
                    .threads(threads)
                    .build();
            CharBoundaryTrainer trainer = trained(options, seed);
            Path path = folder.resolve("model");
            trainer.train().save(path);
            byte[] bytes = Files.readAllBytes(path);
            first = first == null ? bytes : first;
            assertArrayEquals(first, bytes);
        }
        CharBoundaryTrainer other = trained(
                CharBoundaryTrainerOptions.small().trees(7).seed(seed + 1).build(), seed);
        Path path = folder.resolve("other");
        other.train().save(path);
        assertTrue(!Arrays.equals(first, Files.readAllBytes(path)));
    }

    @Test
    void learnsWhereSentencesEnd() {
        for (CharBoundaryFeatures features : CharBoundaryFeatures.values()) {
            CharBoundaryTrainerOptions options = CharBoundaryTrainerOptions.small()
                    .features(features)
                    .validation(0.3)
                    .build();
            CharBoundaryTrainer trainer = trained(options, 1);
            CharBoundaryModel model = trainer.train();
            CharBoundaryReport report = trainer.report();
            assertEquals(40, report.texts());
            assertTrue(report.validation().f1() > 0.99, report.toString());
            assertTrue(report.validation().precision() > 0.99
                    && report.validation().recall() > 0.99);
            assertEquals(report.threshold(), model.threshold());
            assertEquals(
                    1,
                    report.importances().values().stream()
                            .flatMapToDouble(DoubleStream::of)
                            .sum(),
                    1e-9);
            assertEquals(Features.count(features, 5, 3), report.importances().size());
            assertEquals(
                    List.of("Aab x. cd end.", "Heading", "Bcd end."),
                    CharBoundaryDetector.of(model).split("Aab x. cd end. Heading\nBcd end."));
        }
    }

    @Test
    void movesEndsToLineBreaks() {
        AnnotatedText text = new AnnotatedText("Heading \nA b. C\tD e; f", 7, 12, 14, 22);
        for (boolean moves : new boolean[] {true, false}) {
            CharBoundaryTrainer trainer = new CharBoundaryTrainer(CharBoundaryTrainerOptions.small()
                    .features(CharBoundaryFeatures.REFERENCE)
                    .lineEndLabels(moves)
                    .trees(1)
                    .build());
            trainer.add(text);
            trainer.train();
            CharBoundaryReport report = trainer.report();
            assertEquals(3, report.candidates());
            assertEquals(4, report.ends());
            assertEquals(moves ? 1 : 0, report.movedEnds());
            assertEquals(moves ? 1 : 2, report.unreachableEnds());
            assertEquals(new CharBoundaryReport.Score(0, 0, 0), report.validation());
            assertEquals(0.5, report.threshold());
        }
    }

    /** What the trainer counts in the texts for validation is what the model finds in them. */
    @Test
    void validatesAsTheDetectorFinds() {
        SplittableRandom random = Seeds.random("CharBoundaryTrainerTest.validatesAsTheDetectorFinds");
        CharBoundaryTrainer trainer = new CharBoundaryTrainer(CharBoundaryTrainerOptions.small()
                .trees(3)
                .depth(3)
                .validation(0.5)
                .seed(5)
                .build());
        SplittableRandom choice = new SplittableRandom(5);
        List<AnnotatedText> held = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = RandomForests.text(random, 60);
            int[] ends = random.ints(10, 0, text.length() + 1).toArray();
            AnnotatedText annotated = new AnnotatedText(text, ends);
            trainer.add(annotated);
            if (choice.nextDouble() < 0.5) {
                held.add(annotated);
            }
        }
        CharBoundaryDetector detector = CharBoundaryDetector.of(trainer.train());
        int found = 0;
        int wrong = 0;
        int missed = 0;
        for (AnnotatedText text : held) {
            IntArrayList ends = IntArrayList.wrap(text.ends());
            IntArrayList detected =
                    IntArrayList.wrap(detector.detect(text.text()).trimmed().ends());
            int both = (int) detected.intStream().filter(ends::contains).count();
            found += both;
            wrong += detected.size() - both;
            missed += ends.size() - both;
        }
        assertEquals(
                new CharBoundaryReport.Score(found, wrong, missed),
                trainer.report().validation());
    }

    @Test
    void saysWhatIsWrong() {
        CharBoundaryTrainer trainer = new CharBoundaryTrainer(CharBoundaryTrainerOptions.small()
                .features(CharBoundaryFeatures.REFERENCE)
                .build());
        assertEquals(
                "report has been called before train",
                assertThrows(IllegalStateException.class, trainer::report).getMessage());
        trainer.add(new AnnotatedText("No end. here", 12));
        assertEquals(
                "1 texts for training have 0 candidates that are ends of sentences and 1 that are not, expected some of both",
                assertThrows(IllegalStateException.class, trainer::train).getMessage());
        trainer.add(new AnnotatedText("An end. here", 7));
        trainer.train();
        assertEquals(
                "train has been called before",
                assertThrows(IllegalStateException.class, trainer::train).getMessage());
        assertEquals(
                "add has been called after train",
                assertThrows(IllegalStateException.class, () -> trainer.add(new AnnotatedText("a")))
                        .getMessage());
        CharBoundaryTrainerOptions.Builder options = CharBoundaryTrainerOptions.large();
        refuses("trees is 0, expected 1 to 65536", () -> options.trees(0));
        refuses("depth is 4097, expected 1 to 4096", () -> options.depth(4097));
        refuses("minSplit is 1, expected 2 to 2147483647", () -> options.minSplit(1));
        refuses("minLeaf is 0, expected 1 to 2147483647", () -> options.minLeaf(0));
        refuses("characters before is -1, expected 0 to 24", () -> options.characters(-1, 0));
        refuses("characters after is 25, expected 0 to 24", () -> options.characters(0, 25));
        refuses("threads is 0, expected 1 to 1024", () -> options.threads(0));
        refuses("validation is 1.0, expected 0 to 0.9", () -> options.validation(1));
    }

    private static void refuses(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** Depth, and numbers of candidates, bound the trees. */
    @Test
    void keepsToItsLimits() {
        CharBoundaryTrainerOptions options = CharBoundaryTrainerOptions.small()
                .trees(5)
                .depth(2)
                .minLeaf(3)
                .minSplit(6)
                .build();
        CharBoundaryModel model = trained(options, 3).train();
        assertTrue(model.nodes() <= 5 * 7, model.nodes() + " nodes");
        CharBoundaryTrainerOptions whole = CharBoundaryTrainerOptions.small()
                .trees(5)
                .minSplit(Integer.MAX_VALUE)
                .build();
        assertEquals(5, trained(whole, 3).train().nodes());
    }
}
