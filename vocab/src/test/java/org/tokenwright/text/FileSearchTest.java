package org.tokenwright.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.Input.FileInput;

class FileSearchTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of("b.txt", "a/z.txt", "a-b.txt", "a/c/d.txt", "a.md", ".hidden.txt", ".git/x.txt")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @Test
    void walksFoldersInTheOrderOfNamesAndPassesOverHiddenOnes() throws IOException {
        assertEquals(List.of("a/c/d.txt", "a/z.txt", "a-b.txt", "a.md", "b.txt"), relative(FileSearch.files(folder)));
    }

    @Test
    void readsAHiddenFileOrFolderThatIsNamed() throws IOException {
        assertEquals(List.of(".hidden.txt"), relative(FileSearch.files(folder.resolve(".hidden.txt"))));
        assertEquals(List.of(".git/x.txt"), relative(FileSearch.files(folder.resolve(".git"))));
        assertEquals(List.of(".git/x.txt"), glob("/.git/*"));
    }

    @Test
    void knowsTheSizesOfFiles() throws IOException {
        assertEquals(List.of(new FileInput(folder.resolve("b.txt"), 5)), FileSearch.files(folder.resolve("b.txt")));
        try (DocumentReader reader = TextSource.builder().path(folder).build().open()) {
            assertEquals(9 + 7 + 7 + 4 + 5, reader.storedBytes());
            assertEquals(5, Sources.read(reader).size());
            assertEquals(reader.storedBytes(), reader.storedBytesRead());
        }
    }

    @Test
    void globsNameFiles() throws IOException {
        assertEquals(List.of("a-b.txt", "b.txt"), glob("/*.txt"));
        assertEquals(List.of("a/c/d.txt", "a/z.txt", "a-b.txt", "b.txt"), glob("/**/*.txt"));
        assertEquals(List.of("a/c/d.txt", "a/z.txt", "a-b.txt", "a.md", "b.txt"), glob("/**/*.{txt,md}"));
        assertEquals(List.of("a/c/d.txt", "a/z.txt"), glob("/a/**"));
        assertEquals(List.of("a/c/d.txt"), glob("/a/**/c/*"));
        assertEquals(List.of("a/z.txt"), glob("/?/[x-z].txt"));
        assertEquals(List.of("a/c/d.txt", "b.txt"), glob("/{b.txt,a/c/d.txt}"));
        assertEquals(List.of("b.txt"), glob("/b.txt"));
    }

    @Test
    void aRelativePatternGivesRelativeNames() throws IOException {
        assertEquals(
                List.of("pom.xml"),
                FileSearch.glob("pom.*").matches().stream().map(FileInput::name).toList());
    }

    @Test
    void whatIsAddedTwiceIsReadTwice() throws IOException {
        TextSource source = TextSource.builder()
                .glob(folder + "/b*")
                .path(folder.resolve("b.txt"))
                .build();
        assertEquals(List.of("b.txt", "b.txt"), Sources.texts(source));
        assertEquals(List.of("b.txt", "b.txt"), Sources.texts(source));
    }

    @Test
    void namesWhatIsMissing() {
        Path missing = folder.resolve("missing");
        assertMessage(
                NoSuchFileException.class,
                missing.toString(),
                TextSource.builder().path(missing));
        assertMessage(
                NoSuchFileException.class,
                folder + "/*.csv: the pattern names no file",
                TextSource.builder().glob(folder + "/*.csv"));
        assertMessage(
                NoSuchFileException.class,
                missing + "/*.txt: there is no folder " + missing,
                TextSource.builder().glob(missing + "/*.txt"));
        assertMessage(
                IllegalArgumentException.class,
                "nothing was added: expected a path, a glob or a stream",
                TextSource.builder());
        assertThrows(PatternSyntaxException.class, () -> TextSource.builder().glob("data/[a"));
    }

    @Test
    void followsSymbolicLinksButNotInCircles() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a/link"), folder.resolve("b.txt"));
        assertEquals(List.of("a/c/d.txt", "a/link", "a/z.txt"), relative(FileSearch.files(folder.resolve("a"))));

        Files.delete(link);
        Files.createSymbolicLink(link, folder);
        assertMessage(
                FileSystemException.class,
                link + ": the symbolic link leads back to a folder that holds it",
                TextSource.builder().path(folder));

        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("missing"));
        assertMessage(
                NoSuchFileException.class,
                link + ": the symbolic link leads nowhere",
                TextSource.builder().path(folder));
    }

    @Test
    void namesTheFileThatIsGone() throws IOException {
        Path file = folder.resolve("b.txt");
        TextSource source = TextSource.builder().path(file).build();
        Files.delete(file);
        assertEquals(
                file.toString(),
                assertThrows(NoSuchFileException.class, () -> Sources.read(source))
                        .getMessage());
    }

    private static void assertMessage(Class<? extends Exception> type, String message, TextSource.Builder builder) {
        assertEquals(message, assertThrows(type, builder::build).getMessage());
    }

    private List<String> glob(String pattern) throws IOException {
        return relative(FileSearch.glob(folder + pattern).matches());
    }

    private List<String> relative(List<FileInput> files) {
        return files.stream()
                .map(file -> folder.relativize(file.path()).toString())
                .toList();
    }
}
