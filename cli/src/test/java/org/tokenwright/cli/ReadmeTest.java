package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to people who use the library: its program runs, and the BOM knows all modules. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    @Test
    void theProgramRuns() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String program = matches(readme, "(?s)```java\n(.*?)```").stream()
                .filter(block -> block.contains("class Example"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("Example.java"), program);
        Files.writeString(
                folder.resolve("train.txt"), "the opinion of the European Parliament and of the Council\n".repeat(9));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        absoluteClassPath(),
                        "Example.java")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(
                Pattern.matches(
                        "\\d tokens: of the European Parliament\n\\d tokens, \\d+ bytes in the first\n", output),
                output);
        assertTrue(Files.exists(folder.resolve("my.model")), "no model was saved");
    }

    @Test
    void theBomKnowsAllPublishedModules() throws Exception {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        List<String> published = new ArrayList<>();
        for (String module : matches(parent, "<module>(.*?)</module>")) {
            if (!List.of("bom", "testing", "benchmarks", "opensearch").contains(module)) {
                published.add("tokenwright-" + module);
            }
        }
        String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
        String managed = matches(bom, "(?s)<dependencyManagement>(.*)</dependencyManagement>")
                .get(0);
        assertEquals(published, matches(managed, "<artifactId>(.*?)</artifactId>"));
        String version = "<artifactId>[a-z-]*</artifactId>\\s*<version>(.*?)</version>";
        assertEquals(matches(parent, version).get(0), matches(bom, version).get(0));
    }

    private static List<String> matches(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
