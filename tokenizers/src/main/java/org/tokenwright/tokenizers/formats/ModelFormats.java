package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;
import org.tokenwright.tokenizers.bytes.FairseqDictionary;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.ModelFile;

/**
 * Finds out what format a model is of, by its content:
 *
 * <ul>
 *   <li>our own model file, "BoundlessBPE v2" and "word v1";
 *   <li>rank files of tiktoken, {@link TiktokenFormat};
 *   <li>{@code tokenizer.json}, or a folder with it, {@link HuggingFaceFormat};
 *   <li>a folder with {@code vocab.json} and {@code merges.txt}, or one of these two files if the other is beside it,
 *       {@link Gpt2Format};
 *   <li>models of SentencePiece, {@link SentencePieceFormat};
 *   <li>models of PickyBPE, {@link PickyBpeFormat};
 *   <li>dictionaries of fairseq over bytes, {@link FairseqDictionary}.
 * </ul>
 *
 * <p>All of them are loaded as tokenizers. As a {@link BpeModel}, which can be changed and written in most other formats, are
 * loaded those that are byte-level BPE: not SentencePiece, PickyBPE and tokenizers of bytes, and of {@code tokenizer.json} what
 * {@link HuggingFaceFormat#readModel} takes. {@link #open} gives both.
 *
 * <p>A name, such as {@code cl100k_base} or {@code byt5}, is one of {@link TiktokenFormat#names()} or
 * {@link ByteTokenizers#names()}.
 */
public final class ModelFormats {
    private static final String TOKENIZER_JSON = "tokenizer.json";
    private static final String KNOWN =
            "a Tokenwright model, \"BoundlessBPE v2\", \"word v1\", tiktoken ranks, tokenizer.json,"
                    + " vocab.json with merges.txt, a model of SentencePiece or PickyBPE, or dict.txt of fairseq over bytes";

    /** What is known of a file or folder by its name and first bytes. */
    private enum Kind {
        OWN,
        V2,
        V1,
        RANKS,
        GPT2,
        HUGGING_FACE,
        SENTENCE_PIECE,
        PICKY_BPE,
        FAIRSEQ
    }

    private ModelFormats() {}

    /**
     * Loads a model from a file or folder of any format that is read.
     *
     * @param path the file or folder
     * @return the model
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if it cannot be read, or is of a format that does not say enough
     */
    public static BpeModel load(Path path) throws IOException {
        return load(path, LoadOptions.NONE);
    }

    /**
     * Loads a model from a file or folder of any format that is read.
     *
     * @param path the file or folder
     * @param options what the format does not say
     * @return the model
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IllegalArgumentException if {@code options} say what the file says itself
     * @throws IOException if it cannot be read, is of a format that does not say enough, or no byte-level BPE
     */
    public static BpeModel load(Path path, LoadOptions options) throws IOException {
        Kind kind = kind(path);
        requireNoSplit(kind, path, options);
        return switch (kind) {
            case OWN -> BpeModel.load(path);
            case V2 -> BoundlessV2Format.read(path);
            case V1 -> WordV1Format.read(path, options.deletionParts());
            case RANKS -> ranks(path, options);
            case GPT2 -> Gpt2Format.read(gpt2Folder(path), pretokenizer(options), options.specialTokens());
            case HUGGING_FACE -> HuggingFaceFormat.readModel(tokenizerJson(path));
            case SENTENCE_PIECE, PICKY_BPE, FAIRSEQ -> open(path, options).requireModel(path.toString());
        };
    }

    private static void requireNoSplit(Kind kind, Path path, LoadOptions options) {
        if (kind != Kind.RANKS && kind != Kind.GPT2) {
            options.requireNoSplit(path.toString());
        }
    }

