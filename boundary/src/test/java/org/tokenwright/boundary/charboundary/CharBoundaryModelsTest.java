package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

class CharBoundaryModelsTest {
    private static final List<String> VISIT = List.of(
            "Dr. Reed of Harlow Bros. came at 5 p.m. to see Mrs. Vale.",
            "\"Is she in?\" he asked the maid.",
            "Nobody knew!",
            "The report by Lind et al. (2004) cost $3.50, i.e. more than he had.",
            "See Fig. 2 for the map.");

    @Test
    void generalCutsProse() {
        SentenceDetector general = CharBoundaryDetector.of(CharBoundaryModels.named("general"));
        assertEquals(VISIT, general.split(String.join(" ", VISIT)));
        assertEquals(
                List.of("The Mill", "It was built in 1840.", "It stands."),
                general.withNewlines(Newlines.BLANK_LINE).split("The Mill\n\nIt was built in 1840.\nIt stands."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Peel the apples|2. Boil the jam|3. Fill the jars",
                "1) Oil the lock.|2) Turn the key.|3) Knock twice.",
                "a. Warm coats|b. Good boots|c. A lamp",
                "\u2022 Two eggs|\u2022 Fresh milk|\u2022 Honey",
                "The club has houses in the U.K.|They are open all year.",
                "The shop shuts at 6 p.m.|It opens at nine.",
                "She sold the mill to Harlow & Sons Ltd.|Nobody was told.",
                "Mice with one copy (Abc1+/\u2212) and none (Fig. 3) were weighed; Abc1\u2212/\u2212 Mice were not.|All lived."
            })
    void generalKnowsListsAndAbbreviations(String marked) {
        SentenceDetector general = CharBoundaryDetector.of(CharBoundaryModels.named("general"));
        assertEquals(List.of(marked.split("\\|", -1)), general.split(marked.replace('|', ' ')));
    }

    @Test
    void legalCutsOpinions() {
        SentenceDetector legal = CharBoundaryDetector.of(CharBoundaryModels.named("legal"));
        List<String> opinion = List.of(
                "The motion was denied by the district court on Jan. 5, 2012.",
                "Reed v. Harlow Mills, Inc., 412 F.3d 101, 107 (9th Cir. 2005).",
                "We affirm that judgment.");
        assertEquals(opinion, legal.split(String.join(" ", opinion)));
    }

    @Test
    void loadByName() {
        assertEquals(List.of("general", "legal"), CharBoundaryModels.names());
        for (String name : CharBoundaryModels.names()) {
            CharBoundaryModel model = CharBoundaryModels.named(name);
            assertEquals(CharBoundaryFeatures.EXTENDED, model.features());
            assertTrue(model.abbreviations().containsAll(Set.of("al.", "Dr.", "U.S.C.")));
            assertTrue(model.nodes() < 120_000, () -> name + " has " + model.nodes() + " nodes");
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"general", "legal"})
    void keepLittle(String name) {
        CharBoundaryModel[] copies = new CharBoundaryModel[9];
        copies[0] = CharBoundaryModels.named(name);
        long before = heap();
        for (int i = 1; i < copies.length; i++) {
            copies[i] = CharBoundaryModels.named(name);
        }
        double megabytes = (heap() - before) / 1e6 / (copies.length - 1);
        System.out.printf("%s keeps %.2f MB%n", name, megabytes);
        assertTrue(megabytes < 10, megabytes + " MB");
        assertTrue(copies[0].nodes() == copies[8].nodes());
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void refusesOtherNames() {
        assertEquals(
                "no model is named \"legals\", expected one of general, legal",
                assertThrows(IllegalArgumentException.class, () -> CharBoundaryModels.named("legals"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "legal"})
    void areTheSameEachTime(String name, @TempDir Path folder) throws IOException {
        CharBoundaryModel model = CharBoundaryModels.named(name);
        model.withThreshold(0.9).withAbbreviations(List.of("x."));
        model.abbreviations().clear(); // of a copy
        model.save(folder.resolve("one"));
        CharBoundaryModels.named(name).save(folder.resolve("two"));
        byte[] resource = resource(name);
        assertArrayEquals(resource, Files.readAllBytes(folder.resolve("one")));
        assertArrayEquals(resource, Files.readAllBytes(folder.resolve("two")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "legal"})
    void carryChecksums(String name) throws IOException {
        byte[] resource = resource(name);
        ModelFile.read(name, resource).verify();
        for (int at : new int[] {3, 60, resource.length / 2, resource.length - 1}) {
            byte[] damaged = resource.clone();
            damaged[at] ^= 4;
            CorruptInputException e =
                    assertThrows(CorruptInputException.class, () -> ModelFile.read("x", damaged), () -> "byte " + at);
            assertTrue(String.valueOf(e.getMessage()).startsWith("x, "), e.getMessage());
        }
        byte[] shortened = Arrays.copyOf(resource, resource.length - 1);
        assertThrows(CorruptInputException.class, () -> ModelFile.read("x", shortened));
    }

    @Test
    void serveThreads() throws Exception {
        SentenceDetector general = CharBoundaryDetector.of(CharBoundaryModels.named("general"));
        String text = (String.join(" ", VISIT) + "\n\n").repeat(200);
        int[] expected = general.detect(text).trimmed().ends();
        assertFalse(expected.length < 200 * VISIT.size());
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<int[]>> found = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                found.add(executor.submit(() -> general.detect(text).trimmed().ends()));
            }
            for (Future<int[]> ends : found) {
                assertArrayEquals(expected, ends.get());
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CharBoundaryModels.class.getResourceAsStream(name + ".charboundary")) {
            assertTrue(in != null, name);
            return in.readAllBytes();
        }
    }
}
