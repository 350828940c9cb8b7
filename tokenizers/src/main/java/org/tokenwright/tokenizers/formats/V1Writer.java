package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.ScriptAwarePretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Writes one "word v1" file. For one thread. */
final class V1Writer {
    private final BpeModel model;
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final MergeTable supermerges;
    private final Deletions deletions;

    /** Indices by rank of merges, number of deletions and rank of supermerges. */
    private final int[] mergeIndices;

    private final int[] deletionIndices;
    private final int[] supermergeIndices;

    /**
     * Creates a writer.
     *
     * @param model the model
     * @throws IllegalArgumentException if the format cannot hold it
     */
    V1Writer(BpeModel model) {
        this.model = model;
        vocabulary = model.vocabulary();
        merges = model.merges();
        deletions = model.deletions();
        MergeTable table = model.supermerges();
        supermerges = table == null ? MergeTable.of(new int[0], new int[0], new int[0]) : table;
        mergeIndices = new int[merges.size()];
        deletionIndices = new int[deletions.size()];
        supermergeIndices = new int[supermerges.size()];
        check();
        number();
    }

    private void check() {
        if (model.alphabet() != Alphabet.BYTES) {
            throw new IllegalArgumentException(
                    "the vocabulary does not begin with all bytes in ascending order, as this format demands");
        }
        if (model.mergeOrder() != MergeOrder.TRAINED || model.isWholePretokens()) {
            throw new IllegalArgumentException("this format is for models that were trained as it describes");
        }
        if (deletions.size() > 0 && !model.isSinglePass()) {
            throw new IllegalArgumentException(
                    "a model of two passes with deletions means something else in this format");
        }
        if (model.pretokenizer() instanceof ScriptAwarePretokenizer) {
            throw new IllegalArgumentException("this format has no room for a second pretokenizer for some scripts");
        }
        if (model.normalization() != Normalization.NONE) {
            throw new IllegalArgumentException("this format cannot say that texts are normalized");
        }
        SpecialTokenLines.check(model.specialTokens());
    }

    /** Gives each event its index, by walking through the tokens in the order of their ids. */
    private void number() {
        int merge = 0;
        int supermerge = 0;
        int deletion = 0;
        int index = 0;
        for (int id = Alphabet.BYTES.size(); id < vocabulary.idBound(); id++) {
            while (deletion < deletionIndices.length && deletions.mergesBefore(deletion) <= merge) {
                deletionIndices[deletion++] = index++;
            }
            if (merge < merges.size() && merges.product(merge) == id) {
                mergeIndices[merge++] = index++;
            } else if (supermerge < supermerges.size() && supermerges.product(supermerge) == id) {
                checkPlace(supermerge, merge);
                supermergeIndices[supermerge++] = index++;
            } else {
                throw new IllegalArgumentException(
                        "token " + id + " is not made by the next merge, as this format demands");
            }
        }
        while (deletion < deletionIndices.length) {
            deletionIndices[deletion++] = index++;
        }
        if (merge < merges.size() || supermerge < supermerges.size()) {
            throw new IllegalArgumentException(
                    "a merge makes a token a second time, for which this format has no room");
        }
    }

    /** In this format the order of ids is that of all events, so a supermerge stands behind the merges with lower ids. */
    private void checkPlace(int supermerge, int merge) {
        if (model.isSinglePass() && model.mergesBefore(supermerge) != merge) {
            throw new IllegalArgumentException("supermerge " + supermerge + " comes after "
                    + model.mergesBefore(supermerge) + " merges, and its id after those of " + merge);
        }
    }

    /**
     * Writes the file.
     *
     * @param out where it goes; not closed
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        writer.write(WordV1Format.MAGIC);
        line(writer, json(model.pretokenizer().regex()));
        line(writer, Integer.toString(vocabulary.size()));
        for (int id = 0; id < vocabulary.size(); id++) {
            line(writer, id + " " + token(id));
        }
        SpecialTokenLines.write(model.specialTokens(), writer);
        writeMerges(writer, merges, mergeIndices);
        line(writer, Integer.toString(deletions.size()));
        for (int i = 0; i < deletions.size(); i++) {
            line(writer, deletionIndices[i] + " " + token(deletions.token(i)));
        }
        writeMerges(writer, supermerges, supermergeIndices);
        line(writer, "0");
        writer.flush();
    }

    private void writeMerges(Writer writer, MergeTable table, int[] indices) throws IOException {
        line(writer, Integer.toString(table.size()));
        for (int rank = 0; rank < table.size(); rank++) {
            line(writer, indices[rank] + " " + token(table.left(rank)) + " " + token(table.right(rank)));
        }
    }

    /** A JSON string as Python's json module writes it. */
    private static String json(String text) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .build()
                .createGenerator(line)) {
            json.writeString(text);
        }
        return line.toString();
    }

    private String token(int id) {
        return ByteAlphabet.show(vocabulary.bytes(id));
    }

    private static void line(Writer writer, String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }
}
