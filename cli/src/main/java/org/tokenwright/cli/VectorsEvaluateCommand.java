package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.tokenwright.embeddings.evaluation.AnalogyResult;
import org.tokenwright.embeddings.evaluation.AnalogySet;
import org.tokenwright.embeddings.evaluation.SimilarityResult;
import org.tokenwright.embeddings.evaluation.SimilaritySet;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.SimilarWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells how well vectors agree with people. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Compares vectors with what people say of words and sentences.",
            "",
            "Prints for each file of similarities: pairs, pairs left out as something has no vector, rank correlation"
                    + " (Spearman), linear correlation (Pearson). For each section of analogies: questions, questions left"
                    + " out, which part is answered right.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors evaluate -m words.bin --similarity simlex.txt --similarity men.txt",
            "  tokenwright vectors evaluate -m words.vec --analogies questions-words.txt --lower-case",
            "  tokenwright vectors evaluate -m potion-folder --sts sts-test.csv",
        })
final class VectorsEvaluateCommand implements Callable<Integer> {
    private static final int DEFAULT_WORDS = 30_000;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description =
                    "The vectors: a file .bin, .ftz, .vec or .floret, or a folder of model2vec or sentence-transformers.")
    private Path model = Path.of("");

    @Option(
            names = "--similarity",
            paramLabel = "FILE",
            description = "Lines of two words and a number, parted by white space. May be repeated.")
    private List<Path> similarities = List.of();

    @Option(
            names = "--sts",
            paramLabel = "FILE",
            description = "Pairs of sentences in the format of the STS benchmark. May be repeated.")
    private List<Path> sentences = List.of();

    @Option(
            names = "--analogies",
            paramLabel = "FILE",
            description = "Questions in the format of word2vec's questions-words.txt. May be repeated.")
    private List<Path> analogies = List.of();

    @Option(
            names = "--first",
            paramLabel = "N",
            description = "Answer analogies with the first N words, as word2vec does. Default: 30000.")
    private int first = DEFAULT_WORDS;

    @Option(names = "--lower-case", description = "Make words and sentences lower case first.")
    private boolean lowerCase;

    VectorsEvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (similarities.isEmpty() && sentences.isEmpty() && analogies.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to evaluate; give --similarity, --sts or --analogies");
        }
        if (first < 1) {
            throw new ParameterException(spec.commandLine(), "--first is " + first + ", expected at least 1");
        }
        UnaryOperator<String> change = lowerCase ? text -> text.toLowerCase(Locale.ROOT) : UnaryOperator.identity();
        VectorSource source = VectorSource.load(model);
        for (Path file : similarities) {
            print(file, SimilaritySet.words(file).mapped(change).evaluate(source.word()));
        }
        for (Path file : sentences) {
            print(
                    file,
                    SimilaritySet.sentences(file)
                            .mapped(change)
                            .evaluate(text -> source.text().apply(text)));
        }
        if (!analogies.isEmpty()) {
            NearestWords nearest = source.nearest(model, first);
            for (Path file : analogies) {
                print(AnalogySet.load(file)
                        .mapped(change)
                        .evaluate(nearest::contains, (a, b, c) -> answer(nearest, a, b, c)));
            }
        }
        return 0;
    }

    /** {@return what is to c as b is to a, or nothing if there are no other words} */
    private static String answer(NearestWords nearest, String a, String b, String c) {
        List<SimilarWord> found = nearest.analogies(b, a, c, 1);
        return found.isEmpty() ? "" : found.getFirst().word();
    }

    private void print(Path file, SimilarityResult result) throws IOException {
        print(
                "%s\t%d\t%d\t%.4f\t%.4f%n",
                file.getFileName(), result.pairs(), result.unknown(), result.spearman(), result.pearson());
    }

    private void print(List<AnalogyResult> results) throws IOException {
        int questions = 0;
        int unknown = 0;
        int right = 0;
        for (AnalogyResult result : results) {
            print("%s\t%d\t%d\t%.4f%n", result.section(), result.questions(), result.unknown(), result.accuracy());
            questions += result.questions();
            unknown += result.unknown();
            right += result.right();
        }
        AnalogyResult all = new AnalogyResult("all", questions, unknown, right);
        print("%s\t%d\t%d\t%.4f%n", all.section(), questions, unknown, all.accuracy());
    }

    @FormatMethod
    private void print(String format, Object... values) throws IOException {
        shell.out().write(String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.UTF_8));
    }
}
