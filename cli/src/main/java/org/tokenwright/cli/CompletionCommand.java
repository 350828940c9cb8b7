package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete our commands. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script with which a shell completes commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(tokenwright completion bash)",
            "  tokenwright completion bash > /etc/bash_completion.d/tokenwright",
            "  echo 'source <(tokenwright completion zsh)' >> ~/.zshrc",
        })
final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;
    private final Supplier<CommandLine> commands;

    /** The shells. */
    enum ShellName {
        /** GNU bash. */
        BASH,
        /** The Z shell, which takes bash's completions once it is told to. */
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private ShellName name = ShellName.BASH;

    CompletionCommand(Shell shell, Supplier<CommandLine> commands) {
        this.shell = shell;
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException {
        String script = AutoComplete.bash("tokenwright", commands.get());
        String prefix = name == ShellName.ZSH ? "autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n" : "";
        shell.out().write((prefix + script).getBytes(StandardCharsets.UTF_8));
        return 0;
    }
}
