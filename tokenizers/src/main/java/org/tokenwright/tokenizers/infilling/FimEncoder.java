package org.tokenwright.tokenizers.infilling;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Writes samples for infilling as ids. Each section is encoded by itself, so that its ids do not depend on its neighbours, and special
 * tokens come from the format alone, never from the text of a section. A tokenizer that puts a space in front of every text, as those
 * of SentencePiece do, puts one in front of every section. Made by {@link FimFormat#newEncoder}. For one thread.
 */
public final class FimEncoder {
    private final FimFormat format;
    private final Encoder encoder;
    private final Map<String, Integer> special;

    FimEncoder(FimFormat format, Tokenizer tokenizer) {
        this.format = format;
        encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        special = tokenizer.specialTokens().ids();
        format.tokens().forEach(token -> id(special, token, format));
    }

    /** {@return the id of a special token that a format needs} */
    static int id(Map<String, Integer> special, String token, FimFormat format) {
        Integer id = special.get(token);
        if (id == null) {
            throw new IllegalArgumentException(
                    "the tokenizer has no special token " + token + ", which " + format.name() + " needs");
        }
        return id;
    }

    /**
     * {@return a sample to train on}
     *
     * @param sample the document
     * @param order what comes first
     * @throws IllegalArgumentException if the format has no such samples, the tokenizer lacks {@code <START>} or {@code <END>} for
     *     those of FIM-SE, or as {@link Encoder#encode(CharSequence)} does with special tokens ignored
     */
    public FimSequence encode(FimSample sample, FimOrder order) {
        return encode(sample, format.layout(sample, order));
    }

    /**
     * {@return the sample up to where a model begins to write}
     *
     * @param sample the document, of whose middle nothing is written
     * @param order what comes first
     * @throws IllegalArgumentException as {@link #encode(FimSample, FimOrder)} does
     */
    public FimSequence encodePrompt(FimSample sample, FimOrder order) {
        return encode(sample, format.layout(sample, order).prompt());
    }

    private FimSequence encode(FimSample sample, FimLayout layout) {
        IntArrayList ids = new IntArrayList();
        Map<FimSection, FimSequence.Range> ranges = new EnumMap<>(FimSection.class);
        for (FimLayout.Piece piece : layout.pieces()) {
            FimSection section = piece.section();
            String token = piece.token();
            if (section != null) {
                int count = encoder.encode(sample.text(section));
                ranges.put(section, new FimSequence.Range(ids.size(), ids.size() + count));
                ids.addElements(ids.size(), encoder.ids(), 0, count);
            } else if (token != null) {
                ids.add(id(special, token, format));
            }
        }
        return new FimSequence(ids.toIntArray(), ranges);
    }

    /**
     * Encodes a document that stays as it is.
     *
     * @param document the document
     * @return its ids
     * @throws IllegalArgumentException as {@link Encoder#encode(CharSequence)} does with special tokens ignored
     */
    public int[] encode(String document) {
        int count = encoder.encode(document);
        return Arrays.copyOf(encoder.ids(), count);
    }
}
