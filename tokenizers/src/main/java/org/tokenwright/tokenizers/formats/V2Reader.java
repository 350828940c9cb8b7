package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
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
     * a gap in the ranks before it, or of tokens that there are not, is held back until the number of deletions is known:
     * where there are some, it is no error, and the file is refused for the deletions.
     */

    /** Number of the line of the token with id 0: behind the first line, the heading and the number of tokens. */
    private static final int FIRST_TOKEN_LINE = 4;

    private final LineReader lines;
    private final V2Limits limits;
    private final LongArrayList tokenCounts = new LongArrayList();
    private final BitSet supers = new BitSet();
    private Alphabet alphabet = Alphabet.UTF8;

    V2Reader(LineReader lines, V2Limits limits) {
        this.lines = lines;
        this.limits = limits;
    }

    /** The merges of a block and what is known about them. */
    private record Merges(MergeTable table, LongArrayList counts, BitSet completing) {
        static final Merges NONE =
                new Merges(MergeTable.of(new int[0], new int[0], new int[0]), new LongArrayList(), new BitSet());
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
        SpecialTokens specialTokens = specialTokens(vocabulary);
        heading(BoundlessV2Format.WORDS);
        V2Settings settings = V2Settings.read(lines, false, false);
        Merges words = merges(vocabulary);
        BpeModel.Builder model = BpeModel.builder(vocabulary, alphabet, words.table(), settings.pretokenizer())
                .specialTokens(specialTokens)
                .mergeRule(settings.rule());
        Merges superwords = Merges.NONE;
        if (!kind.equals("word")) {
            heading(BoundlessV2Format.SUPERWORDS);
            V2Settings again = V2Settings.read(lines, true, kind.equals("superbpe"));
            if (!again.pretokenizer().regex().equals(settings.pretokenizer().regex())
                    || again.rule() != settings.rule()) {
                throw lines.corrupt("other settings", "main_regex and merge_pattern of the words");
            }
            superwords = merges(vocabulary);
            model.supermerges(superwords.table());
        }
        lines.end();
        MergeCounts counts = counts(words, superwords);
        checkOrigins(vocabulary, words, superwords, counts);
        if (counts != null) {
            model.counts(counts);
        }
        return model.build();
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
        int size = size("tokens", limits.tokens());
        if (size < Alphabet.UTF8.size()) {
            throw lines.corrupt(size + " tokens", Alphabet.UTF8.size() + " or more");
        }
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < size; id++) {
            String[] fields = fields("ID TOKEN COUNT SUPER", 4);
            long found = number(fields[0], "id");
            if (found != id) {
                throw lines.corrupt("id " + found, "id " + id);
            }
            byte[] token = token(fields[1]);
            checkBaseByte(id, token);
            try {
                vocabulary.add(token);
            } catch (IllegalArgumentException e) {
                throw (IOException)
                        lines.corrupt("token " + LineReader.quote(fields[1]) + ": " + e.getMessage(), "a new token")
                                .initCause(e);
            }
            tokenCounts.add(number(fields[2], "count"));
            if (flag(fields[3])) {
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

    private SpecialTokens specialTokens(Vocabulary vocabulary) throws IOException {
        int size = size("special tokens", limits.specialTokens());
        Map<String, Integer> ids = new HashMap<>();
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < size; i++) {
            String line = lines.next("ID STRING");
            int space = line.indexOf(' ');
            if (space < 0 || space == line.length() - 1) {
                throw lines.corrupt(LineReader.quote(line), "ID STRING");
            }
            long id = number(line.substring(0, space), "id");
            if (id > Integer.MAX_VALUE || id < vocabulary.size() || !taken.add(id)) {
                throw lines.corrupt("id " + id, "an id from " + vocabulary.size() + " on that is not yet taken");
            }
            String token = line.substring(space + 1);
            if (token.getBytes(UTF_8).length > SpecialTokens.MAX_TOKEN_BYTES) {
                throw lines.corrupt(
                        "special token " + LineReader.quote(token),
                        "at most " + SpecialTokens.MAX_TOKEN_BYTES + " bytes");
            }
            if (ids.put(token, (int) id) != null) {
                throw lines.corrupt("special token " + LineReader.quote(token) + " again", "a new special token");
            }
        }
        return SpecialTokens.of(ids);
    }

    private Merges merges(Vocabulary vocabulary) throws IOException {
        heading(BoundlessV2Format.MERGES);
        int size = size("merges", limits.merges());
        IntArrayList lefts = new IntArrayList();
        IntArrayList rights = new IntArrayList();
        IntArrayList products = new IntArrayList();
        LongArrayList counts = new LongArrayList();
        BitSet completing = new BitSet();
        CorruptInputException doubt = null;
        for (int rank = 0; rank < size; rank++) {
            String[] fields = fields("RANK LEFT RIGHT COUNT COMPLETING", 5);
            String product = fields[1] + fields[2];
            if (doubt == null) {
                doubt = doubt(fields[0], rank, vocabulary, fields[1], fields[2], product);
            }
            lefts.add(vocabulary.idOf(token(fields[1])));
            rights.add(vocabulary.idOf(token(fields[2])));
            products.add(vocabulary.idOf(token(product)));
            counts.add(number(fields[3], "count"));
            if (flag(fields[4])) {
                completing.set(rank);
            }
        }
        heading(BoundlessV2Format.DELETIONS);
        if (size("deletions", Integer.MAX_VALUE) > 0) {
            throw lines.unsupported("deletions are");
        }
        if (doubt != null) {
            throw doubt;
        }
        return new Merges(
                MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray()), counts, completing);
    }

    /** What to throw about a merge where there are no deletions, or null. */
    private @Nullable CorruptInputException doubt(String found, int rank, Vocabulary vocabulary, String... tokens)
            throws IOException {
        if (number(found, "rank") != rank) {
            return lines.corrupt("rank " + found, "rank " + rank);
        }
        for (String token : tokens) {
            if (vocabulary.idOf(token(token)) == Vocabulary.NO_ID) {
                return lines.corrupt("token " + LineReader.quote(token), "a token of the vocabulary");
            }
        }
        return null;
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
        TokenOrigins origins = TokenOrigins.of(alphabet.size(), words.table(), superwords.table(), counts);
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

    private int size(String what, int most) throws IOException {
        long size = number(lines.next("a number of " + what), "number of " + what);
        if (size > most) {
            throw lines.corrupt(size + " " + what, "at most " + most);
        }
        return (int) size;
    }

    private String[] fields(String expected, int count) throws IOException {
        String line = lines.next(expected);
        String[] fields = line.split(" ", count + 1);
        if (fields.length != count) {
            throw lines.corrupt(LineReader.quote(line), expected);
        }
        return fields;
    }

    private byte[] token(String field) throws IOException {
        try {
            byte[] token = ByteAlphabet.parse(field);
            if (token.length > 0) {
                return token;
            }
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt("token " + LineReader.quote(field), "characters that stand for bytes")
                    .initCause(e);
        }
        throw lines.corrupt("an empty token", "one byte or more");
    }

    private long number(String field, String what) throws IOException {
        boolean digits = !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            if (digits) {
                return Long.parseLong(field);
            }
        } catch (NumberFormatException e) {
            throw (IOException) lines.corrupt(what + " " + LineReader.quote(field), "at most " + Long.MAX_VALUE)
                    .initCause(e);
        }
        throw lines.corrupt(what + " " + LineReader.quote(field), "decimal digits");
    }

    private boolean flag(String field) throws IOException {
        if (!field.equals("0") && !field.equals("1")) {
            throw lines.corrupt(LineReader.quote(field), "0 or 1");
        }
        return field.equals("1");
    }
}
