package org.tokenwright.tokenizers.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.SpecialTokens;

/**
 * The two files in which the vocabulary of GPT-2 is published, and those of many models after it.
 *
 * <ul>
 *   <li>{@code vocab.json}: a JSON object, from tokens in the form of {@link ByteAlphabet} to ids. Ids may have holes.
 *   <li>{@code merges.txt}: {@code LEFT RIGHT} in a line, tokens in the same form parted by one space, in the order of ranks.
 *       Lines that begin with {@code #version} are passed over, wherever they are. What the two make must be in
 *       {@code vocab.json}, and no pair may be there twice. The last line feed may be missing, a carriage return may be before
 *       each.
 * </ul>
 *
 * <p>The files do not say which tokens are special. A token that no merge names, of more than one character, that begins with
 * {@code <} and ends with {@code >}, or begins with {@code [} and ends with {@code ]}, is taken for a special one: no text
 * could become it otherwise. Nor do they say how texts are split.
 *
 * <p>SuperBPE's models are published in this form: they are read with the pattern of the second stage, {@code superbpe2}, or the
 * one that comes with them. Merges are applied in the order of their ranks, the lowest first, also those of superwords.
 */
public final class Gpt2Format {
    /** The name of the file with the tokens. */
    public static final String VOCABULARY = "vocab.json";

    /** The name of the file with the merges. */
    public static final String MERGES = "merges.txt";

    private Gpt2Format() {}

    /**
     * Reads a model from a folder, as GPT-2 splits texts.
     *
     * @param folder the folder with {@link #VOCABULARY} and {@link #MERGES}
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if a file is malformed
     * @throws IOException if a file cannot be read
     */
    public static BpeModel read(Path folder) throws IOException {
        return read(folder, Pretokenizers.of("gpt2"), SpecialTokens.NONE);
    }

    /**
     * Reads a model from a folder.
     *
     * @param folder the folder with {@link #VOCABULARY} and {@link #MERGES}
     * @param pretokenizer how texts are split
     * @param specialTokens special tokens beside those of the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if a file is malformed
     * @throws IllegalArgumentException if a special token has the id or the string of another token
     * @throws IOException if a file cannot be read
     */
    public static BpeModel read(Path folder, Pretokenizer pretokenizer, SpecialTokens specialTokens)
            throws IOException {
        return read(folder.resolve(VOCABULARY), folder.resolve(MERGES), pretokenizer, specialTokens);
    }

    /**
     * Reads a model from two files.
     *
     * @param vocabulary the file with the tokens
     * @param merges the file with the merges
     * @param pretokenizer how texts are split
     * @param specialTokens special tokens beside those of the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if a file is malformed
     * @throws IllegalArgumentException if a special token has the id or the string of another token
     * @throws IOException if a file cannot be read
     */
    public static BpeModel read(Path vocabulary, Path merges, Pretokenizer pretokenizer, SpecialTokens specialTokens)
            throws IOException {
        try (InputStream tokens = new BufferedInputStream(Files.newInputStream(vocabulary));
                InputStream pairs = Files.newInputStream(merges)) {
            Gpt2Reader reader = new Gpt2Reader(vocabulary.toString(), merges.toString());
            return reader.model(tokens, pairs, pretokenizer, specialTokens);
        }
    }

    /**
     * Writes a model. The pattern is not written.
     *
     * @param model the model
     * @param folder the folder for {@link #VOCABULARY} and {@link #MERGES}, which are replaced if they exist; made if it does
     *     not exist
     * @throws IllegalArgumentException if the format cannot hold the model: it has superwords or deletions, normalizes texts,
     *     applies merges in another order than that of their ranks, finds whole pretokens that merges would not make, or a
     *     special token would not be known for one
     * @throws IOException if writing fails; then an old file is whole, though perhaps only one of two is replaced
     */
    public static void write(BpeModel model, Path folder) throws IOException {
        Gpt2Writer writer = new Gpt2Writer(model);
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(VOCABULARY), writer::writeVocabulary);
        AtomicFile.write(folder.resolve(MERGES), writer::writeMerges);
    }

    /**
     * {@return whether a folder has the two files}
     *
     * @param folder any path
     */
    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(VOCABULARY)) && Files.isRegularFile(folder.resolve(MERGES));
    }

    /**
     * {@return whether a token that no merge names is taken for a special one}
     *
     * @param token the token as the file names it
     */
    static boolean looksSpecial(String token) {
        return token.length() > 1
                && ((token.startsWith("<") && token.endsWith(">")) || (token.startsWith("[") && token.endsWith("]")));
    }
}
