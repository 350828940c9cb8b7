package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.apache.lucene.util.ResourceLoader;
import org.jspecify.annotations.Nullable;
import org.tokenwright.lucene.resources.SharedModels;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.formats.TiktokenFormat;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.segment.Segmenter;
import org.tokenwright.tokenizers.segment.Segmenters;

/**
 * What cuts texts into tokens, with all that analysis needs of it: a tokenizer of any format that {@link ModelFormats} reads, or a
 * segmenter. Immutable, safe for any number of threads; make one for each model, not one for each analyzer.
 *
 * <p>The term of each token is made when a component first needs it, which takes about 16 bytes and the token's chars for each
 * token. Encoders, which remember what they have seen, are lent to streams and taken back, so that as many are kept as there are
 * processors.
 */
public final class TokenModel {
    private static final int POOLS = 4;

    private final String name;
    private final String fingerprint;
    private final @Nullable Tokenizer tokenizer;
    private final @Nullable Segmenter segmenter;
    private final @Nullable BpeModel bpe;
    private final List<ArrayBlockingQueue<Parts>> idle =
            Stream.generate(TokenModel::pool).limit(POOLS).toList();
    private volatile @Nullable TermTable trimmed;
    private volatile @Nullable TermTable kept;
    private volatile @Nullable SuperwordTable trimmedWords;
    private volatile @Nullable SuperwordTable keptWords;
    private volatile @Nullable SuperwordTrie casedSuperwords;
    private volatile @Nullable SuperwordTrie superwords;

