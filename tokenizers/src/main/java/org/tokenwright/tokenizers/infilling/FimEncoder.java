package org.tokenwright.tokenizers.infilling;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Writes samples for infilling as ids. Each section is encoded by itself, so that its ids do not depend on its neighbours, and special
 * tokens come from the format alone, never from the text of a section. Where a tokenizer puts a space in front of every text, as those
 * of SentencePiece do, the prefix has it, which begins the document, and no other section. Made by {@link FimFormat#newEncoder}. For one thread.
 */
public final class FimEncoder {
    /*
     * A section in whose front no space is to be is encoded behind an anchor, a character that no token holds beside others, and the
     * ids of the anchor are taken away, as Meta's and Hugging Face's programs do for Code Llama.
     */
    private static final String ANCHOR = "\u263A";

    private static final int[] NONE = {};

    private final FimFormat format;
    private final Encoder encoder;
    private final Map<String, Integer> special;

    /** The ids of the anchor; none if nothing is put in front of texts. */
    private final int[] anchor;

    FimEncoder(FimFormat format, Tokenizer tokenizer) {
        this.format = format;
        encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        special = tokenizer.specialTokens().ids();
        format.tokens().forEach(token -> id(special, token, format));
        int[] before = encode(ANCHOR);
        int[] both = encode(ANCHOR + "a");
        int[] alone = encode("a");
        boolean spaced = startsWith(both, both.length, before)
                && !Arrays.equals(both, before.length, both.length, alone, 0, alone.length);
        anchor = spaced ? before : NONE;
    }

    private static boolean startsWith(int[] ids, int count, int[] beginning) {
        return count >= beginning.length && Arrays.equals(ids, 0, beginning.length, beginning, 0, beginning.length);
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
     *     those of FIM-SE or cannot encode a section without a space in front, or as {@link Encoder#encode(CharSequence)} does with special tokens ignored
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
                int start = ids.size();
                addSection(sample.text(section), FimLayout.isPrefix(section) ? NONE : anchor, ids);
                ranges.put(section, new FimSequence.Range(start, ids.size()));
            } else if (token != null) {
                ids.add(id(special, token, format));
            }
        }
        return new FimSequence(ids.toIntArray(), ranges);
    }

    private void addSection(String text, int[] before, IntArrayList ids) {
        int count = encoder.encode(before.length == 0 ? text : ANCHOR + text);
        if (before.length > 0 && !isApart(count, before)) {
            throw new IllegalArgumentException("the tokenizer puts a space in front of texts, and joins " + ANCHOR
                    + " with what is behind it, so that a section cannot be encoded without that space");
        }
        ids.addElements(ids.size(), encoder.ids(), before.length, count - before.length);
    }

    /** Whether the anchor in front of the last text has the ids that it has alone, and they end where it does. */
    private boolean isApart(int count, int[] before) {
        return startsWith(encoder.ids(), count, before)
                && encoder.encoding(OffsetUnit.UTF16).end(before.length - 1) == ANCHOR.length();
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
