package org.tokenwright.benchmarks;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.vocab.Vocabulary;

/**
 * Looks up words of a text in a vocabulary of 200,000 tokens, by byte slice, beside hash maps of strings. The maps are given
 * strings that exist already; from text in bytes these would have to be made first, which {@link #hashMapFromBytes} does.
 */
@State(Scope.Thread)
public class VocabularyBenchmark {
    private static final int TOKENS = 200_000;
    private static final int LOOKUPS = 100_000;

    private Vocabulary vocabulary = Vocabulary.builder().build();
    private final Map<String, Integer> hashMap = new HashMap<>();
    private final Object2IntOpenHashMap<String> fastutilMap = new Object2IntOpenHashMap<>();
    private final int[] starts = new int[LOOKUPS];
    private final int[] ends = new int[LOOKUPS];
    private final String[] strings = new String[LOOKUPS];
    private byte[] text = new byte[0];

    /** Creates the benchmark. */
    public VocabularyBenchmark() {}

    /** Makes the vocabulary, the maps and the text, one word in ten of which is not in them. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        fastutilMap.defaultReturnValue(-1);
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < TOKENS) {
            words.add(Long.toString(random.nextLong(1L << random.nextInt(8, 45)), 36));
        }
        Vocabulary.Builder builder = Vocabulary.builder();
        for (String word : words) {
            int id = builder.add(word.getBytes(StandardCharsets.UTF_8));
            hashMap.put(word, id);
            fastutilMap.put(word, id);
        }
        vocabulary = builder.build();
        String[] all = words.toArray(new String[0]);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < LOOKUPS; i++) {
            starts[i] = line.length();
            line.append(all[random.nextInt(TOKENS)]).append(random.nextInt(10) == 0 ? "-" : "");
            ends[i] = line.length();
            strings[i] = line.substring(starts[i]);
        }
        text = line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return the sum of the ids}
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long vocabulary() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += vocabulary.idOf(text, starts[i], ends[i]);
        }
        return sum;
    }

    /**
     * {@return the sum of the ids}
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long hashMap() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += hashMap.getOrDefault(strings[i], -1);
        }
        return sum;
    }

    /**
     * {@return the sum of the ids}
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long hashMapFromBytes() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            String word = new String(text, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8);
            sum += hashMap.getOrDefault(word, -1);
        }
        return sum;
    }

    /**
     * {@return the sum of the ids}
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long fastutilMap() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += fastutilMap.getInt(strings[i]);
        }
        return sum;
    }
}
