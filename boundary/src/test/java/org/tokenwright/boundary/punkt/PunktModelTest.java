package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.boundary.Language;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

class PunktModelTest {
    private static final PunktModel SMALL = PunktModel.builder()
            .abbreviation("dr")
            .abbreviation("u.s")
            .sentenceStarter("the")
            .collocation(PunktModel.NUMBER, "street")
            .orthographicContext("the", PunktModel.BEGINNING_UPPER)
            .orthographicContext("the", PunktModel.MIDDLE_LOWER)
            .build();

    /** Written as LZMA, but in its older format. */
    private static final int LZMA_ALONE = 4;

    @TempDir
    Path folder;

    @Test
    void knowsWhatItWasTold() {
        assertTrue(SMALL.isAbbreviation("u.s"));
        assertFalse(SMALL.isAbbreviation("the"));
        assertFalse(SMALL.isAbbreviation(""));
        assertTrue(SMALL.isSentenceStarter("the"));
        assertTrue(SMALL.isCollocation("##number##", "street"));
        assertFalse(SMALL.isCollocation("street", "##number##"));
        assertEquals(34, SMALL.orthographicContext("the"));
        assertEquals(0, SMALL.orthographicContext("dr"));
        assertEquals(Map.of("the", 34), SMALL.orthographicContexts());
    }

    @Test
    void addsAndRemovesAbbreviations() {
        PunktModel more = SMALL.withAbbreviations(List.of("Prof.", "al"));
        assertEquals(List.of("al", "dr", "prof", "u.s"), more.abbreviations());
        assertEquals(
                List.of("al", "prof", "u.s"),
                more.withoutAbbreviations(List.of("DR.", "none")).abbreviations());
        assertEquals(SMALL.sentenceStarters(), more.sentenceStarters());
        assertEquals(SMALL.collocations(), more.collocations());
        assertEquals(SMALL.orthographicContexts(), more.orthographicContexts());
    }

