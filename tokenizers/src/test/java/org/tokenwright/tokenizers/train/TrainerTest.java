package org.tokenwright.tokenizers.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

class TrainerTest {
    @TempDir
    private Path folder;

    @Test
    void failuresOfWorkersEndTheTraining() {
        List<String> texts = Collections.nCopies(3_000, "ab".repeat(2_000));
        TrainerOptions options =
                TrainerOptions.of(300, Pretokenizers.of("(a|b)*")).withThreads(3);
        for (int round = 0; round < 20; round++) {
            IllegalArgumentException e = assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThrows(
                            IllegalArgumentException.class,
                            () -> BoundlessBpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE)));
            assertTrue(String.valueOf(e.getMessage()).contains("(a|b)*"), e.getMessage());
        }
    }

    @Test
    void listenersCancel() throws IOException {
        List<String> texts =
                Collections.nCopies(500, "It was the best of times, it was the worst of times. ".repeat(50));
        List<String> phases = new ArrayList<>();
        BoundlessBpeTrainer.train(Corpora.of(texts), options(400), progress -> {
            if (!phases.contains(progress.phase())) {
                phases.add(progress.phase());
            }
        });
        assertEquals(List.of("reading", "merging words", "collecting runs", "merging words and superwords"), phases);
        for (String phase : phases) {
            CancellationException thrown = new CancellationException("enough of " + phase);
            ProgressListener listener = progress -> {
                if (progress.phase().equals(phase)) {
                    throw thrown;
                }
            };
            CancellationException caught = assertThrows(
                    CancellationException.class,
                    () -> BoundlessBpeTrainer.train(Corpora.of(texts), options(400), listener));
            assertEquals(thrown.getMessage(), caught.getMessage());
        }
    }

    @Test
    void malformedTextEndsTheTraining() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, "{\"text\":\"good\"}\n{\"text\":3}\n");
        TextSource source = TextSource.builder().path(file).build();
        assertThrows(CorruptInputException.class, () -> BpeTrainer.train(source, options(300), ProgressListener.NONE));
    }

    /** The text has one long word that occurs once: ties would let one token swallow it letter by letter. */
    @Test
    void tokensStayBelowTheirLimit() throws IOException {
        StringBuilder word = new StringBuilder();
        SplittableRandom random = Seeds.random("tokensStayBelowTheirLimit");
        for (int i = 0; i < 100_000; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        BpeModel model =
                BoundlessBpeTrainer.train(Corpora.of(List.of(word.toString())), options(50_000), ProgressListener.NONE);
        int longest = model.vocabulary().maxLength();
        assertTrue(longest <= TrainerOptions.MAX_TOKEN_BYTES, "a token has " + longest + " bytes");
        assertTrue(longest > TrainerOptions.MAX_TOKEN_BYTES / 2, "no token comes near the limit: " + longest);
        Tokenizer tokenizer = model.tokenizer();
        assertArrayEquals(word.toString().getBytes(UTF_8), tokenizer.decodeBytes(tokenizer.encode(word)));
    }

    @Test
    void longWordsBecomePartsOfSuperwords() throws IOException {
        SplittableRandom random = Seeds.random("longWordsBecomePartsOfSuperwords");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            words.append(i == 300 ? " " : "").append((char) ('a' + random.nextInt(26)));
        }
        List<String> texts = new ArrayList<>(Collections.nCopies(50, words.toString()));
        texts.add("rare");
        BpeModel model = BoundlessBpeTrainer.train(Corpora.of(texts), options(2_000), ProgressListener.NONE);
        assertEquals(1, Objects.requireNonNull(model.supermerges()).size());
        assertEquals(1, model.tokenizer().encode(words).length);
        assertEquals(2, model.tokenizer().encode(words + ".").length);
    }

    /** Products that are there already stand beside those that are made: no row of them may be measured again and again. */
    @Test
    void rowsOfEqualTokensTakeLinearTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Tokens tokens = new Tokens();
            int both = tokens.add("xy".getBytes(UTF_8), 0, 2);
            Cells.Builder cells = new Cells.Builder(1, 900_000);
            for (int i = 0; i < 300_000; i++) {
                cells.unit('x');
                cells.unit('y');
                cells.unit(both);
            }
            cells.endSequence(1);
            Lane lane = new Lane(cells.build(), tokens, 0, Counting.STANDARD);
            assertTrue(lane.findBest());
            while (lane.findBest() && (lane.bestLeft() != 'x' || lane.bestRight() != 'y')) {
                lane.mergeBest();
            }
        });
    }

    private static TrainerOptions options(int size) {
        return TrainerOptions.of(size, Pretokenizers.of("gpt4o")).withThreads(2);
    }
}
