package org.tokenwright.tokenizers.slow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer.Event;

/** The plain model of single-pass training against the reference, event for event. */
class SinglePassGoldenTest {
    @ParameterizedTest
    @CsvSource({
        "mixed_gpt2_t1.1_b1, mixed, gpt2, 1.1, true, 2048",
        "mixed_gpt4_t1.1_b1, mixed, gpt4, 1.1, true, 2048",
        "mixed_gpt4o_t0.9_b0, mixed, gpt4o, 0.9, false, 2048",
        "mixed_gpt4o_t0.9_b1, mixed, gpt4o, 0.9, true, 2048",
        "mixed_gpt4o_t1.1_b1, mixed, gpt4o, 1.1, true, 2048",
        "tiny_gpt4o_t0.6_b0, tiny, gpt4o, 0.6, false, 500",
        "tiny_gpt4o_t0.9_b1, tiny, gpt4o, 0.9, true, 500",
        "tiny_gpt4o_t1.1_b1, tiny, gpt4o, 1.1, true, 500"
    })
    void trains(String name, String corpus, String pattern, double threshold, boolean intoBytes, int size)
            throws IOException {
        compare(name, corpus, pattern, threshold, intoBytes, size);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "books_gpt4o_t0.9_b1, books, gpt4o, 0.9, true, 4096",
        "books_gpt4o_t1.1_b1, books, gpt4o, 1.1, true, 4096",
        "books_ultimate2_t0.9_b1, books, ultimate2, 0.9, true, 4096",
        "books_ultimate2_t1.1_b1, books, ultimate2, 1.1, true, 4096"
    })
    void trainsOnBooks(String name, String corpus, String pattern, double threshold, boolean intoBytes, int size)
            throws IOException {
        compare(name, corpus, pattern, threshold, intoBytes, size);
    }

    private static void compare(
            String name, String corpus, String pattern, double threshold, boolean intoBytes, int size)
            throws IOException {
        Path golden = SharedData.path("golden/boundless/orig/" + name + ".events.tsv");
        Pattern rule = Pattern.compile(MergeRule.IMPROVED.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        List<Event> events = SlowSinglePassTrainer.train(
                pretokens(SharedData.path("golden/boundless/corpora/" + corpus + ".jsonl"), Pretokenizers.of(pattern)),
                token -> Bytes.text(token)
                        .filter(text -> rule.matcher(text).find())
                        .isPresent(),
                threshold,
                intoBytes,
                size);
        List<String> expected = Files.readAllLines(golden, UTF_8).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(columns -> String.join(" ", columns[1], columns[2], columns[3], columns[4], whole(columns)))
                .toList();
        assertTrue(expected.size() > 100, () -> golden + " has " + expected.size() + " events");
        assertEquals(expected, events.stream().map(SinglePassGoldenTest::line).toList());
    }

    private static String whole(String[] columns) {
        return columns[1].equals("m") ? columns[7] : "";
    }

    private static String line(Event event) {
        String kind = switch (event.kind()) {
            case MERGE -> "m";
            case DELETION -> "d";
            case SUPERMERGE -> "s";
        };
        return String.join(
                " ",
                kind,
                show(event.left()),
                show(event.right()),
                Long.toString(event.count()),
                event.whole() ? show(event.left() + event.right()) : "");
    }

    private static String show(String bytes) {
        return ByteAlphabet.show(Bytes.toArray(bytes));
    }

    private static List<List<String>> pretokens(Path corpus, Pretokenizer pretokenizer) throws IOException {
        List<List<String>> texts = new ArrayList<>();
        PretokenScanner scanner = pretokenizer.newScanner();
        int[] ends = new int[64];
        try (DocumentReader reader = TextSource.builder().path(corpus).build().open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                List<String> pretokens = new ArrayList<>();
                String bytes = Bytes.ofText(document.text());
                byte[] array = Bytes.toArray(bytes);
                scanner.reset(array, 0, array.length);
                int from = 0;
                for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
                    for (int i = 0; i < found; i++) {
                        pretokens.add(bytes.substring(from, ends[i]));
                        from = ends[i];
                    }
                }
                texts.add(pretokens);
            }
        }
        return texts;
    }
}
