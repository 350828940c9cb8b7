package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.BoundlessV2Format;
import org.tokenwright.tokenizers.formats.Gpt2Format;
import org.tokenwright.tokenizers.formats.HuggingFaceFormat;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.tokenizers.formats.SentencePieceFormat;
import org.tokenwright.tokenizers.formats.TiktokenFormat;
import org.tokenwright.tokenizers.formats.WordV1Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a model in another format. The model may be of any format that is read.",
        footer = {
            "",
            "Examples:",
            "  tokenwright convert books.model --to v2 --output books-v2.model",
            "  tokenwright convert books-v2.model --to own --output books.model",
            "  tokenwright convert cl100k_base.tiktoken --to own --output cl100k.model",
            "  tokenwright convert books.model --to hf --output tokenizer.json",
            "  tokenwright convert books.model --to own --special '<|user|>' --pad-to 128 --output chat.model",
        })
final class ConvertCommand implements Callable<Integer> {
    private final Shell shell;

    /** What is written. */
    enum Format {
        /** Our own model file. */
        OWN,
        /** The text format "BoundlessBPE v2". */
        V2,
        /** The text format "word v1". */
        V1,
        /** The tokenizer.json of Hugging Face. */
        HF,
        /** Ranks of tiktoken. */
        TIKTOKEN,
        /** A folder with vocab.json and merges.txt. */
        GPT2,
        /** The .model of SentencePiece. */
        SENTENCEPIECE
    }

    @Parameters(paramLabel = "MODEL", description = "The model: " + ModelOptions.MODEL + ".")
    private String input = "";

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description =
                    "own (the model file of Tokenwright), hf (tokenizer.json), tiktoken (ranks), gpt2 (a folder with vocab.json and"
                            + " merges.txt), sentencepiece (where ids are the same for every text), v2 or v1 (the text formats"
                            + " \"BoundlessBPE v2\" and \"word v1\").")
    private Format format = Format.OWN;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = "--pad-to",
            paramLabel = "N",
            description =
                    "Add reserved special tokens until all tokens are a multiple of N. Default: ${DEFAULT-VALUE}.")
    private int padTo = 1;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to be written, or the folder for gpt2; replaced if it exists.")
    private Path output = Path.of("");

    ConvertCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        LoadedModel loaded = loading.open(input, padTo);
        try {
            shell.save(() -> write(loaded));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    input + " cannot be written as " + format.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(),
                    e);
        }
        BpeModel model = loaded.model();
        if (model != null && (format == Format.TIKTOKEN || format == Format.GPT2)) {
            shell.err().println("tokenwright: the pattern is not part of this format; read it with " + unsaid(model));
        }
        return 0;
    }

    private void write(LoadedModel loaded) throws IOException {
        switch (format) {
            case OWN -> model(loaded).save(output);
            case V2 -> BoundlessV2Format.write(model(loaded), output);
            case V1 -> WordV1Format.write(model(loaded), output);
            case HF -> HuggingFaceFormat.write(loaded, output);
            case TIKTOKEN -> TiktokenFormat.write(model(loaded), output);
            case GPT2 -> Gpt2Format.write(model(loaded), output);
            case SENTENCEPIECE -> SentencePieceFormat.write(model(loaded), output);
        }
    }

    private static BpeModel model(LoadedModel loaded) {
        BpeModel model = loaded.model();
        if (model == null) {
            throw new IllegalArgumentException(loaded.reason());
        }
        return model;
    }

    /** The options with which what is not written is said. */
    private String unsaid(BpeModel model) {
        StringBuilder options =
                new StringBuilder("--pattern " + quoted(model.pretokenizer().name()));
        if (format == Format.TIKTOKEN) {
            model.specialTokens()
                    .ids()
                    .forEach((token, id) -> options.append(" --special ").append(quoted(token + "=" + id)));
        }
        return options.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
