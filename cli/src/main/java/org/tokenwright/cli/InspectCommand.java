package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.formats.LoadedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a model holds. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Tells what a model holds: its sizes, what its tokens are for, its longest tokens; of byte-level BPE also"
                        + " its pattern, what it was trained on and its superwords.",
        footer = {
            "",
            "Examples:",
            "  tokenwright inspect books.model",
            "  tokenwright inspect --json books.model | jq .sizes",
        })
final class InspectCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The model: " + ModelOptions.MODEL + ".")
    private String input = "";

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with plots.")
    private @Nullable Path html;

    InspectCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--html", html).check(List.of(Path.of(input)));
        LoadedModel model = loading.open(input);
        ModelReport report = new ModelReport(model);
        if (json) {
            report.writeJson(shell.out());
        } else {
            report.writeText(shell.out());
        }
        if (html != null) {
            new ModelPage(model).page().write(html, shell);
        }
        return 0;
    }
}
