package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.SentencePieceTokenizer;

/**
 * The {@code .model} files of SentencePiece, of the kinds BPE and Unigram.
 *
 * <p>A file is a message of Protocol Buffers. Of its fields these have a meaning here; all others are passed over:
 *
 * <pre>{@code
 * 1 pieces, repeated; the first has the id 0, the next 1 and so on
 *     1 piece   string
 *     2 score   float
 *     3 type    1 normal (default), 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte
 * 2 trainer_spec
 *     3 model_type                  1 Unigram (default), 2 BPE
 *     24 treat_whitespace_as_suffix false by default
 *     35 byte_fallback              false by default
 *     44 unk_surface                " ⁇ " by default: what the unknown piece is decoded to
 * 3 normalizer_spec
 *     2 precompiled_charsmap        rules for characters, in front of all else
 *     3 add_dummy_prefix            true by default: texts get a space in front, or behind with treat_whitespace_as_suffix
 *     4 remove_extra_whitespaces    true by default: spaces at both ends go, and those that follow another
 *     5 escape_whitespaces          true by default: spaces become U+2581
 * }</pre>
 *
 * <p>Pieces are UTF-8 of at most {@value #MAX_PIECE_BYTES} bytes, all different (a control piece may be what another piece is),
 * and have finite scores. Exactly one is unknown. With {@code byte_fallback} there are pieces for all bytes, named {@code <0x00>}
 * to {@code <0xFF>}; without it there are none.
 *
 * <p>Differences to SentencePiece: a text that is given as Java chars must not hold unpaired surrogates. Control pieces are
 * special tokens, so their text in a text raises an exception unless the policy says otherwise. A control piece of one character
 * is not what BPE encodes this character to. Self tests in a file are not run. Models of words and of characters, and rules for
 * decoded text, are not supported. Training Unigram or WordPiece models is not offered.
 *
 * <p>Written are byte-level BPE models, so that every text in UTF-8 has the same ids here and there; and only those for which
 * this can be: of the pattern {@code none}, or {@code whitespace} with no white space in tokens but one space in front; without
 * normalization; all tokens of several bytes whole characters, of at most two bytes each. Single bytes become pieces for bytes,
 * special tokens control pieces, which SentencePiece decodes to nothing. The file has pieces more than the model: those for
 * bytes without a token, and the unknown piece.
 */
public final class SentencePieceFormat {
    /** The longest piece: {@value} bytes. */
    public static final int MAX_PIECE_BYTES = 7999;

    private static final int LENGTH_FIELD_1 = 1 << 3 | 2;

    private SentencePieceFormat() {}

    /**
     * Tells whether a file looks like a SentencePiece model: it begins with a piece whose first field is its text.
     *
     * @param path the file
     * @return whether it does
     * @throws IOException if the file cannot be read
     */
    public static boolean matches(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            if (head.length < 4 || head[0] != LENGTH_FIELD_1) {
                return false;
            }
            return head[1] >= 0 ? head[2] == LENGTH_FIELD_1 : head[2] >= 0 && head[3] == LENGTH_FIELD_1;
        }
    }

    /**
     * Reads a model.
     *
     * @param path the file
     * @return its tokenizer
     * @throws CorruptInputException if the file is malformed, or exceeds the limits: 256 MiB, 2<sup>24</sup> pieces
     * @throws IOException if it cannot be read, or holds what is not supported
     */
    public static Tokenizer read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString(), SentencePieceLimits.DEFAULT);
        }
    }

    static LoadedModel open(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            SentencePieceTokenizer tokenizer = read(in, path.toString(), SentencePieceLimits.DEFAULT);
            String kind = tokenizer.settings().kind() == SentencePieceTokenizer.Kind.BPE ? "BPE" : "Unigram";
            return LoadedModel.of("SentencePiece " + kind, tokenizer);
        }
    }

    /**
     * Writes a model.
     *
     * @param model a byte-level BPE model
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if no SentencePiece model gives the same ids for every text, or none that can be written:
     *     the message names the token or setting, and the reason
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        SentencePieceWriter writer = new SentencePieceWriter(model);
        AtomicFile.write(path, writer::writeTo);
    }

    static SentencePieceTokenizer read(InputStream in, String source, SentencePieceLimits limits) throws IOException {
        byte[] file = in.readNBytes(limits.fileBytes());
        if (file.length == limits.fileBytes() && in.read() >= 0) {
            throw new CorruptInputException(
                    source, "byte " + file.length, "more", "a file of at most " + limits.fileBytes() + " bytes");
        }
        return new SentencePieceReader(source, file, limits).read();
    }
}
