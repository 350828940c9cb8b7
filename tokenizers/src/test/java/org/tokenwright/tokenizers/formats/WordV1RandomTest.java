package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.SlowSinglePassEncoder;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer.Event;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer.Kind;

/** Single-pass models of random texts: read from "word v1", they encode as the plain model does. */
class WordV1RandomTest {
    private static final String PATTERN = " ?[a-d]+| ?[^a-d ]+| +";
    private static final String[] PIECES = {
        "a", "b", "c", "d", "ab", "abc", " ", " ", " ab", " abcd", " cd cd", "\u00e9"
    };

    @TempDir
    private Path folder;

    @Test
    void encodesAsThePlainModel() throws IOException {
        compare(150, Seeds.random("encodesAsThePlainModel"));
    }

    @Test
    @Tag("long")
    void encodesAsThePlainModelForManyModels() throws IOException {
        compare(5_000, Seeds.random("encodesAsThePlainModelForManyModels"));
    }

    private void compare(int rounds, SplittableRandom random) throws IOException {
        Pattern pattern = Pattern.compile(PATTERN, Pattern.UNICODE_CHARACTER_CLASS);
        for (int round = 0; round < rounds; round++) {
            List<List<String>> texts = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                texts.add(Bytes.pretokens(pattern, text(random)));
            }
            boolean intoBytes = random.nextBoolean();
            List<Event> events = SlowSinglePassTrainer.train(
                    texts,
                    token -> token.matches(" ?[a-d]+"),
                    random.nextBoolean() ? random.nextDouble(0.4, 1) : 2,
                    intoBytes,
                    256 + random.nextInt(60));
            Path file = folder.resolve("model");
            write(events, file);
            BpeModel model = ModelFormats.load(
                    file, LoadOptions.NONE.withDeletionParts(intoBytes ? DeletionParts.BYTES : DeletionParts.OPERANDS));
            SlowSinglePassEncoder slow = new SlowSinglePassEncoder(events, intoBytes);
            Encoder encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
            for (int i = 0; i < 10; i++) {
                String text = text(random);
                byte[] utf8 = text.getBytes(UTF_8);
                int count = encoder.encode(utf8, 0, utf8.length);
                List<String> tokens = Arrays.stream(encoder.ids())
                        .limit(count)
                        .mapToObj(id -> Bytes.of(model.vocabulary().bytes(id)))
                        .toList();
                assertEquals(
                        slow.encode(Bytes.pretokens(pattern, text)), tokens, () -> events + " on \"" + text + "\"");
            }
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1, 40); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void write(List<Event> events, Path file) throws IOException {
        Set<String> vocabulary = new LinkedHashSet<>();
        for (char value = 0; value < 256; value++) {
            vocabulary.add(String.valueOf(value));
        }
        events.stream()
                .filter(event -> event.kind() != Kind.DELETION)
                .forEach(event -> vocabulary.add(event.left() + event.right()));
        List<String> lines = new ArrayList<>(List.of("word v1", "\"" + PATTERN + "\""));
        lines.add(Integer.toString(vocabulary.size()));
        vocabulary.forEach(token -> lines.add((lines.size() - 3) + " " + show(token)));
        lines.add("0");
        for (Kind kind : List.of(Kind.MERGE, Kind.DELETION, Kind.SUPERMERGE)) {
            List<String> section = new ArrayList<>();
            for (int time = 0; time < events.size(); time++) {
                Event event = events.get(time);
                if (event.kind() == kind) {
                    section.add((time + " " + show(event.left()) + " " + show(event.right())).strip());
                }
            }
            lines.add(Integer.toString(section.size()));
            lines.addAll(section);
        }
        lines.add("0");
        Files.write(file, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static String show(String bytes) {
        return ByteAlphabet.show(Bytes.toArray(bytes));
    }
}
