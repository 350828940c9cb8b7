package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void comparesOnATextOfTheUser() throws IOException {
        List<String> lines = IntStream.range(0, 60)
                .mapToObj(i -> "Line " + i + " of the list <b>of the & lines</b>\u0007 of the list.")
                .toList();
        Path input = Files.write(folder.resolve("a<b.txt"), lines);
        Run run = Run.of(
                "demo",
                "--vocab-size",
                "300",
                "-i",
                input.toString(),
                "-o",
                folder.resolve("out").toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("| of the"), run.out());
        assertEquals(3, Files.readAllLines(folder.resolve("out/heldout.txt")).size());
        assertEquals(57, Files.readAllLines(folder.resolve("out/train.txt")).size());

        String page = Files.readString(folder.resolve("out/index.html"));
        assertTrue(page.contains("(a&lt;b.txt)"), "the name of the file is escaped");
        assertFalse(page.contains("{{"), "every place is filled");
        assertFalse(page.contains("<b>of the"), "tokens are escaped");
        assertFalse(page.contains("\u0007"), "control characters are shown");
        assertFalse(page.matches("(?s).*(src|href)=.*"), "the page needs nothing else");
    }

    @Test
    void refusesATextThatIsTooShort() throws IOException {
        Path input = Files.writeString(folder.resolve("short.txt"), "one line\n");
        Run run = Run.of(
                "demo", "-i", input.toString(), "-o", folder.resolve("out").toString());
        assertEquals(1, run.code());
        assertTrue(run.err().endsWith("short.txt: has fewer than 20 lines, none can be held out\n"), run.err());
    }

    @Test
    @Tag("long")
    void findsSuperwordsInTheSample() throws IOException {
        Run run = Run.of("demo", "-o", folder.toString());
        assertEquals(0, run.code(), run.err());
        String page = Files.readString(folder.resolve("index.html"));
        assertTrue(page.contains("<span class=\"s\"> of the</span>"));
        assertTrue(page.contains("<h3>Greek</h3>"));
        assertEquals(879, Files.readAllLines(folder.resolve("heldout.txt")).size());
    }
}