    private static Kind kind(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (Files.isRegularFile(path.resolve(TOKENIZER_JSON))) {
                return Kind.HUGGING_FACE;
            }
            if (Gpt2Format.matches(path)) {
                return Kind.GPT2;
            }
            throw new CorruptInputException(path.toString(), "its files", "no known format", KNOWN);
        }
        if (ModelFile.isModelFile(path)) {
            return Kind.OWN;
        }
        if (BoundlessV2Format.matches(path)) {
            return Kind.V2;
        }
        if (WordV1Format.matches(path)) {
            return Kind.V1;
        }
        if (isOneOfTwo(path) && Gpt2Format.matches(gpt2Folder(path))) {
            return Kind.GPT2;
        }
        if (HuggingFaceFormat.matches(path)) {
            return Kind.HUGGING_FACE;
        }
        if (PickyBpeFormat.matches(path)) {
            return Kind.PICKY_BPE;
        }
        if (TiktokenFormat.matches(path)) {
            return Kind.RANKS;
        }
        if (FairseqDictionary.matches(path)) {
            return Kind.FAIRSEQ;
        }
        if (SentencePieceFormat.matches(path)) {
            return Kind.SENTENCE_PIECE;
        }
        throw new CorruptInputException(path.toString(), "byte 0", "no known format", KNOWN);
    }

    private static Path gpt2Folder(Path path) {
        return Files.isDirectory(path) ? path : path.resolveSibling("").toAbsolutePath();
    }

    private static Path tokenizerJson(Path path) {
        return Files.isDirectory(path) ? path.resolve(TOKENIZER_JSON) : path;
    }

    private static boolean isOneOfTwo(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.equals(Gpt2Format.VOCABULARY) || name.equals(Gpt2Format.MERGES);
    }

    private static Pretokenizer pretokenizer(LoadOptions options) {
        Pretokenizer given = options.pretokenizer();
        return given == null ? Pretokenizers.of("gpt2") : given;
    }

    private static BpeModel ranks(Path path, LoadOptions options) throws IOException {
        Pretokenizer given = options.pretokenizer();
        if (given != null) {
            return TiktokenFormat.read(path, given, options.specialTokens());
        }
        BpeModel model = TiktokenFormat.read(path);
        options.requireNoSplit(path.toString());
        return model;
    }

    /**
     * Loads a model from a file or folder of any format that is read, or by its name.
     *
     * @param pathOrName a path, or one of {@link TiktokenFormat#names()}; a file that exists comes before a name
     * @param options what the format does not say
     * @return the model
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IllegalArgumentException if {@code options} say what the file says itself
     * @throws IOException if there is neither a file nor a model of that name, if it cannot be read, or is of a format that
     *     does not say enough
     */
    public static BpeModel load(String pathOrName, LoadOptions options) throws IOException {
        Path path = path(pathOrName);
        if (path != null) {
            return load(path, options);
        }
        return open(pathOrName, options).requireModel(pathOrName);
    }

    /**
     * Loads what is in a file or folder of any format that is read, or has a name.
     *
     * @param pathOrName a path, or one of {@link TiktokenFormat#names()} or {@link ByteTokenizers#names()}; a file that exists comes
     *     before a name
     * @param options what the format does not say
     * @return the tokenizer, and the model if it is byte-level BPE
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IllegalArgumentException if {@code options} say what the file says itself
     * @throws IOException if there is neither a file nor a model of that name, if it cannot be read, or is of a format that
     *     does not say enough
     */
    public static LoadedModel open(String pathOrName, LoadOptions options) throws IOException {
        Path path = path(pathOrName);
        if (path != null) {
            return open(path, options);
        }
        options.requireNoSplit(pathOrName);
        if (ByteTokenizers.names().contains(pathOrName)) {
            return LoadedModel.of("a tokenizer of bytes or code points", ByteTokenizers.of(pathOrName));
        }
        return LoadedModel.of(TiktokenFormat.load(pathOrName));
    }

    private static LoadedModel open(Path path, LoadOptions options) throws IOException {
        Kind kind = kind(path);
        requireNoSplit(kind, path, options);
        return switch (kind) {
            case HUGGING_FACE -> HuggingFaceFormat.open(tokenizerJson(path));
            case SENTENCE_PIECE -> SentencePieceFormat.open(path);
            case PICKY_BPE -> LoadedModel.of("a model of PickyBPE", PickyBpeFormat.read(path));
            case FAIRSEQ ->
                LoadedModel.of("a dictionary of fairseq", ByteTokenizers.fairseq(FairseqDictionary.read(path)));
            case OWN, V2, V1, RANKS, GPT2 -> LoadedModel.of(load(path, options));
        };
    }

    /**
     * Loads a tokenizer from a file or folder of any format that is read.
     *
     * @param path the file or folder
     * @param options what the format does not say
     * @return the tokenizer
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IllegalArgumentException if {@code options} say what the file says itself
     * @throws IOException if it cannot be read, or is of a format that does not say enough
     */
    public static Tokenizer loadTokenizer(Path path, LoadOptions options) throws IOException {
        Kind kind = kind(path);
        requireNoSplit(kind, path, options);
        return switch (kind) {
            case HUGGING_FACE -> HuggingFaceFormat.read(tokenizerJson(path));
            case SENTENCE_PIECE -> SentencePieceFormat.read(path);
            case PICKY_BPE -> PickyBpeFormat.read(path);
            case FAIRSEQ -> ByteTokenizers.fairseq(FairseqDictionary.read(path));
            case OWN, V2, V1, RANKS, GPT2 -> load(path, options).tokenizer();
        };
    }

    /**
     * Loads a tokenizer from a file or folder of any format that is read, or by its name.
     *
     * @param pathOrName a path, or one of {@link TiktokenFormat#names()} or {@link ByteTokenizers#names()}; a file that exists comes
     *     before a name
     * @param options what the format does not say
     * @return the tokenizer
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IllegalArgumentException if {@code options} say what the file says itself
     * @throws IOException if there is neither a file nor a model of that name, if it cannot be read, or is of a format that
     *     does not say enough
     */
    public static Tokenizer loadTokenizer(String pathOrName, LoadOptions options) throws IOException {
        Path path = path(pathOrName);
        if (path != null) {
            return loadTokenizer(path, options);
        }
        if (ByteTokenizers.names().contains(pathOrName)) {
            options.requireNoSplit(pathOrName);
            return ByteTokenizers.of(pathOrName);
        }
        return load(pathOrName, options).tokenizer();
    }

    /**
     * {@return whether a model says itself how texts are split; not so rank files of no known encoding, and {@code vocab.json}
     * with {@code merges.txt}}
     *
     * @param pathOrName a path, or one of {@link TiktokenFormat#names()}; a file that exists comes before a name
     * @throws IOException if there is neither a file nor a model of that name, or it cannot be read
     */
    public static boolean isSplitSaid(String pathOrName) throws IOException {
        Path path = path(pathOrName);
        if (path == null) {
            return true;
        }
        Kind kind = kind(path);
        return kind != Kind.GPT2 && (kind != Kind.RANKS || TiktokenFormat.isKnown(path));
    }

    /** The path of something that is there, or null if a string is a name. */
    private static @Nullable Path path(String pathOrName) throws IOException {
        Path path;
        try {
            path = Path.of(pathOrName);
        } catch (InvalidPathException e) {
            throw (IOException) new NoSuchFileException(pathOrName, null, e.getReason()).initCause(e);
        }
        if (Files.exists(path)) {
            return path;
        }
        if (TiktokenEncoding.named(pathOrName) == null
                && !ByteTokenizers.names().contains(pathOrName)) {
            String reason = pathOrName.contains("/") || pathOrName.contains(".")
                    ? null
                    : "neither a file nor the name of a model; there are "
                            + String.join(", ", TiktokenFormat.names()) + ", "
                            + String.join(", ", ByteTokenizers.names());
            throw new NoSuchFileException(pathOrName, null, reason);
        }
        return null;
    }
}
