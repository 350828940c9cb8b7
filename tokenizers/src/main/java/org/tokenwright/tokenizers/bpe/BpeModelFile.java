package org.tokenwright.tokenizers.bpe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.pretokenize.ScriptAwarePretokenizer;
import org.tokenwright.tokenizers.slices.JavaText;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * The file of a {@link BpeModel}: a {@link ModelFile} of kind "bpe" with these sections.
 *
 * <table>
 * <caption>Content</caption>
 * <tr><th>section</th><th>type</th><th>what</th></tr>
 * <tr><td>alphabet</td><td>UTF-8</td><td>{@code bytes} or {@code utf8}: what the vocabulary begins with; {@code other} if
 *     it begins with neither</td></tr>
 * <tr><td>pattern</td><td>UTF-8</td><td>the pretokenizer's regular expression</td></tr>
 * <tr><td>scriptPattern</td><td>UTF-8</td><td>the regular expression for some scripts; absent, as the next, if there is
 *     none</td></tr>
 * <tr><td>scripts</td><td>UTF-8</td><td>the names of these scripts, parted by spaces</td></tr>
 * <tr><td>mergeRule</td><td>UTF-8</td><td>{@code simple} or {@code improved}</td></tr>
 * <tr><td>normalization</td><td>UTF-8</td><td>{@code nfc}; absent if a text is taken as it is</td></tr>
 * <tr><td>vocabulary.*</td><td>see {@link Vocabulary}</td><td>the tokens</td></tr>
 * <tr><td>merges.*</td><td>see {@link MergeTable}</td><td>the merges, of symbols</td></tr>
 * <tr><td>mergeOrder</td><td>UTF-8</td><td>{@code lowest-rank}; absent for the order of training</td></tr>
 * <tr><td>wholePretokens</td><td>UTF-8</td><td>{@code true}; absent where merges alone tell what a pretoken becomes</td></tr>
 * <tr><td>supermerges.*</td><td>see {@link MergeTable}</td><td>the supermerges; absent for plain BPE</td></tr>
 * <tr><td>supermerges.mergesBefore</td><td>int32 for each supermerge</td><td>how many merges were made before it; absent
 *     unless the model is of a single pass</td></tr>
 * <tr><td>deleted.*</td><td>see {@link Vocabulary}</td><td>the deleted tokens; absent, as the three that follow, if there
 *     are no deletions</td></tr>
 * <tr><td>deletions.parts</td><td>UTF-8</td><td>{@code bytes} or {@code operands}</td></tr>
 * <tr><td>deletions.tokens</td><td>int32 for each deletion</td><td>the symbol that is deleted</td></tr>
 * <tr><td>deletions.mergesBefore</td><td>int32 for each deletion</td><td>how many merges were made before it</td></tr>
 * <tr><td>special.*</td><td>see {@link SpecialTokens}</td><td>the special tokens</td></tr>
 * </table>
 *
 * <table>
 * <caption>Notes; the settings and the summary may be absent, and the counts, all of them</caption>
 * <tr><th>section</th><th>type</th><th>what</th></tr>
 * <tr><td>settings</td><td>UTF-8</td><td>lines {@code NAME=VALUE}, each closed by a line feed</td></tr>
 * <tr><td>summary</td><td>7 int64</td><td>the numbers of {@link TrainingSummary} in its order; in
 *     older files an eighth follows, the number of different runs, which is passed over</td></tr>
 * <tr><td>counts.tokens</td><td>int64 for each id below the vocabulary's bound</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.merges</td><td>int64 for each merge</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.completing</td><td>a bit for each merge, the lowest of a byte first; zero bytes at the end are left out</td>
 *     <td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.supermerges</td><td>int64 for each supermerge</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.completingRuns</td><td>a bit for each supermerge, as in counts.completing</td>
 *     <td>see {@link MergeCounts}</td></tr>
 * </table>
 */
final class BpeModelFile {
    private static final String KIND = "bpe";
    private static final String ALPHABET = "alphabet";
    private static final String PATTERN = "pattern";
    private static final String SCRIPT_PATTERN = "scriptPattern";
    private static final String SCRIPTS = "scripts";
    private static final String MERGE_RULE = "mergeRule";
    private static final String OTHER_ALPHABET = "other";
    private static final String MERGE_ORDER = "mergeOrder";
    private static final String WHOLE_PRETOKENS = "wholePretokens";
    private static final String TRUE = "true";
    private static final String NORMALIZATION = "normalization";
    private static final String PLACES = "supermerges.mergesBefore";
    private static final String DELETED = "deleted";
    private static final String DELETION_PARTS = "deletions.parts";
    private static final String DELETION_TOKENS = "deletions.tokens";
    private static final String DELETION_PLACES = "deletions.mergesBefore";
    private static final String SETTINGS = "settings";
    private static final int SUMMARY_NUMBERS = 7;
    private static final int OLD_SUMMARY_NUMBERS = 8;
    private static final String SUMMARY = "summary";
    private static final String TOKEN_COUNTS = "counts.tokens";
    private static final String MERGE_COUNTS = "counts.merges";
    private static final String COMPLETING = "counts.completing";
    private static final String SUPERMERGE_COUNTS = "counts.supermerges";
    private static final String COMPLETING_RUNS = "counts.completingRuns";

