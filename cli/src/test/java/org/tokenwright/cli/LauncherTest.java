package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a copy of the launcher in a folder of its own, on JDKs and a Maven that are scripts: what is tested is what the
 * launcher chooses, calls and says.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "tokenwright");
    private static final List<String> UTILITIES =
            List.of("find", "head", "ln", "mkdir", "mv", "readlink", "rm", "rmdir", "sed", "sleep", "tail");

    @TempDir
    Path folder;

    private Path root;
    private Path tools;

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        tools = Files.createDirectory(folder.resolve("tools"));
        // The folders of the system are looked for below a folder of the test.
        String script = Files.readString(LAUNCHER).replaceAll("(?<= )/(?=usr/lib/jvm|opt|Library)", folder + "/");
        Files.writeString(root.resolve("tokenwright"), script);
        assertTrue(root.resolve("tokenwright").toFile().setExecutable(true));
        for (String tool : UTILITIES) {
            script(tools.resolve(tool), "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        Files.createDirectories(root.resolve("cli/src/main"));
        Files.writeString(root.resolve("pom.xml"), "");
    }

    @Test
    void buildsOnceAndRunsWithTheJavaThatIsNamed() throws Exception {
        String home = jdk("jdk-25", "25.0.3").toString();
        maven("mkdir -p \"$PWD/cli/target\"; echo built >>\"" + folder + "/builds\"; : >\"" + jar() + "\"");
        Run first = launch(Map.of("TOKENWRIGHT_JAVA", home), "encode", "two words");
        assertEquals("tokenwright: Building Tokenwright (first run, about a minute)...\n", first.err());
        assertTrue(first.out().endsWith("<-jar> <" + jar() + "> <encode> <two words> \n"), first.out());
        assertEquals(7, first.code(), "the exit code is that of Java");
        Run second = launch(Map.of("TOKENWRIGHT_JAVA", home + "/bin/java", "TOKENWRIGHT_OPTS", "-Xmx8g -Da=*"), "x");
        assertEquals("", second.err());
        assertTrue(second.out().startsWith("<-Xlog:disable> <-Xmx8g> <-Da=*> "), second.out());
        Run third = launch(Map.of("TOKENWRIGHT_JAVA", home, "TOKENWRIGHT_CLASSPATH", "/some ranks.jar:b.jar"), "x");
        assertTrue(
                third.out()
                        .endsWith("<--enable-native-access=ALL-UNNAMED> <-cp> <" + jar()
                                + ":/some ranks.jar:b.jar> <org.tokenwright.cli.Main> <x> \n"),
                third.out());
        assertEquals(1, Files.readAllLines(folder.resolve("builds")).size());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        String home = jdk("jdk-21", "21").toString();
        maven("mkdir -p \"$PWD/cli/target\"; echo built >>\"" + folder + "/builds\"; : >\"" + jar() + "\"");
        launch(Map.of("JAVA_HOME", home));
        Path source = Files.writeString(root.resolve("cli/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals(
                "tokenwright: Building Tokenwright (its sources have changed)...\n",
                launch(Map.of("JAVA_HOME", home)).err());
    }

    @Test
    void findsJavaBehindALinkOnThePath() throws Exception {
        Path home = jdk("jdk-22", "22.0.1");
        Files.createSymbolicLink(tools.resolve("java"), home.resolve("bin/java"));
        maven(": >\"" + jar() + "\"");
        assertEquals(
                7,
                launch(Map.of("JAVA_HOME", jdk("jdk-17", "17.0.15").toString())).code());
    }

    @Test
    void runsThroughALink() throws Exception {
        maven(": >\"" + jar() + "\"");
        Path link = Files.createSymbolicLink(folder.resolve("tw"), Path.of("a project", "tokenwright"));
        assertEquals(
                7,
                launch(link, Map.of("TOKENWRIGHT_JAVA", jdk("jdk-25", "25").toString()))
                        .code());
    }

    @Test
    void refusesAnOldJavaThatIsNamed() throws Exception {
        String home = jdk("jdk-17", "17.0.15").toString();
        Run run = launch(Map.of("TOKENWRIGHT_JAVA", home));
        assertEquals(3, run.code());
        assertEquals(
                "tokenwright: TOKENWRIGHT_JAVA is " + home + ", which is not a Java 21 or later but version 17.0.15.\n"
                        + "tokenwright: Set it to a JDK's folder or its java executable, or unset it.\n",
                run.err());
        assertEquals(3, launch(Map.of("TOKENWRIGHT_JAVA", folder + "/nowhere")).code());
    }

    @Test
    void saysWhatItFoundWhereThereIsNoFittingJava() throws Exception {
        Run none = launch(Map.of());
        assertEquals(3, none.code());
        String advice = "tokenwright: Install a JDK, or set TOKENWRIGHT_JAVA or JAVA_HOME to the folder of one.\n";
        assertEquals("tokenwright: needs Java 21 or later; found none\n" + advice, none.err());
        Path old = jdk("usr/lib/jvm/jdk-8", "1.8.0_392");
        Run found = launch(Map.of());
        assertEquals(
                "tokenwright: needs Java 21 or later; found \n  " + old + " (version 1.8.0_392)\n" + advice,
                found.err());
    }

    @Test
    void findsJavaInTheFoldersOfTheSystem() throws Exception {
        maven(": >\"" + jar() + "\"");
        jdk("usr/lib/jvm/jdk-8", "1.8.0_392");
        jdk("opt/jdk-26", "26-ea");
        assertEquals(7, launch(Map.of()).code());
    }

    @Test
    void showsTheEndOfAFailedBuild() throws Exception {
        maven("echo 'cannot compile'; exit 1");
        Map<String, String> java =
                Map.of("TOKENWRIGHT_JAVA", jdk("jdk-25", "25").toString());
        Run run = launch(java);
        assertEquals(3, run.code());
        assertTrue(
                run.err()
                        .endsWith("\ncannot compile\ntokenwright: the build failed; its whole output is in "
                                + root.toRealPath() + "/cli/target/tokenwright-build.log\n"),
                run.err());
        Files.delete(tools.resolve("mvn"));
        Run without = launch(java);
        assertEquals("tokenwright: cannot build: Apache Maven (mvn) is not on the PATH.\n", without.err());
        assertEquals(3, without.code());
    }

    @Test
    void takesOverTheLockOfAProcessThatIsGone() throws Exception {
        maven(": >\"" + jar() + "\"");
        Files.createDirectories(root.resolve("cli/target"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(root.resolve("cli/target/tokenwright.lock"), Path.of("process-" + gone.pid()));
        assertEquals(
                7,
                launch(Map.of("TOKENWRIGHT_JAVA", jdk("jdk-25", "25").toString()))
                        .code());
    }

    private Path jar() throws IOException {
        return root.toRealPath().resolve("cli/target/tokenwright-cli.jar");
    }

    /** Makes a JDK whose java prints its arguments and ends with code 7. */
    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.createDirectory(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '<%s> ' \"$@\"; echo; exit 7");
        script(home.resolve("bin/javac"), "");
        return home;
    }

    private void maven(String body) throws IOException {
        script(tools.resolve("mvn"), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Run launch(Map<String, String> environment, String... args) throws Exception {
        return launch(root.resolve("tokenwright"), environment, args);
    }

    private Run launch(Path launcher, Map<String, String> environment, String... args) throws Exception {
        String[] command = new String[args.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(args, 0, command, 1, args.length);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tools.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TOKENWRIGHT_") || name.equals("JAVA_HOME"));
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Run(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
