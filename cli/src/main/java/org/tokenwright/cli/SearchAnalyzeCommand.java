package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.jspecify.annotations.Nullable;
import org.tokenwright.lucene.tokens.TokenIdAttribute;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the analysis of an index makes of a text. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the tokens that an index looks for in a text.",
            "",
            "Each token is one line, parted by tabs: its position, from 0; how many positions it spans; the term; its id in the"
                    + " model, or -; and where it begins and ends (exclusive) in the text, in UTF-16 units.",
        },
        footer = {"", "Example:", "  tokenwright search analyze books.index 'The gate of the garden'"})
final class SearchAnalyzeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Where the model of the index is now. Default: where it was.")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Parameters(index = "0", paramLabel = "INDEX", description = "What `tokenwright search index` has written.")
    private Path index = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "The text.")
    private List<String> text = List.of();

    SearchAnalyzeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        try (SearchIndex opened = SearchIndex.open(index, model, loading);
                SearchAnalyzer analyzer = SearchAnalyzer.ofQueries(opened.model());
                TokenStream stream = analyzer.tokenStream(SearchIndex.TEXT, String.join(" ", text))) {
            print(stream);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "TEXT: " + e.getMessage(), e);
        }
        return 0;
    }

    private void print(TokenStream stream) throws IOException {
        CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
        OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
        PositionIncrementAttribute increment = stream.getAttribute(PositionIncrementAttribute.class);
        PositionLengthAttribute length = stream.getAttribute(PositionLengthAttribute.class);
        TokenIdAttribute token = stream.getAttribute(TokenIdAttribute.class);
        stream.reset();
        for (int position = -1; stream.incrementToken(); ) {
            position += increment.getPositionIncrement();
            byte[] utf8 = term.toString().getBytes(StandardCharsets.UTF_8);
            String line =
                    position + "\t" + length.getPositionLength() + "\t" + EscapedText.of(utf8, 0, utf8.length) + "\t"
                            + (token.id() == TokenIdAttribute.NO_ID ? "-" : Integer.toString(token.id())) + "\t"
                            + offset.startOffset() + "\t" + offset.endOffset() + "\n";
            shell.out().write(line.getBytes(StandardCharsets.UTF_8));
        }
        stream.end();
    }
}