    @Test
    void refusesWhatIsNoType() {
        for (String type : List.of("", "\ud800")) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> PunktModel.builder().abbreviation(type));
            assertEquals("type is \"" + type + "\", expected one or more characters", e.getMessage());
        }
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> PunktModel.builder().orthographicContext("a", 128));
        assertEquals("orthographic context of \"a\" is 128, expected bits of 126", e.getMessage());
    }

    @Test
    void readsAllFormatsItWrites() throws IOException {
        SplittableRandom random = Seeds.random("PunktModelTest.readsAllFormatsItWrites");
        for (int i = 0; i < 50; i++) {
            PunktModel model = RandomText.model(random);
            Path own = folder.resolve("own");
            model.save(own);
            assertSame(model, PunktModel.load(own));
            assertSame(model, PunktFormats.read(own));
            byte[] first = Files.readAllBytes(own);
            model.toBuilder().build().save(own);
            assertArrayEquals(first, Files.readAllBytes(own));
            Path json = folder.resolve("model.json");
            PunktFormats.writeJson(model, json);
            assertSame(model, PunktFormats.read(json));
            Path zipped = folder.resolve("model.json.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                out.write("{\"version\":[1,{}],\"parameters\":".getBytes(StandardCharsets.UTF_8));
                Files.copy(json, out);
                out.write('}');
            }
            assertSame(model, PunktFormats.read(zipped));
            for (int compression : new int[] {0, 1, 2, LZMA_ALONE, 3}) {
                Path binary = Files.write(folder.resolve("model.bin"), binary(model, compression));
                assertSame(model, PunktFormats.read(binary));
            }
        }
    }

    @Test
    void readsAndWritesTheFoldersOfNltk() throws IOException {
        Path tabs = folder.resolve("english");
        PunktFormats.writeNltk(SMALL, tabs);
        assertEquals("dr\nu.s\n", Files.readString(tabs.resolve("abbrev_types.txt")));
        assertEquals("##number##\tstreet\n", Files.readString(tabs.resolve("collocations.tab")));
        assertEquals("the\n", Files.readString(tabs.resolve("sent_starters.txt")));
        assertEquals("the\t34\n", Files.readString(tabs.resolve("ortho_context.tab")));
        assertSame(SMALL, PunktFormats.read(tabs));
        Files.writeString(tabs.resolve("abbrev_types.txt"), ". . \ndr");
        assertEquals(List.of(". . ", "dr"), PunktFormats.read(tabs).abbreviations());
        Files.writeString(tabs.resolve("ortho_context.tab"), "the\t34\nof\t1\n");
        assertMessage(
                tabs,
                "/ortho_context.tab, line 2: found of 1, expected orthographic context of \"of\" is 1, expected bits of 126");
        Files.writeString(tabs.resolve("ortho_context.tab"), "the\n");
        assertMessage(tabs, "/ortho_context.tab, line 1: found 1 fields, expected 2 parted by a tab");
        PunktModel broken = SMALL.withAbbreviations(List.of("a\tb"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> PunktFormats.writeNltk(broken, tabs));
        assertEquals("type \"a\tb\" holds a tab or a line feed, for which the format has no room", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|byte 0: found START_ARRAY [, expected an object",
                "{}|the end: found not all parameters, expected abbrev_types, collocations, sent_starters, ortho_context",
                "{\"abbrev_types\":[1]}|byte 17: found VALUE_NUMBER_INT 1, expected a string",
                "{\"abbrev_types\":[\"\"]}|byte 17: found VALUE_STRING , expected a type of one or more characters",
                "{\"abbrev_types\":[],\"abbrev_types\":[]}|byte 34: found START_ARRAY [, expected each parameter once",
                "{\"collocations\":[[\"a\"]]}|byte 21: found END_ARRAY ], expected a string",
                "{\"ortho_context\":{\"a\":128}}|byte 22: found VALUE_NUMBER_INT 128, expected an integer with bits of 126",
            })
    void refusesBrokenJson(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), json);
        assertMessage(file, ", " + message);
    }

    @Test
    void refusesBrokenBinaries() throws IOException {
        byte[] good = binary(SMALL, 0);
        for (int length = 4; length < good.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(good, length));
            assertThrows(CorruptInputException.class, () -> PunktFormats.read(cut));
        }
        for (int compression : new int[] {1, 2, LZMA_ALONE, 3}) {
            byte[] file = binary(SMALL, compression);
            Path cut = folder.resolve("cut");
            for (int length = 10; length < file.length - 1; length++) {
                Files.write(cut, Arrays.copyOf(file, length));
                assertThrows(CorruptInputException.class, () -> PunktFormats.read(cut));
            }
            int size = file[6];
            file[6] = (byte) (size + 1);
            Files.write(cut, file);
            assertMessage(cut, ", byte 6: found less bytes, expected " + (size + 1));
            file[6] = (byte) (size - 1);
            Files.write(cut, file);
            assertMessage(cut, ", byte 6: found more bytes, expected " + (size - 1));
        }
        Path broken = folder.resolve("broken");
        good[5] = 4;
        assertMessage(Files.write(broken, good), ", byte 5: found compression 4, expected 0 to 3");
        good[4] = 2;
        assertMessage(Files.write(broken, good), ", byte 4: found version 2, expected version 1");
    }

    @Test
    void refusesLargeDictionaries() throws IOException {
        byte[] file = binary(SMALL, LZMA_ALONE);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(11, 1 << 30);
        Path path = Files.write(folder.resolve("large"), file);
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> PunktFormats.read(path));
        assertTrue(
                String.valueOf(e.getMessage()).contains("KiB of memory would be needed; limit was 131072 KiB"),
                e.getMessage());
    }

    @Test
    void namesTheLibraryThatIsAbsent() throws Exception {
        Method read = new WithoutXz()
                .loadClass(PunktBinary.class.getName())
                .getDeclaredMethod("read", String.class, byte[].class);
        read.setAccessible(true);
        for (int compression : new int[] {2, LZMA_ALONE}) {
            byte[] file = binary(SMALL, compression);
            Throwable cause = assertThrows(InvocationTargetException.class, () -> read.invoke(null, "a", file))
                    .getCause();
            assertInstanceOf(IOException.class, cause);
            assertEquals(
                    "a: it is compressed by LZMA, which needs the library org.tukaani:xz; that cannot be loaded",
                    cause.getMessage());
        }
        assertNotNull(read.invoke(null, "a", binary(SMALL, 3)));
    }

    /** Loads our classes anew, as if the library xz were absent. */
    private static final class WithoutXz extends ClassLoader {
        WithoutXz() {
            super(PunktModelTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.tukaani")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.tokenwright")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesBrokenModelFiles(int kind) throws IOException {
        ModelFile.Writer file = ModelFile.writer(kind == 0 ? "bpe" : "punkt");
        SMALL.types().write(file, "types");
        file.content(
                "flags", ByteBuffer.allocate(kind == 1 ? 3 : 2 * SMALL.types().size()));
        file.content("collocations", new int[0]);
        Path path = folder.resolve("broken");
        file.write(path);
        assertMessage(
                path,
                switch (kind) {
                    case 0 -> ", byte 56: found a file of kind \"bpe\", expected kind \"punkt\"";
                    case 1 -> ", section flags, byte 0: found 3 bytes, expected 10, two for each type";
                    default -> ", section flags, byte 0: found flags 0, expected some of the bits 2046";
                });
    }

    private void assertMessage(Path path, String message) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> PunktFormats.read(path));
        assertEquals(path + message, e.getMessage());
    }

    static void assertSame(PunktModel expected, PunktModel found) {
        assertEquals(expected.abbreviations(), found.abbreviations());
        assertEquals(expected.sentenceStarters(), found.sentenceStarters());
        assertEquals(expected.collocations(), found.collocations());
        assertEquals(expected.orthographicContexts(), found.orthographicContexts());
    }

    static byte[] binary(PunktModel model, int compression) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(model.abbreviations().size());
        model.abbreviations().forEach(type -> put(body, type));
        body.putInt(model.collocations().size());
        for (PunktModel.Collocation pair : model.collocations()) {
            byte[] first = pair.first().getBytes(StandardCharsets.UTF_8);
            byte[] second = pair.second().getBytes(StandardCharsets.UTF_8);
            body.putShort((short) first.length)
                    .putShort((short) second.length)
                    .put(first)
                    .put(second);
        }
        body.putInt(model.sentenceStarters().size());
        model.sentenceStarters().forEach(type -> put(body, type));
        body.putInt(model.orthographicContexts().size());
        model.orthographicContexts().forEach((type, context) -> {
            byte[] bytes = type.getBytes(StandardCharsets.UTF_8);
            body.putShort((short) bytes.length).putInt(context).put(bytes);
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {'N', 'P', 'K', 'T', 1, (byte) (compression == LZMA_ALONE ? 2 : compression)});
        file.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.position())
                .array());
        OutputStream out = switch (compression) {
            case 1 -> new DeflaterOutputStream(file);
            case 2 -> new XZOutputStream(file, new LZMA2Options(1));
            case LZMA_ALONE -> new LZMAOutputStream(file, new LZMA2Options(1), -1);
            case 3 -> new GZIPOutputStream(file);
            default -> file;
        };
        out.write(body.array(), 0, body.position());
        out.close();
        return file.toByteArray();
    }

    private static void put(ByteBuffer body, String type) {
        byte[] bytes = type.getBytes(StandardCharsets.UTF_8);
        body.putShort((short) bytes.length).put(bytes);
    }

    /** Changes at run time give what a model has that is built so, and the same file. */
    @Test
    void changesAbbreviations(@TempDir Path folder) throws IOException {
        PunktModel model = PunktModel.builder()
                .abbreviation("dr")
                .orthographicContext("mr", PunktModel.MIDDLE_UPPER)
                .sentenceStarter("the")
                .collocation("no", PunktModel.NUMBER)
                .build();
        PunktModel changed = model.withAbbreviations(List.of("Mr.", "zz", "aa"))
                .withAbbreviations(List.of("bb", "zz"))
                .withoutAbbreviations(List.of("dr", "aa", "unknown"));
        assertEquals(List.of("bb", "mr", "zz"), changed.abbreviations());
        assertEquals(List.of("dr"), model.abbreviations());
        PunktModel built = PunktModel.builder()
                .abbreviation("bb")
                .abbreviation("mr")
                .abbreviation("zz")
                .orthographicContext("mr", PunktModel.MIDDLE_UPPER)
                .sentenceStarter("the")
                .collocation("no", PunktModel.NUMBER)
                .build();
        assertEquals(built.collocations(), changed.collocations());
        changed.save(folder.resolve("changed"));
        built.save(folder.resolve("built"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("built")), Files.readAllBytes(folder.resolve("changed")));
        assertEquals(
                PunktDetector.of(built, PunktProfile.NUPUNKT)
                        .split("Mr. A has a Dr. B. Of zz. C and aa. D. See no. 5."),
                PunktDetector.of(changed, PunktProfile.NUPUNKT)
                        .split("Mr. A has a Dr. B. Of zz. C and aa. D. See no. 5."));
        assertEquals(
                List.of("z.b", "zzgl"),
                PunktModel.of(Language.GERMAN).abbreviations().stream()
                        .filter(a -> a.equals("zzgl") || a.equals("z.b"))
                        .toList());
    }
}