    private BpeModelFile() {}

    static ModelFile.Writer writer(BpeModel model) {
        ModelFile.Writer file = ModelFile.writer(KIND);
        MergeTable supermerges = model.supermerges();
        file.content(ALPHABET, utf8(alphabet(model)));
        file.content(PATTERN, utf8(model.pretokenizer().regex()));
        if (model.pretokenizer() instanceof ScriptAwarePretokenizer scriptAware) {
            file.content(SCRIPT_PATTERN, utf8(scriptAware.special().regex()));
            file.content(SCRIPTS, utf8(String.join(" ", scriptAware.scripts())));
        }
        file.content(MERGE_RULE, utf8(model.mergeRule().label()));
        if (model.normalization() != Normalization.NONE) {
            file.content(NORMALIZATION, utf8(model.normalization().label()));
        }
        if (model.mergeOrder() != MergeOrder.TRAINED) {
            file.content(MERGE_ORDER, utf8(model.mergeOrder().label()));
        }
        if (model.isWholePretokens()) {
            file.content(WHOLE_PRETOKENS, utf8(TRUE));
        }
        model.vocabulary().write(file, "vocabulary");
        model.merges().write(file, "merges");
        if (supermerges != null) {
            supermerges.write(file, "supermerges");
        }
        int[] places = model.mergesBefore();
        if (places != null) {
            file.content(PLACES, places);
        }
        Deletions deletions = model.deletions();
        if (deletions.size() > 0) {
            model.deletedTokens().write(file, DELETED);
            file.content(DELETION_PARTS, utf8(deletions.parts().label()));
            file.content(DELETION_TOKENS, deletions.tokens());
            file.content(DELETION_PLACES, deletions.mergesBefore());
        }
        model.specialTokens().write(file, "special");
        if (!model.settings().isEmpty()) {
            StringBuilder settings = new StringBuilder();
            model.settings()
                    .forEach((name, value) ->
                            settings.append(name).append('=').append(value).append('\n'));
            file.note(SETTINGS, utf8(settings.toString()));
        }
        TrainingSummary summary = model.summary();
        if (summary != null) {
            file.note(SUMMARY, buffer(numbers(summary)));
        }
        MergeCounts counts = model.counts();
        if (counts != null) {
            file.note(TOKEN_COUNTS, buffer(counts.tokens()));
            file.note(MERGE_COUNTS, buffer(counts.merges()));
            file.note(COMPLETING, ByteBuffer.wrap(counts.completing().toByteArray()));
            file.note(SUPERMERGE_COUNTS, buffer(counts.supermerges()));
            file.note(COMPLETING_RUNS, ByteBuffer.wrap(counts.completingRuns().toByteArray()));
        }
        return file;
    }

    private static String alphabet(BpeModel model) {
        Alphabet alphabet = model.alphabet();
        return alphabet == null ? OTHER_ALPHABET : alphabet.label();
    }

