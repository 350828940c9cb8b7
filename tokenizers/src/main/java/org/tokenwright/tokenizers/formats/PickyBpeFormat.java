package org.tokenwright.tokenizers.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pipeline.AddedToken;
import org.tokenwright.tokenizers.pipeline.AddedTokens;
import org.tokenwright.tokenizers.pipeline.DecodeSteps;
import org.tokenwright.tokenizers.pipeline.Normalizer;
import org.tokenwright.tokenizers.pipeline.Normalizers;
import org.tokenwright.tokenizers.pipeline.PipelineCore;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pipeline.PipelineTokenizer;
import org.tokenwright.tokenizers.pipeline.PreTokenizers;

/**
 * The JSON file of the program picky_bpe, in which training deletes tokens again.
 *
 * <pre>{@code
 * {"tokens": [{"id": NUMBER, "str": STRING, "special": BOOLEAN, "present": BOOLEAN, ...}, ...],
 *  "id2int": {"NUMBER": ID, ...},
 *  "merges": [{"id": TIME, "pair": [{"str": STRING, ...}, {"str": STRING, ...}], "new_token": {"str": STRING, ...}}, ...],
 *  "splits": [{"id": TIME, "token": {"str": STRING, ...}, "split": [{"str": STRING, ...}, ...]}, ...]}
 * }</pre>
 *
 * <ul>
 *   <li>Tokens are characters, not bytes. Tokens of one character are always present. {@code <UNK>} is a special token, which
 *       every character becomes that is no token.
 *   <li>Every token that is present has an ID, by which texts are encoded.
 *   <li>Merges and splits have all different times. A merge takes tokens that are present and makes theirs put together present;
 *       a split takes a token away, which falls into the tokens present that it was made of first.
 * </ul>
 *
 * <p>Texts are split at white space, which is lost, and every word gets U+2581 in front. A word that is a token present is that
 * token; others go through merges and splits in the order of time. Line ends are white space like any other.
 */
public final class PickyBpeFormat {
    /** White space for Python, and not for Unicode. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\x1C-\\x1F]");

    private static final int HEAD_BYTES = 256;

    private PickyBpeFormat() {}

    /**
     * Reads a tokenizer. Takes time in proportion to the size of the file, and to the tokens that fall apart.
     *
     * @param path the file
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    public static Tokenizer read(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return tokenizer(PickyBpeReader.read(in, path.toString()).parts());
        }
    }

    /**
     * {@return the tokenizer of a file}
     *
     * @param parts what the file says
     */
    static Tokenizer tokenizer(PickyBpeModel.Parts parts) {
        Normalizer normalizer = Normalizers.replace(SEPARATORS, " ");
        List<AddedToken> special = parts.special().entrySet().stream()
                .map(token -> new AddedToken(token.getValue(), token.getKey(), false, false, false, false, true))
                .toList();
        return new PipelineTokenizer(new PipelineParts(
                new AddedTokens(special, normalizer),
                normalizer,
                PreTokenizers.whitespaceSplit(),
                PipelineCore.of(parts.pieces()),
                Map.of(),
                DecodeSteps.metaspace(PickyBpePieces.MARK, true),
                false,
                SequenceTemplate.PLAIN,
                null,
                null,
                Map.of()));
    }

    /**
     * {@return whether a file begins as one of this format does: as a JSON object whose first field is its tokens}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static boolean matches(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1).stripLeading();
            return head.startsWith("{") && head.substring(1).stripLeading().startsWith("\"tokens\"");
        }
    }
}