    private TokenModel(
            String name,
            String fingerprint,
            @Nullable Tokenizer tokenizer,
            @Nullable BpeModel bpe,
            @Nullable Segmenter segmenter) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.tokenizer = tokenizer;
        this.bpe = bpe;
        this.segmenter = segmenter;
    }

    private static ArrayBlockingQueue<Parts> pool() {
        return new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@return the tokens of a model}
     *
     * @param model a BPE or BoundlessBPE model
     */
    public static TokenModel of(BpeModel model) {
        return new TokenModel("a BPE model", model.fingerprint(), model.tokenizer(), model, null);
    }

    /**
     * {@return the segments of a rule, which have no ids}
     *
     * @param name one of {@link Segmenters#names()}
     * @throws IllegalArgumentException if there is none of that name
     */
    public static TokenModel segments(String name) {
        Segmenter segmenter = Segmenters.of(name);
        MessageDigest digest = sha256();
        digest.update(("segments " + segmenter.name()).getBytes(StandardCharsets.UTF_8));
        return new TokenModel(
                "the segmenter " + name, HexFormat.of().formatHex(digest.digest()), null, null, segmenter);
    }

    /**
     * Loads the model of a tokenizer.
     *
     * @param pathOrName a file or folder of any format that {@link ModelFormats} lists, or a name of its
     * @param options what the format does not say
     * @return the model
     * @throws IOException as {@link ModelFormats#open} does
     * @throws IllegalArgumentException as {@link ModelFormats#open} does
     */
    public static TokenModel load(String pathOrName, LoadOptions options) throws IOException {
        LoadedModel loaded = ModelFormats.open(pathOrName, options);
        BpeModel model = loaded.model();
        String fingerprint = model == null ? digest(pathOrName) : model.fingerprint();
        return new TokenModel(pathOrName, fingerprint, loaded.tokenizer(), model, null);
    }

    /**
     * Loads the model of a tokenizer from resources, or takes it from another component that has loaded the same content.
     *
     * @param loader where resources are found
     * @param resources the name of a file, or of several that make up a model, separated by commas; or, where there is no such
     *     file, the name of a tokenizer that needs none, such as {@code byt5}
     * @param pretokenizer the name of the pretokenizer of a model whose files do not say it, else null
     * @return the model
     * @throws IOException if a resource is missing or malformed
     * @throws IllegalArgumentException if there is no pretokenizer of that name, or the file says itself how texts are split
     */
    public static TokenModel load(ResourceLoader loader, String resources, @Nullable String pretokenizer)
            throws IOException {
        LoadOptions options = pretokenizer == null
                ? LoadOptions.NONE
                : LoadOptions.NONE.withPretokenizer(Pretokenizers.of(pretokenizer));
        List<String> names =
                Arrays.stream(resources.split(",")).map(String::trim).toList();
        if (names.size() == 1 && isName(resources) && !SharedModels.exists(loader, resources)) {
            return SharedModels.get(TokenModel.class, resources, () -> load(resources, options));
        }
        String variant = pretokenizer == null ? "" : pretokenizer;
        return SharedModels.get(
                TokenModel.class,
                variant,
                loader,
                names,
                file -> load(file.toString(), options).named(resources));
    }

    private static boolean isName(String name) {
        return ByteTokenizers.names().contains(name) || TiktokenFormat.names().contains(name);
    }

    private TokenModel named(String name) {
        return new TokenModel(name, fingerprint, tokenizer, bpe, segmenter);
    }

    private static String digest(String pathOrName) throws IOException {
        MessageDigest digest = sha256();
        Path path = Path.of(pathOrName);
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.json") : path;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
        } else {
            digest.update(("tokenizer " + pathOrName).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    /**
     * {@return 64 hexadecimal digits, the same for models that cut texts alike: the fingerprint of a {@link BpeModel}, else the
     * SHA-256 of the file, or of the name of what needs none}
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * {@return the tokenizer}
     *
     * @throws IllegalArgumentException if this is a segmenter
     */
    public Tokenizer tokenizer() {
        if (tokenizer == null) {
            throw new IllegalArgumentException(name + " has no ids, expected a model of tokens");
        }
        return tokenizer;
    }

    /** {@return where it came from} */
    @Override
    public String toString() {
        return name;
    }

    /** {@return a text in the form that a BPE model puts texts in} */
    String normalize(String text) {
        if (isTiling() || bpe == null) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        NormalizedText changed = bpe.normalization().apply(utf8, 0, utf8.length);
        return changed == null ? text : new String(changed.bytes(), 0, changed.length(), StandardCharsets.UTF_8);
    }

    boolean isSegmenter() {
        return segmenter != null;
    }

    /** {@return the terms of all tokens} */
    TermTable terms(boolean trim) {
        TermTable known = trim ? trimmed : kept;
        return known == null ? makeTerms(trim) : known;
    }

    private synchronized TermTable makeTerms(boolean trim) {
        TermTable made = trim ? trimmed : kept;
        if (made == null) {
            made = new TermTable(tokenizer(), trim);
            if (trim) {
                trimmed = made;
            } else {
                kept = made;
            }
        }
        return made;
    }

    /** {@return the words of all superwords} */
    SuperwordTable words(boolean trim) {
        SuperwordTable known = trim ? trimmedWords : keptWords;
        return known == null ? makeWords(trim) : known;
    }

    private synchronized SuperwordTable makeWords(boolean trim) {
        SuperwordTable made = trim ? trimmedWords : keptWords;
        if (made == null) {
            made = SuperwordTable.of(terms(trim), tokenizer(), bpe);
            if (trim) {
                trimmedWords = made;
            } else {
                keptWords = made;
            }
        }
        return made;
    }

    /** {@return the superwords, word by word} */
    SuperwordTrie superwords(boolean ignoreCase) {
        SuperwordTrie known = ignoreCase ? superwords : casedSuperwords;
        return known == null ? makeSuperwords(ignoreCase) : known;
    }

    private synchronized SuperwordTrie makeSuperwords(boolean ignoreCase) {
        SuperwordTrie made = ignoreCase ? superwords : casedSuperwords;
        if (made == null) {
            made = new SuperwordTrie(this, ignoreCase);
            if (ignoreCase) {
                superwords = made;
            } else {
                casedSuperwords = made;
            }
        }
        return made;
    }

    /** {@return what finds tokens, for one thread, to be given back} */
    Parts borrow(boolean trim, boolean special) {
        Parts parts = pool(trim, special).poll();
        return parts == null ? newParts(trim, special) : parts;
    }

    void giveBack(Parts parts, boolean trim, boolean special) {
        pool(trim, special).offer(parts);
    }

    private ArrayBlockingQueue<Parts> pool(boolean trim, boolean special) {
        return idle.get((trim ? 2 : 0) + (special ? 1 : 0));
    }

    private Parts newParts(boolean trim, boolean special) {
        if (segmenter != null) {
            return new SegmentedParts(segmenter, trim);
        }
        SpecialTokenPolicy policy = special ? SpecialTokenPolicy.ALLOW : SpecialTokenPolicy.IGNORE;
        return new EncodedParts(terms(trim), isTiling(), tokenizer().newEncoder(policy));
    }

    /** {@return whether the bytes of tokens, one after the other, are those of the text} */
    private boolean isTiling() {
        return bpe != null && bpe.normalization() == Normalization.NONE;
    }
}
