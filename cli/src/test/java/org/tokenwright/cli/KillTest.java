package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

/** Kills trainings at random instants: a model file is the old one or the new one, never anything else. */
@Tag("long")
class KillTest {
    private static final int KILLS = 40;

    @TempDir
    private Path folder;

    @Test
    void modelsAppearWholeOrNotAtAll() throws Exception {
        SplittableRandom random = Seeds.random("modelsAppearWholeOrNotAtAll");
        Path text = writeText(random);
        Path whole = folder.resolve("whole.model");
        long start = System.nanoTime();
        Process undisturbed = train(text, whole);
        assertEquals(0, undisturbed.waitFor());
        long duration = System.nanoTime() - start;
        byte[] expected = Files.readAllBytes(whole);
        byte[] old = "an older model".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        Path model = folder.resolve("killed.model");
        int replaced = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Files.write(model, old);
            Process training = train(text, model);
            // Mostly near the end, where the file is written.
            long from = kill % 4 == 0 ? 0 : duration * 3 / 4;
            training.waitFor(random.nextLong(from, duration * 5 / 4), TimeUnit.NANOSECONDS);
            training.destroyForcibly().waitFor();
            byte[] found = Files.readAllBytes(model);
            if (found.length != old.length) {
                assertArrayEquals(expected, found);
                replaced++;
            } else {
                assertArrayEquals(old, found);
            }
        }
        System.out.println("killed " + KILLS + " trainings, " + replaced + " of them after their model was in place");
        assertEquals(0, train(text, model).waitFor());
        assertArrayEquals(expected, Files.readAllBytes(model));
        assertTrue(replaced < KILLS, "no kill came before the end");
    }

    private Path writeText(SplittableRandom random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            for (int word = 0; word < 12; word++) {
                lines.append(Integer.toString(random.nextInt(1 << random.nextInt(4, 20)), 36))
                        .append(' ');
            }
            lines.append('\n');
        }
        return Files.writeString(folder.resolve("text.txt"), lines);
    }

    private static Process train(Path text, Path model) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "--quiet",
                        "--format",
                        "lines",
                        "--vocab-size",
                        "20000",
                        "--output",
                        model.toString(),
                        text.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
