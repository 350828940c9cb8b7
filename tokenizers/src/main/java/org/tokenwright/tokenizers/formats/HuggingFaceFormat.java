package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.PieceModel;
import org.tokenwright.tokenizers.pipeline.PipelineCore;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pipeline.PipelineTokenizer;
import org.tokenwright.tokenizers.pipeline.UnigramModel;
import org.tokenwright.tokenizers.pipeline.WordLevelModel;
import org.tokenwright.tokenizers.pipeline.WordPieceModel;

/**
 * The format {@code tokenizer.json} of Hugging Face's tokenizers, version "1.0".
 *
 * <p>A file is a JSON object with the fields {@code version}, {@code truncation}, {@code padding}, {@code added_tokens},
 * {@code normalizer}, {@code pre_tokenizer}, {@code post_processor}, {@code decoder} and {@code model}. All parts of the format
 * are read, and tokenizers encode and decode as those of the program do, id for id:
 *
 * <ul>
 *   <li>normalizers: Sequence, NFC, NFD, NFKC, NFKD, Lowercase, Nmt, StripAccents, Strip, Replace, Prepend, BertNormalizer,
 *       Precompiled, ByteLevel;
 *   <li>pre-tokenizers: Sequence, ByteLevel, Split, Metaspace, BertPreTokenizer, Whitespace, WhitespaceSplit, Punctuation,
 *       Digits, CharDelimiterSplit, UnicodeScripts, FixedLength;
 *   <li>models: BPE with merges as strings or as pairs, WordPiece, Unigram, WordLevel;
 *   <li>post-processors: TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence;
 *   <li>decoders: ByteLevel, Replace, ByteFallback, Fuse, Strip, Metaspace, WordPiece, BPEDecoder, CTC, Sequence.
 * </ul>
 *
 * <p>What has another type or value is refused with its JSON pointer. Unknown fields mean nothing, as in the program itself.
 *
 * <ul>
 *   <li>Ids are those of the file, also of added tokens, which the program numbers anew behind the vocabulary. A file that gives an
 *       id to two tokens, or a token two ids, is refused with the places of both: whether the ids that the file says or those that
 *       the program would make up belong to a network is not in the file. Added tokens without content are passed over. An added token has at most
 *       1,024 bytes.
 *   <li>Special tokens are those with {@code special}; other added tokens are found in texts whatever the policy. A text that
 *       holds bytes that are not UTF-8 is refused, unless the model is byte-level BPE without a normalizer.
 *   <li>Regular expressions, which files write for Oniguruma, are translated to java.util.regex, and refused if that is not
 *       known to mean the same. One that backtracks too much gives up with an {@link IllegalArgumentException} while encoding.
 *   <li>Classes of characters are those of Unicode 16.0, but for scripts, letters that are no letters by category, case and forms
 *       of normalization, which are those of the running JDK.
 *   <li>Dropout draws from a seed: an encoder always draws the same numbers, and without an encoder each text does.
 *   <li>Offsets are into the text as given, as {@link org.tokenwright.tokenizers.Encoding} says; they leave out spaces at the
 *       ends of tokens if the post-processor has {@code trim_offsets}.
 *   <li>Templates, truncation and padding are those of {@link org.tokenwright.tokenizers.BatchEncoder}; no other method
 *       applies them.
 * </ul>
 *
 * <p>Limits: a file of 1 GiB, strings of 16 Mi chars, 16,777,216 tokens and merges.
 */
public final class HuggingFaceFormat {
    private HuggingFaceFormat() {}

