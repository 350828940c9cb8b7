package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;

/**
 * The text format "word v1" of the program boundlessbpe, in which the models of the first BoundlessBPE paper are published.
 * They are models of a single pass: merges, deletions and supermerges share one clock, and deleted tokens keep their ids.
 *
 * <p>A file is UTF-8; every line is closed by a line feed. Numbers are decimal, fields are parted by one space, and TOKEN
 * is in the form of {@link ByteAlphabet}. {@code N} lines of a kind follow a line with the number {@code N}.
 *
 * <pre>{@code
 * word v1
 * PATTERN                  the pretokenizer's regular expression, a JSON string
 * N
 * ID TOKEN                 the vocabulary; ID is 0, 1, 2 and so on
 * N
 * ID STRING                special tokens; STRING is the rest of the line
 * N
 * INDEX LEFT RIGHT         merges
 * N
 * INDEX TOKEN              deletions
 * N
 * INDEX LEFT RIGHT         supermerges
 * 0                        deletions of superwords
 * }</pre>
 *
 * <ul>
 *   <li>The vocabulary begins with all 256 bytes in ascending order; then come the joined operands of merges and supermerges
 *       in the order of their indices, every one a new token.
 *   <li>Merges, deletions and supermerges have the indices 0, 1, 2 and so on between them. Deletions follow the merge that
 *       caused them at once.
 *   <li>The ids of special tokens are not those of other tokens.
 * </ul>
 *
 * <p>The file does not say what deleted tokens fall into: who reads it must know. Nor does it say which pretokens took part
 * in supermerges; a model that is read has {@link org.tokenwright.tokenizers.bpe.MergeRule#IMPROVED}, the rule of that
 * program.
 */
public final class WordV1Format {
    static final String MAGIC = "word v1\n";

    private WordV1Format() {}

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
     * @param parts what deleted tokens fall into, which the file does not say; single bytes in most published models
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel read(Path path, DeletionParts parts) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString(), parts, BoundlessLimits.DEFAULT);
        }
    }

    /**
     * {@return the model in a stream}
     *
     * @param in the stream; not closed
     * @param source its name
     * @param parts what deleted tokens fall into
     * @param limits the limits
     * @throws IOException as {@link #read(Path, DeletionParts)}
     */
    static BpeModel read(InputStream in, String source, DeletionParts parts, BoundlessLimits limits)
            throws IOException {
        return new V1Reader(new LineReader(in, source, limits.lineBytes()), limits, parts).model();
    }

    /**
     * Writes a model. Models of two passes are written if they have no deletions: their texts then have the same tokens by
     * one clock.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the format cannot hold the model: its alphabet is not that of all bytes, a merge
     *     makes a token a second time, ids are not in the order of the merges, it has deletions and is of two passes,
     *     normalizes texts, or a special token holds a line feed
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        V1Writer writer = new V1Writer(model);
        AtomicFile.write(path, writer::writeTo);
    }
}
