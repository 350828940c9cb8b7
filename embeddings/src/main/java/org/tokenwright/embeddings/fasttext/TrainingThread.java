package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** One thread of a training: reads lines from its place in the corpus on and learns from them. */
final class TrainingThread {
    /** Tokens of a line at most when words are learned. */
    private static final int MOST_TOKENS = 1024;

    private final Training training;
    private final Path corpus;
    private final int number;
    private final Dictionary dictionary;
    private final ModelArguments arguments;
    private final @Nullable Subwords subwords;
    private final TrainingStep step;
    private final RowList line = new RowList();
    private final RowList context = new RowList();

    TrainingThread(Training training, Path corpus, int number, @Nullable Subwords subwords) {
        this.training = training;
        this.corpus = corpus;
        this.number = number;
        this.subwords = subwords;
        dictionary = training.dictionary();
        arguments = dictionary.arguments();
        step = training.step(number);
    }

    void train() throws IOException {
        try (FileChannel channel = FileChannel.open(corpus)) {
            WordReader words = WordReader.of(channel, corpus.toString());
            words.seek(number * channel.size() / training.threads());
            LineFeatures features = new LineFeatures(dictionary, subwords);
            long passTokens = number;
            long unreported = 0;
            while (training.goesOn()) {
                step.rate(training.rate());
                int tokens = arguments.supervised() ? features.read(words) : readLine(words);
                if (arguments.supervised()) {
                    learn(features);
                } else if (arguments.task() == FastTextTask.CBOW) {
                    learnWordsFromContext();
                } else {
                    learnContextFromWords();
                }
                unreported += tokens;
                passTokens += tokens;
                if (unreported > arguments.updateRate()) {
                    training.read(unreported);
                    unreported = 0;
                }
                if (words.atEnd()) {
                    if (passTokens == 0) {
                        throw new CorruptInputException(
                                corpus.toString(), "the whole file", "no known word", "words that the model knows");
                    }
                    words.seek(0);
                    passTokens = 0;
                }
            }
        }
    }

    private void learn(LineFeatures features) {
        RowList labels = features.labels();
        if (labels.isEmpty() || features.rows().isEmpty()) {
            return;
        }
        int target =
                arguments.loss() == FastTextLoss.ONE_VS_ALL ? 0 : step.random().uniform(0, labels.size() - 1);
        step.update(features.rows().array(), features.rows().size(), labels.get(target), labels);
    }

    /** Reads the words of a line, frequent ones at random. {@return how many tokens are known} */
    private int readLine(WordReader words) throws IOException {
        line.clear();
        int tokens = 0;
        while (words.next()) {
            int id = dictionary.find(words.word(), words.start(), words.end());
            if (id < 0) {
                continue;
            }
            tokens++;
            if (id < dictionary.words() && (float) step.random().uniform() <= training.keep(id)) {
                line.add(id);
            }
            if (tokens > MOST_TOKENS || words.endOfLine()) {
                break;
            }
        }
        return tokens;
    }

    private void learnWordsFromContext() {
        for (int w = 0; w < line.size(); w++) {
            int window = step.random().uniform(1, arguments.windowSize());
            context.clear();
            for (int c = Math.max(0, w - window); c <= Math.min(line.size() - 1, w + window); c++) {
                if (c != w) {
                    int[] rows = rows(line.get(c));
                    context.addAll(rows, 0, rows.length);
                }
            }
            step.update(context.array(), context.size(), line.get(w), line);
        }
    }

    private void learnContextFromWords() {
        for (int w = 0; w < line.size(); w++) {
            int window = step.random().uniform(1, arguments.windowSize());
            int[] rows = rows(line.get(w));
            for (int c = Math.max(0, w - window); c <= Math.min(line.size() - 1, w + window); c++) {
                if (c != w) {
                    step.update(rows, rows.length, line.get(c), line);
                }
            }
        }
    }

    private int[] rows(int id) {
        return Objects.requireNonNull(subwords).rows(id);
    }
}
