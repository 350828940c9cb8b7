package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

class CharBoundaryModelTest {
    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        SplittableRandom random = Seeds.random("CharBoundaryModelTest.isReadAsItWasWritten");
        for (CharBoundaryFeatures set : CharBoundaryFeatures.values()) {
            CharBoundaryModel model = RandomForests.model(random, set, 4, 2).withThreshold(0.375);
            Path path = folder.resolve("model");
            model.save(path);
            CharBoundaryModel read = CharBoundaryModel.load(path);
            assertEquals(set, read.features());
            assertEquals(4, read.charactersBefore());
            assertEquals(2, read.charactersAfter());
            assertEquals(0.375, read.threshold());
            assertEquals(model.abbreviations(), read.abbreviations());
            ForestTest.assertSame(model.forest().toTrees(), read.forest().toTrees());
            Path again = folder.resolve("again");
            read.save(again);
            assertArrayEquals(Files.readAllBytes(path), Files.readAllBytes(again));
            ModelFile.open(path).verify();
        }
    }

    @Test
    void readsVersion1() throws IOException {
        SplittableRandom random = Seeds.random("CharBoundaryModelTest.readsVersion1");
        int features = Features.count(CharBoundaryFeatures.EXTENDED, 4, 2);
        Trees trees = RandomForests.trees(random, random.nextInt(1, 12), features);
        ByteBuffer nodes = bytes(trees.nodes());
        ByteBuffer values = bytes(4 * trees.nodes());
        for (int i = 0; i < trees.nodes(); i++) {
            nodes.put((byte) trees.feature(i));
            values.putInt(trees.threshold(i));
        }
        ModelFile.Writer writer = ModelFile.writer(CharBoundaryModel.KIND)
                .content(
                        "settings",
                        bytes(20).putInt(0, 1).putInt(4, 4).putInt(8, 2).putDouble(12, 0.25))
                .content("nodes", nodes.flip())
                .content("values", values.flip());
        Vocabulary.builder().build().write(writer, "abbreviations");
        Path path = folder.resolve("old");
        writer.write(path);
        CharBoundaryModel read = CharBoundaryModel.load(path);
        assertEquals(0.25, read.threshold());
        assertEquals(4, read.charactersBefore());
        ForestTest.assertSame(trees, read.forest().toTrees());
    }

    @Test
    void takesOtherAbbreviations() throws IOException {
        CharBoundaryModel model = RandomForests.model(new SplittableRandom(1), CharBoundaryFeatures.REFERENCE, 1, 1);
        assertEquals(
                Set.of("e.g."), model.withAbbreviations(List.of("e.g.", "e.g.")).abbreviations());
        Path path = folder.resolve("none");
        model.withAbbreviations(List.of()).save(path);
        assertEquals(Set.of(), CharBoundaryModel.load(path).abbreviations());
        for (String wrong : List.of("", "a".repeat(65), "\uD800.")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> model.withAbbreviations(List.of(wrong)));
            assertEquals(
                    "abbreviation is \"" + wrong + "\", expected 1 to 64 chars without unpaired surrogates",
                    e.getMessage());
        }
    }

    @Test
    void refusesWhatIsMalformed() {
        refuses("section settings, byte 0: found 4 bytes, expected 24 bytes", f -> f.settings = bytes(4));
        refuses(
                "section settings, byte 0: found version 3, expected version 2; a newer Tokenwright may have written the file",
                f -> f.settings.putInt(0, 3));
        refuses("section settings, byte 4: found features 2, expected 0 or 1", f -> f.settings.putInt(4, 2));
        refuses("section settings, byte 8: found 25 characters, expected 0 to 24", f -> f.settings.putInt(8, 25));
        refuses("section settings, byte 12: found -1 characters, expected 0 to 24", f -> f.settings.putInt(12, -1));
        refuses(
                "section settings, byte 16: found threshold NaN, expected 0 to 1",
                f -> f.settings.putDouble(16, Double.NaN));
        refuses("section nodes, byte 0: found 0 nodes, expected 1 to 33554432", f -> f.nodes = bytes(0));
        refuses("section values, byte 0: found 4 bytes, expected 12, four a node", f -> f.values = bytes(4));
        refuses("section nodes, byte 0: found feature 9, expected below 9, or 255", f -> f.nodes.put(0, (byte) 9));
        refuses(
                "section values, byte 0: found value 1073741824, expected at most 1073741823",
                f -> f.values.putInt(0, 1 << 30));
        refuses("section values, byte 4: found leaf 1.5, expected 0 to 1", f -> f.values.putFloat(4, 1.5f));
        refuses("section values, byte 4: found leaf -0.0, expected 0 to 1", f -> f.values.putFloat(4, -0f));
        refuses(
                "section nodes, byte 3: found the end inside a tree, expected its next node",
                f -> f.nodes.put(2, (byte) 0));
        refuses("section nodes, byte 8192: found a tree deeper than 4096, expected at most as deep", f -> {
            f.nodes = bytes(2 * 4096 + 3);
            f.values = bytes(4 * (2 * 4096 + 3));
            for (int i = 1; i < f.nodes.capacity(); i += 2) {
                f.nodes.put(i, (byte) 255);
            }
        });
        refuses("section nodes, byte 4096: found a tree deeper than 4096, expected at most as deep", f -> {
            f.version1();
            f.nodes = bytes(4097);
            f.values = bytes(4 * 4097);
        });
        refuses("section nodes, byte 65536: found more than 65536 trees, expected at most as many", f -> {
            f.nodes = bytes(65537);
            for (int i = 0; i < 65537; i++) {
                f.nodes.put(i, (byte) 255);
            }
            f.values = bytes(4 * 65537);
        });
        refuses("section nodes, byte 65536: found more than 65536 trees, expected at most as many", f -> {
            f.version1();
            f.nodes = bytes(65537);
            for (int i = 0; i < 65537; i++) {
                f.nodes.put(i, (byte) 255);
            }
            f.values = bytes(4 * 65537);
        });
        refuses("section nodes, byte 3: found the end inside a tree, expected its next node", f -> {
            f.version1();
            f.nodes.put(2, (byte) 0);
        });
        refuses(
                "section abbreviations.bytes, byte 0: found abbreviation 1 \"a.\", expected 1 to 64 chars of UTF-8, above \"b.\"",
                f -> f.abbreviations = List.of("b.", "a."));
        refuses("byte 56: found a file of kind \"other\", expected kind \"charboundary\"", f -> f.kind = "other");
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The sections of a file. */
    private static final class Sections {
        String kind = CharBoundaryModel.KIND;
        ByteBuffer settings = bytes(24).putInt(0, 2).putDouble(16, 0.5);
        ByteBuffer nodes = bytes(3).put(0, (byte) 0).put(1, (byte) 255).put(2, (byte) 255);
        ByteBuffer values = bytes(12).putInt(0, 3).putFloat(4, 1).putFloat(8, 0);
        List<String> abbreviations = List.of("a.", "b.");

        void version1() {
            settings = bytes(20).putDouble(12, 0.5);
        }
    }

    private void refuses(String message, Consumer<Sections> damage) {
        Sections sections = new Sections();
        damage.accept(sections);
        Path path = folder.resolve("damaged");
        ModelFile.Writer writer = ModelFile.writer(sections.kind)
                .content("settings", sections.settings)
                .content("nodes", sections.nodes)
                .content("values", sections.values);
        Vocabulary.Builder abbreviations = Vocabulary.builder();
        sections.abbreviations.forEach(a -> abbreviations.add(a.getBytes(StandardCharsets.UTF_8)));
        abbreviations.build().write(writer, "abbreviations");
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> {
            writer.write(path);
            CharBoundaryModel.load(path);
        });
        assertEquals(path + ", " + message, e.getMessage());
    }

    @Test
    void readsTheSmallestFile() throws IOException {
        Sections sections = new Sections();
        Path path = folder.resolve("small");
        ModelFile.Writer writer = ModelFile.writer(sections.kind)
                .content("settings", sections.settings)
                .content("nodes", sections.nodes)
                .content("values", sections.values);
        Vocabulary.builder().build().write(writer, "abbreviations");
        writer.write(path);
        CharBoundaryModel model = CharBoundaryModel.load(path);
        assertEquals(List.of("a.", "b"), CharBoundaryDetector.of(model).split("a. b"));
    }
}
