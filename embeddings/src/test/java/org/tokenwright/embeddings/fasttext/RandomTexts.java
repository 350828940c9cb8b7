package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Corpora of texts with labels that can be learned: each label likes its own words. */
final class RandomTexts {
    static final int LABELS = 4;

    private static final int WORDS = 400;

    private RandomTexts() {}

    /** {@return the words of each line, with a label in front} */
    static List<List<String>> lines(int count, SplittableRandom random) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(LABELS);
            List<String> line = new ArrayList<>(List.of("__label__" + label));
            int length = random.nextInt(1, 12);
            for (int j = 0; j < length; j++) {
                int rank = (int) (WORDS * Math.pow(random.nextDouble(), 3));
                line.add(random.nextInt(3) == 0 ? "w" + rank : "w" + label + "x" + rank);
            }
            lines.add(line);
        }
        return lines;
    }

    static Path write(Path file, List<List<String>> lines) throws IOException {
        return Files.write(
                file, lines.stream().map(line -> String.join(" ", line)).toList());
    }
}
