package org.tokenwright.tokenizers.formats;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * Reads one "BoundlessBPE v2" file. For one thread.
 */
final class V2Reader {
    /*
     * The file is checked line by line, so that an error has a place. Numbers of lines that the file declares are only
     * compared with the limits: nothing is allocated before the lines themselves have come. What needs more than the line
     * - whether a token was made by a supermerge - is checked at the end, and blamed on the line of the token. A merge with
     * a gap in the indices before it, or of a token that the vocabulary does not hold, is held back until the number of
     * deletions is known: where there are some, it is no error. Tokens that only merges know are numbered behind the
     * vocabulary, in the order of the merges that make them.
     */

    /** Number of the line of the token with id 0: behind the first line, the heading and the number of tokens. */
    private static final int FIRST_TOKEN_LINE = 4;

    private final LineReader lines;
    private final FieldReader in;
    private final BoundlessLimits limits;
    private final LongArrayList tokenCounts = new LongArrayList();
    private final BitSet supers = new BitSet();
    private final Map<String, Integer> deleted = new HashMap<>();
    private final Vocabulary.Builder deletedTokens = Vocabulary.builder();
    private Alphabet alphabet = Alphabet.UTF8;

    V2Reader(LineReader lines, BoundlessLimits limits) {
        this.lines = lines;
        this.in = new FieldReader(lines, limits);
        this.limits = limits;
    }

    /** The merges of a block and what is known about them. */
    private record Merges(MergeTable table, LongArrayList counts, BitSet completing, Deletions deletions) {
        static final Merges NONE = new Merges(
                MergeTable.of(new int[0], new int[0], new int[0]), new LongArrayList(), new BitSet(), Deletions.NONE);
    }

    /**
     * {@return the model}
     *
     * @throws CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read, or holds what is not supported
     */
    BpeModel model() throws IOException {
        String kind = kind();
        heading(BoundlessV2Format.VOCABULARY);
        Vocabulary vocabulary = vocabulary();
        heading(BoundlessV2Format.SPECIAL_TOKENS);
        SpecialTokens specialTokens = in.specialTokens(vocabulary);
        heading(BoundlessV2Format.WORDS);
        V2Settings settings = V2Settings.read(lines, false, false);
        Merges words = merges(vocabulary, settings.parts());
        Deletions deletions = words.deletions();
        BpeModel.Builder model = BpeModel.builder(vocabulary, words.table(), settings.pretokenizer())
                .specialTokens(specialTokens)
                .mergeRule(settings.rule())
                .deletions(deletions, deletedTokens.build())
                .settings(settings(kind, settings.threshold(), deletions));
        Merges superwords = Merges.NONE;
        if (!kind.equals("word")) {
            heading(BoundlessV2Format.SUPERWORDS);
            V2Settings again = V2Settings.read(lines, true, kind.equals("superbpe"));
            if (!again.pretokenizer().name().equals(settings.pretokenizer().name())
                    || again.rule() != settings.rule()) {
                throw lines.corrupt("other settings", "main_regex and merge_pattern of the words");
            }
            superwords = merges(vocabulary, again.parts());
            if (superwords.deletions().size() > 0) {
                throw lines.corrupt("deletions of superwords", "none");
            }
            model.supermerges(superwords.table());
        }
        lines.end();
        MergeCounts counts = counts(words, superwords);
        checkOrigins(vocabulary, words, superwords, counts);
        if (counts != null) {
            model.counts(counts);
        }
        try {
            return model.build();
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt("a model that contradicts itself: " + e.getMessage(), "a model")
                    .initCause(e);
        }
    }