    /**
     * Reads a tokenizer. Takes time in proportion to the size of the file.
     *
     * @param path the file
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static Tokenizer read(Path path) throws IOException {
        return read(path, 0);
    }

    /**
     * Reads a tokenizer.
     *
     * @param path the file
     * @param dropoutSeed what the random numbers of every encoder begin with, should the model have dropout
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static Tokenizer read(Path path, long dropoutSeed) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString(), HuggingFaceLimits.DEFAULT, dropoutSeed);
        }
    }

    static PipelineTokenizer read(InputStream in, String source, HuggingFaceLimits limits, long dropoutSeed)
            throws IOException {
        HuggingFaceReader file = new HuggingFaceReader(source, limits);
        file.read(in);
        return new PipelineTokenizer(new HuggingFaceParts(file, dropoutSeed).parts());
    }

    /**
     * Reads a model of our own kind: byte-level BPE with special tokens alone.
     *
     * @param path the file
     * @return the model, which encodes and decodes as the tokenizer of {@link #read(Path)} does, offsets aside
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed, holds what is not supported, or needs
     *     more than our own models can do; the message says what
     * @throws IOException if it cannot be read
     */
    public static BpeModel readModel(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            PipelineParts parts =
                    read(in, path.toString(), HuggingFaceLimits.DEFAULT, 0).parts();
            return HuggingFaceModels.of(parts, path.toString());
        }
    }

    static LoadedModel open(Path path) throws IOException {
        PipelineTokenizer tokenizer;
        try (InputStream in = Files.newInputStream(path)) {
            tokenizer = read(in, path.toString(), HuggingFaceLimits.DEFAULT, 0);
        }
        String kind = "tokenizer.json with " + kind(tokenizer.parts().core());
        try {
            return new LoadedModel(kind, tokenizer, HuggingFaceModels.of(tokenizer.parts(), path.toString()), "");
        } catch (CorruptInputException e) {
            String reason = String.valueOf(e.getMessage())
                    .substring(path.toString().length())
                    .replaceFirst("^, ", "");
            return new LoadedModel(kind, tokenizer, null, reason);
        }
    }

    private static String kind(PipelineCore core) {
        PieceModel pieces = core.pieces();
        if (pieces instanceof UnigramModel) {
            return "Unigram";
        }
        if (pieces instanceof WordPieceModel) {
            return "WordPiece";
        }
        if (pieces instanceof WordLevelModel) {
            return "WordLevel";
        }
        return pieces == null ? "byte-level BPE" : "BPE of characters";
    }

    /**
     * {@return whether a file begins as one of this format does: as a JSON object whose first field is one of the format's}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static boolean matches(Path path) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(256);
        }
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).stripLeading();
        if (!text.startsWith("{")) {
            return false;
        }
        String field = text.substring(1).stripLeading();
        return HuggingFaceReader.FIELDS.stream().anyMatch(name -> field.startsWith("\"" + name + "\""));
    }

    /**
     * Writes a tokenizer that was read from this format, with the same meaning.
     *
     * @param tokenizer the tokenizer
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the tokenizer is of another format; then its model may be written
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(Tokenizer tokenizer, Path path) throws IOException {
        if (!(tokenizer instanceof PipelineTokenizer pipeline)
                || pipeline.parts().description().isEmpty()) {
            throw new IllegalArgumentException("the tokenizer was not read from tokenizer.json");
        }
        AtomicFile.write(path, new HuggingFaceWriter(pipeline.parts())::writeTo);
    }

    /**
     * Writes what was loaded, with the same meaning: what was read from this format with all its parts, anything else as
     * {@link #write(BpeModel, Path)} does.
     *
     * @param loaded what was loaded
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the format cannot hold it
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(LoadedModel loaded, Path path) throws IOException {
        if (loaded.tokenizer() instanceof PipelineTokenizer pipeline
                && !pipeline.parts().description().isEmpty()) {
            write(pipeline, path);
        } else if (loaded.model() != null) {
            write(loaded.model(), path);
        } else {
            throw new IllegalArgumentException(loaded.kind() + " has no counterpart among the models of this format");
        }
    }

    /**
     * Writes a model. The program then encodes as the model does, special tokens in texts as with
     * {@link org.tokenwright.tokenizers.SpecialTokenPolicy#ALLOW}.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the format cannot hold the model: it has supermerges, deletions, merges whose order
     *     readers would not keep, or a pretokenizer that treats some scripts in another way or is not known to mean the same in
     *     the program
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        AtomicFile.write(path, new HuggingFaceWriter(HuggingFaceExport.parts(model))::writeTo);
    }
}
