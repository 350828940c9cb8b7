package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.vocab.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells in what two vocabularies differ. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Tells in what two vocabularies differ: how many tokens they share, up to which id they are the same,"
                        + " what differs in their settings, and which tokens only one of them has, or has with another id."
                        + " Tokens are compared as the files write them, byte-level ones as their bytes.",
        footer = {
            "",
            "Examples:",
            "  tokenwright diff old.model new.model",
            "  tokenwright diff --json bpe.model boundless.model | jq -r '.onlyInB[].token'",
        })
final class DiffCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "A", description = "A model: " + ModelOptions.MODEL + ".")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another model.")
    private String b = "";

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = "--json",
            description = "Print a JSON object, with all tokens that only one has, instead of tables.")
    private boolean json;

    DiffCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        ModelDifference difference = ModelDifference.of(loading.openOneOfSeveral(a), loading.openOneOfSeveral(b));
        if (json) {
            writeJson(difference);
        } else {
            shell.out().write(text(difference).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private String text(ModelDifference difference) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "in both           %,d tokens, %,d of them with the same id; the first %,d ids are the same%n",
                difference.shared(),
                difference.sameId(),
                difference.sameBeginning()));
        text.append(String.format(
                Locale.ROOT,
                "only in A         %,d%nonly in B         %,d%n",
                difference.onlyInA().size(),
                difference.onlyInB().size()));
        difference
                .settings()
                .forEach(setting -> text.append(
                        String.format(Locale.ROOT, "%-22s%s / %s%n", setting.name(), setting.inA(), setting.inB())));
        append(text, "A", difference.a(), difference.onlyInA());
        append(text, "B", difference.b(), difference.onlyInB());
        appendMoved(text, difference);
        return text.toString();
    }

    private static void appendMoved(StringBuilder text, ModelDifference difference) {
        List<Integer> ids = difference.moved();
        if (ids.isEmpty()) {
            return;
        }
        text.append(String.format(
                Locale.ROOT, "%n%s with another id in B%n", ids.size() > LISTED ? "first tokens" : "tokens"));
        ids.stream().limit(LISTED).forEach(id -> {
            byte[] token = difference.a().bytes(id);
            text.append(String.format(
                    Locale.ROOT, "%8d %8d  %s%n", id, difference.b().idOf(token), ModelReport.readable(token)));
        });
    }

    private static void append(StringBuilder text, String name, Vocabulary tokens, List<Integer> ids) {
        if (ids.isEmpty()) {
            return;
        }
        text.append(
                String.format(Locale.ROOT, "%n%s only in %s%n", ids.size() > LISTED ? "first tokens" : "tokens", name));
        ids.stream()
                .limit(LISTED)
                .forEach(id -> text.append(
                        String.format(Locale.ROOT, "%8d  %s%n", id, ModelReport.readable(tokens.bytes(id)))));
    }

    private void writeJson(ModelDifference difference) throws IOException {
        try (JsonGenerator out = Json.pretty(shell.out())) {
            out.writeStartObject();
            out.writeNumberField("inBoth", difference.shared());
            out.writeNumberField("withSameId", difference.sameId());
            out.writeNumberField("sameBeginning", difference.sameBeginning());
            out.writeObjectFieldStart("settings");
            for (ModelDifference.Setting setting : difference.settings()) {
                out.writeArrayFieldStart(setting.name());
                out.writeString(setting.inA());
                out.writeString(setting.inB());
                out.writeEndArray();
            }
            out.writeEndObject();
            writeMoved(out, difference);
            writeTokens(out, "onlyInA", difference.a(), difference.onlyInA());
            writeTokens(out, "onlyInB", difference.b(), difference.onlyInB());
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void writeMoved(JsonGenerator out, ModelDifference difference) throws IOException {
        out.writeArrayFieldStart("withOtherId");
        for (int id : difference.moved()) {
            byte[] token = difference.a().bytes(id);
            out.writeStartObject();
            out.writeNumberField("inA", id);
            out.writeNumberField("inB", difference.b().idOf(token));
            out.writeStringField("token", ByteAlphabet.show(token));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeTokens(JsonGenerator out, String name, Vocabulary tokens, List<Integer> ids)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (int id : ids) {
            out.writeStartObject();
            out.writeNumberField("id", id);
            out.writeStringField("token", ByteAlphabet.show(tokens.bytes(id)));
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