    private static Map<String, String> settings(String kind, String threshold, Deletions deletions) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (kind.equals("superbpe")) {
            settings.put(BoundlessV2Format.TYPE, "super");
        }
        if (deletions.size() > 0) {
            settings.put(BoundlessV2Format.THRESHOLD, threshold);
        }
        return settings;
    }

    private String kind() throws IOException {
        String expected = "\"" + BoundlessV2Format.MAGIC + "\" and word, boundless or superbpe";
        String line = lines.next(expected);
        for (String kind : new String[] {"word", "boundless", "superbpe"}) {
            if (line.equals(BoundlessV2Format.MAGIC + kind)) {
                return kind;
            }
        }
        throw lines.corrupt(LineReader.quote(line), expected);
    }

    private void heading(String name) throws IOException {
        String expected = LineReader.quote(name);
        String line = lines.next(expected);
        if (!line.equals(name)) {
            throw lines.corrupt(LineReader.quote(line), expected);
        }
    }

    private Vocabulary vocabulary() throws IOException {
        int size = in.size("tokens", limits.tokens());
        if (size < Alphabet.UTF8.size()) {
            throw lines.corrupt(size + " tokens", Alphabet.UTF8.size() + " or more");
        }
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < size; id++) {
            String[] fields = in.fields("ID TOKEN COUNT SUPER", 4);
            byte[] token = in.token(id, fields);
            checkBaseByte(id, token);
            in.add(token, vocabulary);
            tokenCounts.add(in.number(fields[2], "count"));
            if (in.flag(fields[3])) {
                supers.set(id);
            }
        }
        if (size < alphabet.size()) {
            throw lines.corrupt("the last token of " + size, alphabet.size() + " base bytes");
        }
        return vocabulary.build();
    }

    /** Checks that the token is the base byte with this id; the first id at which the alphabets differ tells which it is. */
    private void checkBaseByte(int id, byte[] token) throws IOException {
        int common = 0xC0;
        if (id == common && token.length == 1 && (token[0] & 0xFF) == common) {
            alphabet = Alphabet.BYTES;
        }
        if (id < alphabet.size()) {
            int expected = alphabet == Alphabet.BYTES || id < common ? id : id + 2;
            if (token.length != 1 || (token[0] & 0xFF) != expected) {
                throw lines.corrupt(
                        "token " + LineReader.quote(ByteAlphabet.show(token)),
                        "base byte " + LineReader.quote(ByteAlphabet.show(new byte[] {(byte) expected})));
            }
        }
    }

    private Merges merges(Vocabulary vocabulary, DeletionParts parts) throws IOException {
        heading(BoundlessV2Format.MERGES);
        int size = in.size("merges", limits.merges());
        IntArrayList indices = new IntArrayList();
        IntArrayList lefts = new IntArrayList();
        IntArrayList rights = new IntArrayList();
        IntArrayList products = new IntArrayList();
        LongArrayList counts = new LongArrayList();
        BitSet completing = new BitSet();
        CorruptInputException doubt = null;
        for (int rank = 0; rank < size; rank++) {
            String[] fields = in.fields("INDEX LEFT RIGHT COUNT COMPLETING", 5);
            String product = fields[1] + fields[2];
            long index = in.number(fields[0], "index");
            if (index > Integer.MAX_VALUE || index < rank || (rank > 0 && index <= indices.getInt(rank - 1))) {
                throw lines.corrupt("index " + fields[0], rank == 0 ? "0 or more" : "an index above the last");
            }
            if (doubt == null) {
                doubt = doubt(index, rank, vocabulary, fields[1], fields[2], product);
            }
            indices.add((int) index);
            lefts.add(operand(vocabulary, fields[1]));
            rights.add(operand(vocabulary, fields[2]));
            products.add(symbol(vocabulary, product));
            counts.add(in.number(fields[3], "count"));
            if (in.flag(fields[4])) {
                completing.set(rank);
            }
        }
        heading(BoundlessV2Format.DELETIONS);
        int deletions = in.size("deletions", limits.merges());
        if (doubt != null && deletions == 0) {
            throw doubt;
        }
        IntArrayList deletedTokens = new IntArrayList();
        IntArrayList mergesBefore = new IntArrayList();
        int merge = 0;
        for (int i = 0; i < deletions; i++) {
            String[] fields = in.fields("INDEX TOKEN", 2);
            long index = in.number(fields[0], "index");
            while (merge < size && indices.getInt(merge) < index) {
                merge++;
            }
            if (index != (long) merge + i || (merge < size && indices.getInt(merge) == index)) {
                throw lines.corrupt("index " + fields[0], "the next index that no merge has");
            }
            deletedTokens.add(operand(vocabulary, fields[1]));
            mergesBefore.add(merge);
        }
        if (size > 0 && indices.getInt(size - 1) >= size + deletions) {
            throw lines.corrupt("the last of " + deletions + " deletions", "one for each gap in the indices of merges");
        }
        return new Merges(
                MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray()),
                counts,
                completing,
                Deletions.of(parts, deletedTokens.toIntArray(), mergesBefore.toIntArray()));
    }

    /** What to throw about a merge where there are no deletions, or null. */
    private @Nullable CorruptInputException doubt(long index, int rank, Vocabulary vocabulary, String... tokens)
            throws IOException {
        if (index != rank) {
            return lines.corrupt("index " + index, "index " + rank);
        }
        for (String token : tokens) {
            if (vocabulary.idOf(in.token(token)) == Vocabulary.NO_ID) {
                return lines.corrupt("token " + LineReader.quote(token), "a token of the vocabulary");
            }
        }
        return null;
    }

    /** A token that must be known: of the vocabulary, or made before. */
    private int operand(Vocabulary vocabulary, String field) throws IOException {
        int id = vocabulary.idOf(in.token(field));
        Integer number = deleted.get(field);
        if (id == Vocabulary.NO_ID && number == null) {
            throw lines.corrupt(
                    "token " + LineReader.quote(field), "a token of the vocabulary, or one that a merge before gives");
        }
        return number == null ? id : vocabulary.idBound() + number;
    }

    private int symbol(Vocabulary vocabulary, String product) throws IOException {
        byte[] token = in.token(product);
        int id = vocabulary.idOf(token);
        if (id != Vocabulary.NO_ID) {
            return id;
        }
        Integer number = deleted.get(product);
        if (number == null) {
            number = deleted.size();
            deleted.put(product, number);
            deletedTokens.add(token);
        }
        return vocabulary.idBound() + number;
    }

    /** The counts, or null where all are 0: no merge occurs so seldom. */
    private @Nullable MergeCounts counts(Merges words, Merges superwords) {
        boolean any = !words.completing().isEmpty() || !superwords.completing().isEmpty();
        for (LongArrayList counts : List.of(tokenCounts, words.counts(), superwords.counts())) {
            any |= counts.longStream().anyMatch(count -> count != 0);
        }
        if (!any) {
            return null;
        }
        return new MergeCounts(
                tokenCounts.toLongArray(),
                words.counts().toLongArray(),
                words.completing(),
                superwords.counts().toLongArray(),
                superwords.completing());
    }

    private void checkOrigins(Vocabulary vocabulary, Merges words, Merges superwords, @Nullable MergeCounts counts)
            throws IOException {
        TokenOrigins origins =
                TokenOrigins.of(alphabet.size(), words.table(), words.deletions(), superwords.table(), counts);
        int wrong = Math.min(origins.end(), firstDifference(origins.supers(), supers));
        if (wrong >= vocabulary.size()) {
            return;
        }
        String token = "token " + LineReader.quote(ByteAlphabet.show(vocabulary.bytes(wrong)));
        if (wrong == origins.end()) {
            throw lines.corrupt(
                    FIRST_TOKEN_LINE + (long) wrong, token, "a token that the next merge of either kind makes");
        }
        throw lines.corrupt(
                FIRST_TOKEN_LINE + (long) wrong,
                token + " with SUPER " + (supers.get(wrong) ? 1 : 0),
                "SUPER " + (origins.supers().get(wrong) ? 1 : 0));
    }

    private static int firstDifference(BitSet a, BitSet b) {
        BitSet difference = (BitSet) a.clone();
        difference.xor(b);
        return difference.isEmpty() ? Integer.MAX_VALUE : difference.nextSetBit(0);
    }
}