    static BpeModel read(Path path) throws IOException {
        ModelFile file = ModelFile.open(path);
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    path.toString(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        Vocabulary vocabulary = Vocabulary.read(file, "vocabulary");
        Vocabulary deleted = file.sections().contains(DELETION_TOKENS)
                ? Vocabulary.read(file, DELETED)
                : Vocabulary.builder().build();
        IntPredicate isSymbol = id -> vocabulary.contains(id) || deleted.contains(id - vocabulary.idBound());
        MergeTable merges = MergeTable.read(file, "merges", isSymbol);
        BpeModel.Builder model = BpeModel.builder(vocabulary, merges, pretokenizer(file));
        model.specialTokens(SpecialTokens.read(file, "special"));
        model.mergeRule(label(file, MERGE_RULE, MergeRule.values(), MergeRule::label));
        if (file.sections().contains(NORMALIZATION)) {
            model.normalization(label(file, NORMALIZATION, Normalization.values(), Normalization::label));
        }
        if (file.sections().contains(MERGE_ORDER)) {
            model.mergeOrder(label(file, MERGE_ORDER, MergeOrder.values(), MergeOrder::label));
        }
        if (file.sections().contains(WHOLE_PRETOKENS)) {
            model.wholePretokens(label(file, WHOLE_PRETOKENS, new String[] {TRUE}, name -> name)
                    .equals(TRUE));
        }
        int supermerges = 0;
        if (file.sections().contains("supermerges.products")) {
            MergeTable table = MergeTable.read(file, "supermerges", isSymbol);
            supermerges = table.size();
            model.supermerges(table);
        }
        if (file.sections().contains(PLACES)) {
            model.singlePass(file.ints(PLACES));
        }
        if (file.sections().contains(SETTINGS)) {
            model.settings(settings(file));
        }
        if (file.sections().contains(SUMMARY)) {
            model.summary(readSummary(file));
        }
        if (file.sections().contains(TOKEN_COUNTS)) {
            model.counts(new MergeCounts(
                    longs(file, TOKEN_COUNTS, vocabulary.idBound()),
                    longs(file, MERGE_COUNTS, merges.size()),
                    BitSet.valueOf(file.section(COMPLETING)),
                    longs(file, SUPERMERGE_COUNTS, supermerges),
                    BitSet.valueOf(file.section(COMPLETING_RUNS))));
        }
        try {
            if (file.sections().contains(DELETION_TOKENS)) {
                model.deletions(
                        Deletions.of(
                                label(file, DELETION_PARTS, DeletionParts.values(), DeletionParts::label),
                                file.ints(DELETION_TOKENS),
                                file.ints(DELETION_PLACES)),
                        deleted);
            }
            BpeModel built = model.build();
            String alphabet = text(file, ALPHABET);
            if (!alphabet.equals(alphabet(built))) {
                throw file.corrupt(
                        ALPHABET,
                        0,
                        "the alphabet " + alphabet,
                        alphabet(built) + ", with which the vocabulary begins");
            }
            return built;
        } catch (IllegalArgumentException e) {
            throw inconsistent(file, e);
        }
    }

    private static IOException inconsistent(ModelFile file, IllegalArgumentException e) {
        return (IOException)
                file.corrupt(ALPHABET, 0, "sections that contradict each other: " + e.getMessage(), "a model")
                        .initCause(e);
    }

    /** The constant whose name a section holds. */
    private static <T> T label(ModelFile file, String section, T[] constants, Function<T, String> label)
            throws IOException {
        String found = text(file, section);
        List<String> labels = new ArrayList<>();
        for (T constant : constants) {
            if (label.apply(constant).equals(found)) {
                return constant;
            }
            labels.add(label.apply(constant));
        }
        throw file.corrupt(section, 0, "another name", String.join(" or ", labels));
    }

    private static Pretokenizer pretokenizer(ModelFile file) throws IOException {
        try {
            Pretokenizer main = Pretokenizers.of(text(file, PATTERN));
            if (!file.sections().contains(SCRIPT_PATTERN)) {
                return main;
            }
            return Pretokenizers.scriptAware(
                    main,
                    Pretokenizers.of(text(file, SCRIPT_PATTERN)),
                    List.of(text(file, SCRIPTS).split(" ", -1)));
        } catch (IllegalArgumentException e) {
            throw (IOException)
                    file.corrupt(PATTERN, 0, "no pattern: " + e.getMessage(), "regular expressions and scripts")
                            .initCause(e);
        }
    }

    private static long[] numbers(TrainingSummary summary) {
        return new long[] {
            summary.requestedSize(),
            summary.documents(),
            summary.skippedDocuments(),
            summary.bytes(),
            summary.pretokens(),
            summary.distinctPretokens(),
            summary.runs()
        };
    }

    private static TrainingSummary readSummary(ModelFile file) throws CorruptInputException {
        boolean old = file.section(SUMMARY).remaining() == OLD_SUMMARY_NUMBERS * Long.BYTES;
        long[] numbers = longs(file, SUMMARY, old ? OLD_SUMMARY_NUMBERS : SUMMARY_NUMBERS);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || (i == 0 && numbers[i] > Integer.MAX_VALUE)) {
                throw file.corrupt(SUMMARY, (long) i * Long.BYTES, String.valueOf(numbers[i]), "0 or more");
            }
        }
        return new TrainingSummary(
                (int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    private static Map<String, String> settings(ModelFile file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : text(file, SETTINGS).lines().toList()) {
            int sign = line.indexOf('=');
            if (sign < 0) {
                throw file.corrupt(SETTINGS, 0, "a line without an equals sign", "lines NAME=VALUE");
            }
            settings.put(line.substring(0, sign), line.substring(sign + 1));
        }
        return settings;
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(JavaText.utf8(text));
    }

    private static String text(ModelFile file, String section) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.section(section))
                    .toString();
        } catch (CharacterCodingException e) {
            throw (IOException) file.corrupt(section, 0, "bytes that are not UTF-8", "UTF-8")
                    .initCause(e);
        }
    }

    private static ByteBuffer buffer(long[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(numbers);
        return buffer;
    }

    private static long[] longs(ModelFile file, String section, int expected) throws CorruptInputException {
        ByteBuffer buffer = file.section(section);
        if (buffer.remaining() != (long) expected * Long.BYTES) {
            throw file.corrupt(section, 0, buffer.remaining() + " bytes", (long) expected * Long.BYTES + " bytes");
        }
        long[] numbers = new long[expected];
        buffer.asLongBuffer().get(numbers);
        return numbers;
    }
}
