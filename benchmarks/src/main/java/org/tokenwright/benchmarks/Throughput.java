package org.tokenwright.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Measures megabytes (10<sup>6</sup> bytes of UTF-8) for each CPU-second of the encoding thread, which other load does not lower. */
final class Throughput {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final double seconds;

    /**
     * Creates a measure.
     *
     * @param seconds how long passes are repeated, once to warm up and once to be measured
     */
    Throughput(double seconds) {
        this.seconds = seconds;
    }

    /** Encodes a text and returns a number that depends on the result. */
    @FunctionalInterface
    interface Encoding {
        long encode(String text);
    }

    /**
     * {@return the median of the passes}
     *
     * @param documents what is encoded in each pass
     * @param encodings gives what encodes in the next pass
     */
    double of(Documents documents, Supplier<Encoding> encodings) {
        passes(documents, encodings);
        List<Double> passes = passes(documents, encodings);
        Collections.sort(passes);
        return passes.get(passes.size() / 2);
    }

    private List<Double> passes(Documents documents, Supplier<Encoding> encodings) {
        return passes(documents.bytes(), () -> {
            Encoding encoding = encodings.get();
            for (String text : documents.texts()) {
                encoding.encode(text);
            }
        });
    }

    /**
     * {@return millions of something for each CPU-second: the median of the passes}
     *
     * @param amount how much of it a pass works on
     * @param pass the work
     */
    double of(long amount, Runnable pass) {
        passes(amount, pass);
        List<Double> passes = passes(amount, pass);
        Collections.sort(passes);
        return passes.get(passes.size() / 2);
    }

    private List<Double> passes(long amount, Runnable pass) {
        List<Double> passes = new ArrayList<>();
        long begin = THREADS.getCurrentThreadCpuTime();
        do {
            long start = THREADS.getCurrentThreadCpuTime();
            pass.run();
            passes.add(amount / 1e6 / ((THREADS.getCurrentThreadCpuTime() - start) / NANOS));
        } while (THREADS.getCurrentThreadCpuTime() - begin < seconds * NANOS);
        return passes;
    }

    /**
     * {@return millions of something for each CPU-second, for several kinds of work: the medians of their passes}
     *
     * <p>The kinds take turns, so that what else the machine does, and what the JVM has learned of the others, is the same for
     * all. The first third of the rounds is for warm-up.
     *
     * @param amount how much of it a pass works on
     * @param kinds the work, by name
     * @param rounds how many passes each kind has
     */
    static Map<String, Double> inTurns(long amount, Map<String, Runnable> kinds, int rounds) {
        Map<String, List<Double>> passes = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            boolean isWarm = round >= rounds / 3;
            kinds.forEach((name, pass) -> {
                long start = THREADS.getCurrentThreadCpuTime();
                pass.run();
                double found = amount / 1e6 / ((THREADS.getCurrentThreadCpuTime() - start) / NANOS);
                if (isWarm) {
                    passes.computeIfAbsent(name, any -> new ArrayList<>()).add(found);
                }
            });
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        passes.forEach((name, found) -> {
            Collections.sort(found);
            medians.put(name, found.get(found.size() / 2));
        });
        return medians;
    }

    /**
     * {@return the sum over some threads that encode at the same time}
     *
     * @param threads how many
     */
    double ofThreads(int threads, Documents documents, Supplier<Encoding> encodings) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            Callable<Double> one = () -> {
                Encoding own = encodings.get();
                return of(documents, () -> own);
            };
            double sum = 0;
            for (Future<Double> each : executor.invokeAll(Collections.nCopies(threads, one))) {
                sum += each.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a thread has not finished", e);
        }
    }
}
