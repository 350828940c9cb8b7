package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.IdBuffer;
import org.tokenwright.tokenizers.pipeline.PieceEncoder;
import org.tokenwright.tokenizers.pipeline.PieceModel;
import org.tokenwright.vocab.Vocabulary;

/** Encodes the words of PickyBPE. Immutable. */
final class PickyBpePieces implements PieceModel {
    private static final int NO_ID = -1;

    private final Tokenizer words;
    private final int[] ids;
    private final int unknownId;
    private final Vocabulary vocabulary;

    /**
     * Creates a model of words.
     *
     * @param words the inner model of bytes
     * @param ids by inner id: the id of a token, or -1 where the file has none; not copied
     * @param unknownId the id of the unknown token
     * @param special the special tokens and their ids
     */
    PickyBpePieces(BpeModel words, int[] ids, int unknownId, Map<String, Integer> special) {
        this.words = words.tokenizer();
        this.ids = ids;
        this.unknownId = unknownId;
        Vocabulary inner = words.vocabulary();
        Vocabulary.Builder named = Vocabulary.builder();
        for (int id = 0; id < ids.length; id++) {
            if (ids[id] != NO_ID) {
                named.put(ids[id], inner.bytes(id));
            }
        }
        for (Map.Entry<String, Integer> token : special.entrySet()) {
            named.put(token.getValue(), token.getKey().getBytes(UTF_8));
        }
        vocabulary = named.build();
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public PieceEncoder newEncoder() {
        Encoder encoder = words.newEncoder(SpecialTokenPolicy.IGNORE);
        return (utf8, start, end, out) -> encode(encoder, utf8, start, end, out);
    }

    /** Translates the ids of the inner model; what it leaves of an unknown character becomes one unknown token. */
    private void encode(Encoder encoder, byte[] utf8, int start, int end, IdBuffer out) {
        int count = encoder.encode(utf8, start, end);
        int[] inner = encoder.ids();
        int from = start;
        for (int i = 0; i < count; i++) {
            int to = from + words.vocabulary().length(inner[i]);
            if (ids[inner[i]] != NO_ID) {
                out.add(ids[inner[i]], to);
            } else if (to == end || (utf8[to] & 0xC0) != 0x80) {
                out.add(unknownId, to);
            }
            from = to;
        }
    }
}
