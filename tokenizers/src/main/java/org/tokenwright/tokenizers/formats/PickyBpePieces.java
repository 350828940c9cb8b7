package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
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
    /** What stands before every word: U+2581. */
    static final String MARK = "\u2581";

    private static final int NO_ID = -1;
    private static final int KEPT = 1 << 16;
    private static final byte[] MARK_BYTES = MARK.getBytes(UTF_8);

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
        return new Words(words.newEncoder(SpecialTokenPolicy.IGNORE));
    }

    /** Encodes one word after the other. */
    private final class Words implements PieceEncoder {
        private final Encoder encoder;
        private byte[] word = MARK_BYTES.clone();

        private Words(Encoder encoder) {
            this.encoder = encoder;
        }

        /** Translates the ids of the inner model; what it leaves of an unknown character becomes one unknown token. */
        @Override
        public void encode(byte[] utf8, int start, int end, IdBuffer out) {
            int length = MARK_BYTES.length + end - start;
            if (word.length < length || word.length > KEPT) {
                word = Arrays.copyOf(MARK_BYTES, length);
            }
            System.arraycopy(utf8, start, word, MARK_BYTES.length, end - start);
            int count = encoder.encode(word, 0, length);
            int[] inner = encoder.ids();
            int to = 0;
            for (int i = 0; i < count; i++) {
                to += words.vocabulary().length(inner[i]);
                int place = Math.max(start, start + to - MARK_BYTES.length);
                if (ids[inner[i]] != NO_ID) {
                    out.add(ids[inner[i]], place);
                } else if (to == length || (word[to] & 0xC0) != 0x80) {
                    out.add(unknownId, place);
                }
            }
        }
    }
}
