package org.tokenwright.tokenizers.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

/** Small corpora for tests. */
final class Corpora {
    private Corpora() {}

    /** Any texts as a source that can be read once. */
    static TextSource of(List<String> texts) throws IOException {
        return of(texts, List.of(), 1);
    }

    /** Texts, and others that count several times, as a source that can be read once. */
    static TextSource of(List<String> once, List<String> often, int weight) throws IOException {
        return TextSource.builder().stream("corpus", stream(once)).weight(weight).stream("more of it", stream(often))
                .format(TextFormat.JSONL)
                .build();
    }

    private static InputStream stream(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonFactory json = new JsonFactory();
        for (String text : texts) {
            try (JsonGenerator generator =
                    json.createGenerator(bytes).configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)) {
                generator.writeStartObject();
                generator.writeStringField("text", text);
                generator.writeEndObject();
            }
            bytes.write('\n');
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Texts in which few different pieces come again and again, so that merges meet and tokens arise in several ways. */
    static List<String> random(SplittableRandom random) {
        String[] pieces = {"a", "b", "c", "aa", "ab", " ", " a", " ab", " b", "é", "\n", "'", "B", "1", "漢", ".", " c"};
        int used = random.nextInt(2, pieces.length + 1);
        List<String> texts = new ArrayList<>();
        for (int documents = random.nextInt(1, 12); documents > 0; documents--) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(0, 60); length > 0; length--) {
                String piece = pieces[random.nextInt(used)];
                text.append(piece.repeat(random.nextInt(8) == 0 ? random.nextInt(1, 9) : 1));
            }
            texts.add(text.toString());
            if (random.nextInt(4) == 0) {
                texts.add(text.toString());
            }
        }
        return texts;
    }

    /** Long texts of few different letters, with spaces, and rows of equal letters in some. */
    static List<String> fewLetters(SplittableRandom random) {
        int letters = random.nextInt(4) == 0 ? random.nextInt(1, 4) : 2;
        int space = random.nextInt(3) == 0 ? 8 : 60;
        int row = random.nextInt(3) == 0 ? 2 : 100;
        List<String> texts = new ArrayList<>();
        for (int documents = random.nextInt(1, 4); documents > 0; documents--) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(1, 300); length > 0; length--) {
                String letter =
                        random.nextInt(space) == 0 ? " " : String.valueOf((char) ('a' + random.nextInt(letters)));
                text.append(letter.repeat(random.nextInt(row) == 0 ? random.nextInt(1, 9) : 1));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
