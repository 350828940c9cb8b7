package org.tokenwright.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/**
 * The home of a node in which the plugin is installed, and a model, en.model, in its configuration.
 *
 * @param folder the home
 * @param files the names of the files of the plugin
 */
record PluginHome(Path folder, Set<String> files) {
    /** Unpacks the zip of the plugin as OpenSearch does. */
    static PluginHome install(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("modules"));
        Path plugin = Files.createDirectories(folder.resolve("plugins/tokenwright"));
        Set<String> files = new HashSet<>();
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("tokenwright.plugin")));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                assertFalse(entry.getName().contains("/"), entry.getName() + " is not at the root");
                Files.copy(zip, plugin.resolve(entry.getName()));
                files.add(entry.getName());
            }
        }
        PluginHome home = new PluginHome(folder, files);
        byte[] text =
                "the gate of the garden\nthe gate of the yard\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        TextSource source = TextSource.builder().format(TextFormat.LINES).stream("text", new ByteArrayInputStream(text))
                .build();
        TrainerOptions options = TrainerOptions.of(300, Pretokenizers.of("gpt4o"));
        Files.createDirectories(home.config());
        BoundlessBpeTrainer.train(source, options, ProgressListener.NONE)
                .save(home.config().resolve("en.model"));
        return home;
    }

    /** {@return the folder of configuration} */
    Path config() {
        return folder.resolve("config");
    }

    /** {@return what a program prints that has the classes of the server and of the tests, and not those of the plugin} */
    List<String> run(Class<?> program, List<String> arguments) throws Exception {
        String server = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(part -> !files.contains(String.valueOf(Path.of(part).getFileName())))
                .filter(part -> !part.endsWith("classes") || part.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                server,
                program.getName(),
                folder.toString()));
        command.addAll(arguments);
        Path errors = folder.resolve("errors.txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Files.readString(errors));
        return out.lines().toList();
    }
}
