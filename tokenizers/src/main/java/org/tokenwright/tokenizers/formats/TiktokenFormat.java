package org.tokenwright.tokenizers.formats;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * Rank files, in which the vocabularies of tiktoken are published.
 *
 * <p>A line is {@code TOKEN RANK}: the bytes of a token in base64 with padding, one space, a decimal number. Ranks ascend and
 * may have holes; a token's id is its rank. The last line feed may be missing, and a carriage return may be before each.
 *
 * <p>Ranks are not merges: two neighbours merge if what they make is a token, the lowest rank first, and a pretoken that is a
 * token as a whole is that token. A model that is read has the merges of pairs that give the same ids for every text; tokens
 * that no merge reaches are found as whole pretokens alone.
 *
 * <p>How texts are split and which special tokens there are, a file does not say. Of the encodings that
 * {@link #names()} lists it is known, and their files are recognised by their SHA-256. The ranks of these are not part of
 * this library. {@link #load} finds them in the jar of {@code com.knuddels:jtokkit} if it is on the class path.
 */
public final class TiktokenFormat {
    private static final String RESOURCES = "com/knuddels/jtokkit/";
    private static final String ENDING = ".tiktoken";
    private static final int LONGEST_BEGINNING = 1 << 12;

    private TiktokenFormat() {}

    /**
     * {@return the names of the encodings that are known: {@code r50k_base} (also {@code gpt2}), {@code p50k_base},
     * {@code p50k_edit}, {@code cl100k_base}, {@code o200k_base} and {@code o200k_harmony}}
     */
    public static List<String> names() {
        return TiktokenEncoding.ALL.stream()
                .flatMap(encoding -> encoding.names().stream())
                .toList();
    }

    /**
     * Loads an encoding by its name, its ranks from a jar on the class path.
     *
     * @param name one of {@link #names()}
     * @return the model
     * @throws IllegalArgumentException if there is no encoding of that name
     * @throws FileNotFoundException if no jar with its ranks is on the class path
     * @throws IOException if the ranks cannot be read, or are others
     */
    public static BpeModel load(String name) throws IOException {
        TiktokenEncoding encoding = encoding(name);
        String resource = RESOURCES + encoding.ranks() + ENDING;
        try (InputStream in = TiktokenFormat.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("the ranks of " + name
                        + " are not on the class path: add the jar of com.knuddels:jtokkit, or load a file "
                        + encoding.ranks() + ENDING);
            }
            return model(RankFile.read(in, resource), encoding);
        }
    }

    /**
     * Reads the rank file of an encoding that is known by its SHA-256. {@code p50k_edit} and {@code o200k_harmony}, which
     * share the files of {@code p50k_base} and {@code o200k_base}, are read by {@link #read(Path, String)}.
     *
     * @param path the file
     * @return the model
     * @throws CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read, or is of no encoding that is known
     */
    public static BpeModel read(Path path) throws IOException {
        RankFile file = file(path);
        String sha256 = file.sha256();
        TiktokenEncoding encoding = TiktokenEncoding.ofChecksum(sha256);
        if (encoding == null) {
            file.vocabulary();
            throw new IOException(path + ": the ranks are of no encoding that is known (SHA-256 " + sha256
                    + "), and do not say how texts are split: name a pattern");
        }
        return model(file, encoding);
    }

    /**
     * Reads the rank file of a named encoding.
     *
     * @param path the file
     * @param name one of {@link #names()}
     * @return the model
     * @throws IllegalArgumentException if there is no encoding of that name
     * @throws CorruptInputException if the file is another
     * @throws IOException if it cannot be read
     */
    public static BpeModel read(Path path, String name) throws IOException {
        return model(file(path), encoding(name));
    }

    /**
     * Reads any rank file.
     *
     * @param path the file
     * @param pretokenizer how texts are split
     * @param specialTokens the special tokens
     * @return the model
     * @throws CorruptInputException if the file is malformed
     * @throws IllegalArgumentException if a special token has the rank of a token in the file
     * @throws IOException if it cannot be read
     */
    public static BpeModel read(Path path, Pretokenizer pretokenizer, SpecialTokens specialTokens) throws IOException {
        return model(file(path), pretokenizer, specialTokens);
    }

    /**
     * Writes the tokens of a model. Pattern and special tokens are not written.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if ranks cannot express the model: ids are not in the order of the merges, a token is
     *     made in another way than by ranks, it has superwords or deletions, or normalizes texts
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        RankMerges.requireRanks(model);
        AtomicFile.write(path, out -> RankFile.write(model.vocabulary(), out));
    }

    /**
     * {@return whether a file begins as one of this format does}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static boolean matches(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] beginning = in.readNBytes(LONGEST_BEGINNING);
            int end = 0;
            while (end < beginning.length && beginning[end] != '\n') {
                end++;
            }
            new RankFile(path.toString(), Arrays.copyOf(beginning, end)).vocabulary();
            return true;
        } catch (CorruptInputException e) {
            return false;
        }
    }

    /**
     * {@return whether a file holds the ranks of an encoding that is known}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    static boolean isKnown(Path path) throws IOException {
        return TiktokenEncoding.ofChecksum(file(path).sha256()) != null;
    }

    private static RankFile file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return RankFile.read(in, path.toString());
        }
    }

    private static TiktokenEncoding encoding(String name) {
        @Nullable TiktokenEncoding encoding = TiktokenEncoding.named(name);
        if (encoding == null) {
            throw new IllegalArgumentException(
                    "there is no encoding " + name + "; there are " + String.join(", ", names()));
        }
        return encoding;
    }

    private static BpeModel model(RankFile file, TiktokenEncoding encoding) throws IOException {
        String sha256 = file.sha256();
        if (!sha256.equals(encoding.sha256())) {
            throw new CorruptInputException(
                    file.source(),
                    "byte 0",
                    "a file with SHA-256 " + sha256,
                    "the ranks of " + encoding.names().get(0) + ", " + encoding.sha256());
        }
        return model(file, Pretokenizers.of(encoding.pattern()), encoding.special());
    }

    /**
     * {@return the model of a rank file}
     *
     * @param file the file
     * @param pretokenizer how texts are split
     * @param specialTokens the special tokens
     */
    static BpeModel model(RankFile file, Pretokenizer pretokenizer, SpecialTokens specialTokens) throws IOException {
        Vocabulary tokens = file.vocabulary();
        RankMerges merges = merges(tokens, file);
        return BpeModel.builder(tokens, merges.table(), pretokenizer)
                .mergeOrder(merges.isAscending() ? MergeOrder.TRAINED : MergeOrder.LOWEST_RANK)
                .wholePretokens(true)
                .specialTokens(specialTokens)
                .build();
    }

    private static RankMerges merges(Vocabulary tokens, RankFile file) throws IOException {
        try {
            return RankMerges.of(tokens);
        } catch (IllegalArgumentException e) {
            throw (IOException) new CorruptInputException(
                            file.source(),
                            "the tokens",
                            String.valueOf(e.getMessage()),
                            "a token for each byte in them")
                    .initCause(e);
        }
    }
}
