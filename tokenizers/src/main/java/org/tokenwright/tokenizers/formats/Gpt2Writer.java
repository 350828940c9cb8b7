package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Writes one model in the format of GPT-2. For one thread. */
final class Gpt2Writer {
    private static final String VERSION = "#version";

    private final BpeModel model;
    private final Vocabulary vocabulary;
    private final MergeTable merges;

    /**
     * Creates a writer.
     *
     * @param model the model
     * @throws IllegalArgumentException if the format cannot hold it
     */
    Gpt2Writer(BpeModel model) {
        this.model = model;
        vocabulary = model.vocabulary();
        merges = model.merges();
        PlainMerges.require(model);
        checkTokens();
    }

    private void checkTokens() {
        boolean[] named = new boolean[vocabulary.idBound()];
        for (int rank = 0; rank < merges.size(); rank++) {
            named[merges.left(rank)] = true;
            named[merges.right(rank)] = true;
            named[merges.product(rank)] = true;
            if (token(merges.left(rank)).startsWith(VERSION)) {
                throw new IllegalArgumentException("merge " + rank + " would be a line that begins with " + VERSION
                        + ", which readers of this format pass over");
            }
        }
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id) && !named[id] && Gpt2Format.looksSpecial(token(id))) {
                throw new IllegalArgumentException(
                        "token " + id + " " + LineReader.quote(token(id)) + " would be taken for a special one");
            }
        }
        for (Map.Entry<String, Integer> special : model.specialTokens().ids().entrySet()) {
            if (!Gpt2Format.looksSpecial(special.getKey())) {
                throw new IllegalArgumentException("the special token " + LineReader.quote(special.getKey())
                        + " would not be known for one: it is not in <> or []");
            }
            if (vocabulary.idOf(special.getKey().getBytes(UTF_8)) != Vocabulary.NO_ID) {
                throw new IllegalArgumentException("the special token " + LineReader.quote(special.getKey())
                        + " is an ordinary token, too, for which this format has no room");
            }
        }
    }

    /**
     * Writes the tokens.
     *
     * @param out where they go; not closed
     * @throws IOException if writing fails
     */
    void writeVocabulary(OutputStream out) throws IOException {
        Map<Integer, String> tokens = new TreeMap<>();
        model.specialTokens().ids().forEach((token, id) -> tokens.put(id, token));
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id)) {
                tokens.put(id, token(id));
            }
        }
        try (JsonGenerator json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (Map.Entry<Integer, String> token : tokens.entrySet()) {
                json.writeNumberField(token.getValue(), token.getKey());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Writes the merges.
     *
     * @param out where they go; not closed
     * @throws IOException if writing fails
     */
    void writeMerges(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        writer.write(VERSION + ": 0.2\n");
        for (int rank = 0; rank < merges.size(); rank++) {
            writer.write(token(merges.left(rank)) + " " + token(merges.right(rank)) + "\n");
        }
        writer.flush();
    }

    private String token(int id) {
        return ByteAlphabet.show(vocabulary.bytes(id));
    }
}
