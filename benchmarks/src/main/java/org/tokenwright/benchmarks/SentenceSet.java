package org.tokenwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.boundary.charboundary.AnnotatedText;
import org.tokenwright.boundary.charboundary.AnnotatedTextReader;

/**
 * Texts with known sentences, one set.
 *
 * @param name for people
 * @param texts the texts
 * @param inner whether the last end of a text is left out, which everybody finds
 */
record SentenceSet(String name, List<AnnotatedText> texts, boolean inner) {
    /**
     * {@return the texts of a file}
     *
     * @param name for people
     * @param file objects with {@code text}, {@code starts_u16} and {@code ends_u16}, one a line
     */
    static SentenceSet of(String name, Path file) throws IOException {
        return new SentenceSet(name, read(file), false);
    }

    /**
     * {@return those texts of a file whose id has a prefix; only inner ends count}
     *
     * @param name for people
     * @param file as above
     * @param prefix the prefix
     */
    static SentenceSet inner(String name, Path file, String prefix) throws IOException {
        Path some = Files.createTempFile("sentences", ".jsonl");
        try {
            Files.write(
                    some,
                    Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("{\"id\": \"" + prefix))
                            .toList());
            return new SentenceSet(name, read(some), true);
        } finally {
            Files.delete(some);
        }
    }

    private static List<AnnotatedText> read(Path file) throws IOException {
        List<AnnotatedText> texts = new ArrayList<>();
        try (AnnotatedTextReader reader = new AnnotatedTextReader(file)) {
            for (AnnotatedText text; (text = reader.next()) != null; ) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** {@return the number of sentences} */
    int sentences() {
        return texts.stream().mapToInt(text -> text.ends().length).sum();
    }
}
