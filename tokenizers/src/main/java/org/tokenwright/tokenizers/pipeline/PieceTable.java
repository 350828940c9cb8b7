package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** The pieces of a SentencePiece model. Immutable, safe for any number of threads. */
public final class PieceTable {
    private final Vocabulary vocabulary;
    private final SpecialTokens controls;
    private final PieceType[] types;
    private final float[] scores;
    private final int unknownId;
    private final int @Nullable [] byteIds;

    private PieceTable(Builder builder, Vocabulary vocabulary, int unknownId, int @Nullable [] byteIds) {
        this.vocabulary = vocabulary;
        controls = SpecialTokens.of(builder.controls);
        types = builder.types.toArray(new PieceType[0]);
        scores = builder.scores.toFloatArray();
        this.unknownId = unknownId;
        this.byteIds = byteIds;
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the name of a piece that stands for a byte: {@code <0x0A>}}
     *
     * @param value the byte, 0 to 255
     */
    public static byte[] byteName(int value) {
        return String.format(Locale.ROOT, "<0x%02X>", value).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * {@return all pieces but the control pieces}
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * {@return the control pieces}
     */
    public SpecialTokens controls() {
        return controls;
    }

    /**
     * {@return number of pieces; all ids below have one}
     */
    public int size() {
        return types.length;
    }

    /**
     * {@return what a piece is for}
     *
     * @param id its id
     */
    public PieceType type(int id) {
        return types[id];
    }

    /**
     * {@return the score of a piece}
     *
     * @param id its id
     */
    public float score(int id) {
        return scores[id];
    }

    /**
     * {@return the id of the unknown piece}
     */
    public int unknownId() {
        return unknownId;
    }

    /**
     * {@return the ids of the pieces that stand for bytes, by byte; null if there are none}
     */
    public int @Nullable [] byteIds() {
        return byteIds == null ? null : byteIds.clone();
    }

    /** Collects pieces. For one thread. */
    public static final class Builder {
        private final Vocabulary.Builder vocabulary = Vocabulary.builder();
        private final Map<String, Integer> controls = new LinkedHashMap<>();
        private final List<PieceType> types = new ArrayList<>();
        private final FloatArrayList scores = new FloatArrayList();

        private Builder() {}

        /**
         * Adds a piece with the next id.
         *
         * @param piece its UTF-8, at least one byte
         * @param score its score, finite
         * @param type what it is for
         * @return this
         * @throws IllegalArgumentException if it is there already, or there are more pieces than a vocabulary can have
         */
        public Builder add(byte[] piece, float score, PieceType type) {
            int id = types.size();
            if (type != PieceType.CONTROL) {
                vocabulary.put(id, piece);
            } else if (controls.putIfAbsent(new String(piece, StandardCharsets.UTF_8), id) != null) {
                throw new IllegalArgumentException(
                        "control piece " + new String(piece, StandardCharsets.UTF_8) + " is there already");
            }
            types.add(type);
            scores.add(score);
            return this;
        }

        /**
         * {@return the pieces}
         *
         * @throws IllegalArgumentException if there is not one unknown piece; if some bytes have a piece and others have not, or a
         *     piece for a byte has another name than {@link #byteName}; or if a control piece is too long for a special token
         */
        public PieceTable build() {
            int unknown = types.indexOf(PieceType.UNKNOWN);
            if (unknown < 0 || unknown != types.lastIndexOf(PieceType.UNKNOWN)) {
                throw new IllegalArgumentException(
                        unknown < 0 ? "there is no unknown piece" : "there are several unknown pieces");
            }
            Vocabulary tokens = vocabulary.build();
            return new PieceTable(this, tokens, unknown, byteIds(tokens));
        }

        private int @Nullable [] byteIds(Vocabulary tokens) {
            long count = types.stream().filter(type -> type == PieceType.BYTE).count();
            if (count == 0) {
                return null;
            }
            int[] ids = new int[256];
            for (int value = 0; value < 256; value++) {
                byte[] name = byteName(value);
                ids[value] = tokens.idOf(name);
                if (ids[value] < 0 || types.get(ids[value]) != PieceType.BYTE) {
                    throw new IllegalArgumentException(
                            "there are pieces for bytes, but none " + new String(name, StandardCharsets.US_ASCII));
                }
            }
            if (count != ids.length) {
                throw new IllegalArgumentException("there are " + count + " pieces for bytes, expected 256");
            }
            return ids;
        }
    }
}
