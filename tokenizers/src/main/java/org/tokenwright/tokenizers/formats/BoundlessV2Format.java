package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * The text format "BoundlessBPE v2" of the program fastboundlessbpe.
 *
 * <p>A file is UTF-8; every line is closed by a line feed. Numbers are decimal, fields are parted by one space, and TOKEN
 * is in the form of {@link ByteAlphabet}. {@code N} lines of a kind follow a line with the number {@code N}.
 *
 * <pre>{@code
 * BoundlessBPE v2 KIND              KIND is word, boundless or superbpe
 * vocabulary
 * N
 * ID TOKEN COUNT SUPER              ID is 0, 1, 2 and so on
 * special_tokens
 * N
 * ID STRING                         STRING is the rest of the line
 * words
 * SETTINGS
 * merges
 * N
 * INDEX LEFT RIGHT COUNT COMPLETING LEFT and RIGHT are tokens
 * deletions
 * N
 * INDEX TOKEN                       merges and deletions have the indices 0, 1, 2 and so on between them
 * superwords                        from here on only if KIND is not word
 * SETTINGS
 * merges
 * N
 * INDEX LEFT RIGHT COUNT COMPLETING INDEX is 0, 1, 2 and so on
 * deletions
 * 0
 * }</pre>
 *
 * <ul>
 *   <li>The vocabulary begins with the bytes of an alphabet in ascending order: all 256, or the 243 that UTF-8 can hold.
 *       The other tokens are in the order in which merges of both kinds made them; one that was deleted and made
 *       again has its place where it was made again, and those that stayed deleted are left out. COUNT says how often the token occurred
 *       when the last pass of training ended; SUPER is 1 if a supermerge made it, otherwise 0.
 *   <li>The ids of special tokens are not those of other tokens.
 *   <li>SETTINGS is a JSON object in one line with all of the fields {@code tau} (a number: the threshold of
 *       deletions; without meaning where there are none), {@code is_super} (false for words, true for superwords), {@code superbpe_mode} (true for the
 *       superwords of kind superbpe, otherwise false), {@code blowup} (true if deleted tokens fall into bytes, false if into
 *       operands),
 *       {@code main_regex} (the pretokenizer), {@code script_specific_regex} and {@code script_specific_scripts} (the
 *       pretokenizer of some scripts and the array of their names, or null and null) and
 *       {@code merge_pattern} (the rule for supermerges). Both blocks have the same pretokenizer and rule.
 *   <li>In merges COUNT says how often the pair occurred when it was merged; COMPLETING is 1 if some pretoken, or run of
 *       pretokens, then became a single token, otherwise 0. The joined operands are a token of the vocabulary, or deleted.
 * </ul>
 *
 * <p>A written file has COUNT and COMPLETING 0 if the model does not know better; where nothing is deleted, {@code tau} 1.1 and
 * {@code blowup} true for words; and always {@code tau} 1.1 and {@code blowup} false for superwords. All else that is read is
 * written as it was.
 */
public final class BoundlessV2Format {
    static final String MAGIC = "BoundlessBPE v2 ";
    static final String VOCABULARY = "vocabulary";
    static final String SPECIAL_TOKENS = "special_tokens";
    static final String WORDS = "words";
    static final String SUPERWORDS = "superwords";
    static final String MERGES = "merges";
    static final String DELETIONS = "deletions";

    /** Settings of a model that the format knows: the trainer, {@code super} for kind superbpe, and the number tau. */
    static final String TYPE = "type";

    static final String THRESHOLD = "deletion-threshold";

    private BoundlessV2Format() {}

    /**
     * {@return whether a file begins as one of this format does}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static boolean matches(Path path) throws IOException {
        byte[] magic = MAGIC.getBytes(US_ASCII);
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(magic.length), magic);
        }
    }

    /**
     * Reads a model. Takes time in proportion to the size of the file.
     *
     * @param path the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString(), BoundlessLimits.DEFAULT);
        }
    }

    /**
     * {@return the model in a stream}
     *
     * @param in the stream; not closed
     * @param source its name
     * @param limits the limits
     * @throws IOException as {@link #read(Path)}
     */
    static BpeModel read(InputStream in, String source, BoundlessLimits limits) throws IOException {
        return new V2Reader(new LineReader(in, source, limits.lineBytes()), limits).model();
    }

    /**
     * Writes a model.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the format cannot hold the model: ids of tokens are not in the order of the
     *     merges that make them, or a special token holds a line feed
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        V2Writer writer = new V2Writer(model);
        AtomicFile.write(path, writer::writeTo);
    }
}
