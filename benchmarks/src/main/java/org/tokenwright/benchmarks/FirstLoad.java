package org.tokenwright.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;

/** Loads a model that comes with the library, as the first thing that a JVM does, and prints how many nanoseconds that takes. */
public final class FirstLoad {
    private FirstLoad() {}

    /**
     * Loads the model and finds one sentence.
     *
     * @param args its name
     */
    public static void main(String[] args) {
        long start = System.nanoTime();
        CharBoundaryModel model = CharBoundaryModels.named(args[0]);
        long loaded = System.nanoTime();
        int sentences = CharBoundaryDetector.of(model).detect("Dr. Reed left.").size();
        long detected = System.nanoTime();
        System.out.println((loaded - start) + " " + (detected - loaded) + " " + sentences);
    }

    /**
     * {@return the medians of some fresh JVMs, in milliseconds: to load a model, and to find the first sentence then}
     *
     * @param name its name
     * @param runs how many
     */
    static double[] medians(String name, int runs) throws IOException {
        List<Long> loads = new ArrayList<>();
        List<Long> firsts = new ArrayList<>();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (int run = 0; run < runs; run++) {
            Process process = new ProcessBuilder(
                            java, "-cp", System.getProperty("java.class.path"), FirstLoad.class.getName(), name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream in = process.getInputStream()) {
                String[] nanos = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ", -1);
                loads.add(Long.parseLong(nanos[0]));
                firsts.add(Long.parseLong(nanos[1]));
            }
        }
        return new double[] {median(loads) / 1e6, median(firsts) / 1e6};
    }

    private static double median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
