package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

/** Kills packings at random instants: an index, where there is one, fits the ids beside it. */
@Tag("long")
class PackKillTest {
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    @Test
    void anIndexFitsItsIds() throws Exception {
        SplittableRandom random = Seeds.random("anIndexFitsItsIds");
        Path ids = writeIds(random);
        assertEquals(0, pack(ids, "whole", "512").waitFor());
        assertEquals(0, pack(ids, "old", "128").waitFor());
        long start = System.nanoTime();
        assertEquals(0, pack(ids, "killed", "512").waitFor());
        long duration = System.nanoTime() - start;
        int replaced = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            for (String suffix : List.of(".bin", ".idx")) {
                Files.write(folder.resolve("killed" + suffix), Files.readAllBytes(folder.resolve("old" + suffix)));
            }
            Process packing = pack(ids, "killed", "512");
            packing.waitFor(random.nextLong(duration / 2, duration * 5 / 4), TimeUnit.NANOSECONDS);
            packing.destroyForcibly().waitFor();
            if (Files.exists(folder.resolve("killed.idx"))) {
                byte[] index = Files.readAllBytes(folder.resolve("killed.idx"));
                boolean old = Arrays.equals(index, Files.readAllBytes(folder.resolve("old.idx")));
                String pair = old ? "old" : "whole";
                assertArrayEquals(Files.readAllBytes(folder.resolve(pair + ".idx")), index);
                assertArrayEquals(
                        Files.readAllBytes(folder.resolve(pair + ".bin")),
                        Files.readAllBytes(folder.resolve("killed.bin")));
                replaced += old ? 0 : 1;
            }
        }
        System.out.println("killed " + KILLS + " packings, " + replaced + " of them after their files were in place");
        assertTrue(replaced < KILLS, "no kill came before the end");
    }

    /** A process that is asked to end, as by Ctrl-C, takes its temporary files with it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anInterruptedPackingLeavesNothing() throws Exception {
        SplittableRandom random = Seeds.random("anInterruptedPackingLeavesNothing");
        Path ids = writeIds(random);
        long start = System.nanoTime();
        assertEquals(0, pack(ids, "whole", "16").waitFor());
        long duration = System.nanoTime() - start;
        for (int interrupt = 0; interrupt < 5; interrupt++) {
            Process packing = pack(ids, "interrupted", "16");
            packing.waitFor(random.nextLong(duration / 3, duration), TimeUnit.NANOSECONDS);
            packing.destroy();
            packing.waitFor();
            try (Stream<Path> files = Files.list(folder)) {
                assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
            }
        }
    }

    private Path writeIds(SplittableRandom random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            lines.append("{\"ids\":[").append(random.nextInt(60_000));
            for (int id = random.nextInt(200); id > 0; id--) {
                lines.append(',').append(random.nextInt(60_000));
            }
            lines.append("]}\n");
        }
        return Files.writeString(folder.resolve("ids.jsonl"), lines);
    }

    private Process pack(Path ids, String prefix, String length) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "pack",
                        "--quiet",
                        "--pad",
                        "0",
                        "--seq-length",
                        length,
                        "--output",
                        folder.resolve(prefix).toString(),
                        ids.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
