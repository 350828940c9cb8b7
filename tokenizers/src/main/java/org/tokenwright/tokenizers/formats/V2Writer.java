package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.BitSet;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * Writes one "BoundlessBPE v2" file. For one thread.
 */
final class V2Writer {
    private final BpeModel model;
    private final Vocabulary vocabulary;
    private final MergeTable supermerges;
    private final MergeCounts counts;
    private final BitSet supers;

    /**
     * Creates a writer.
     *
     * @param model the model
     * @throws IllegalArgumentException if the format cannot hold it
     */
    V2Writer(BpeModel model) {
        this.model = model;
        vocabulary = model.vocabulary();
        MergeTable table = model.supermerges();
        supermerges = table == null ? MergeTable.of(new int[0], new int[0], new int[0]) : table;
        MergeCounts known = model.counts();
        counts = known == null ? zeros(model, supermerges) : known;
        if (model.isSinglePass()) {
            throw new IllegalArgumentException("words and superwords share one clock, which this format does not know");
        }
        if (model.normalization() != Normalization.NONE) {
            throw new IllegalArgumentException("this format cannot say that texts are normalized");
        }
        Alphabet alphabet = model.alphabet();
        if (alphabet == null || model.mergeOrder() != MergeOrder.TRAINED || model.isWholePretokens()) {
            throw new IllegalArgumentException("this format is for models that were trained as it describes");
        }
        TokenOrigins origins = TokenOrigins.of(alphabet.size(), model.merges(), model.deletions(), supermerges, known);
        supers = origins.supers();
        if (origins.end() != vocabulary.size() || vocabulary.idBound() != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "token " + origins.end() + " is not made by the next merge, as this format demands");
        }
        SpecialTokenLines.check(model.specialTokens());
        checkThreshold();
    }

    /** The threshold is a note of the model's, which may say anything, and becomes a number of the file. */
    private void checkThreshold() {
        String threshold = model.settings().getOrDefault(BoundlessV2Format.THRESHOLD, V2Settings.NO_DELETIONS);
        if (!threshold.matches("[0-9]{1,9}(\\.[0-9]{1,17})?(E-?[0-9]{1,2})?")) {
            throw new IllegalArgumentException("the setting " + BoundlessV2Format.THRESHOLD + " is "
                    + LineReader.quote(threshold) + ", expected a number");
        }
    }

    private static MergeCounts zeros(BpeModel model, MergeTable supermerges) {
        return new MergeCounts(
                new long[model.vocabulary().size()],
                new long[model.merges().size()],
                new BitSet(),
                new long[supermerges.size()],
                new BitSet());
    }

    /**
     * Writes the file.
     *
     * @param out where it goes; not closed
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        boolean boundless = model.supermerges() != null;
        boolean superBpe = boundless && "super".equals(model.settings().get(BoundlessV2Format.TYPE));
        Deletions deletions = model.deletions();
        V2Settings settings = new V2Settings(
                model.pretokenizer(),
                model.mergeRule(),
                model.settings().getOrDefault(BoundlessV2Format.THRESHOLD, V2Settings.NO_DELETIONS),
                deletions.parts());
        line(writer, BoundlessV2Format.MAGIC + (superBpe ? "superbpe" : boundless ? "boundless" : "word"));
        writeVocabulary(writer);
        writeSpecialTokens(writer);
        line(writer, BoundlessV2Format.WORDS);
        line(writer, settings.line(false, false));
        writeMerges(writer, model.merges(), deletions, false);
        if (boundless) {
            line(writer, BoundlessV2Format.SUPERWORDS);
            line(writer, settings.line(true, superBpe));
            writeMerges(writer, supermerges, Deletions.NONE, true);
        }
        writer.flush();
    }

    private void writeVocabulary(Writer writer) throws IOException {
        heading(writer, BoundlessV2Format.VOCABULARY, vocabulary.size());
        for (int id = 0; id < vocabulary.size(); id++) {
            line(writer, id + " " + token(id) + " " + counts.token(id) + " " + flag(supers.get(id)));
        }
    }

    private void writeSpecialTokens(Writer writer) throws IOException {
        line(writer, BoundlessV2Format.SPECIAL_TOKENS);
        SpecialTokenLines.write(model.specialTokens(), writer);
    }

    private void writeMerges(Writer writer, MergeTable merges, Deletions deletions, boolean isSuper)
            throws IOException {
        int deleted = deletions.size();
        heading(writer, BoundlessV2Format.MERGES, merges.size());
        int before = 0;
        for (int rank = 0; rank < merges.size(); rank++) {
            while (before < deleted && deletions.mergesBefore(before) <= rank) {
                before++;
            }
            long count = isSuper ? counts.supermerge(rank) : counts.merge(rank);
            boolean completing = isSuper ? counts.completingRun(rank) : counts.completing(rank);
            line(
                    writer,
                    rank + before + " " + token(merges.left(rank)) + " " + token(merges.right(rank)) + " " + count + " "
                            + flag(completing));
        }
        heading(writer, BoundlessV2Format.DELETIONS, deleted);
        for (int i = 0; i < deleted; i++) {
            line(writer, deletions.mergesBefore(i) + i + " " + token(deletions.token(i)));
        }
    }

    private String token(int symbol) {
        return ByteAlphabet.show(model.symbolBytes(symbol));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static void heading(Writer writer, String name, int size) throws IOException {
        line(writer, name);
        line(writer, Integer.toString(size));
    }

    private static void line(Writer writer, String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }
}
