package org.tokenwright.tokenizers.bytes;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SequenceTemplate.Part;
import org.tokenwright.vocab.SpecialTokens;

/**
 * What a published model says of its special tokens.
 *
 * @param special the special tokens
 * @param surfaces what those are decoded to that are not decoded to their names
 * @param template what stands around sequences
 * @param padding how rows are padded, or null if no id is meant for it
 */
record Profile(
        SpecialTokens special,
        Map<Integer, String> surfaces,
        SequenceTemplate template,
        @Nullable Padding padding) {
    private static final int BYT5_END = 1;
    private static final int BYT5_EXTRA = 259;
    private static final int BYT5_SIZE = 384;
    private static final int BLT_BEGIN = 1;
    private static final int BLT_END = 2;
    private static final int RAW_BEGIN = 256;
    private static final int CANINE_CLS = 0xE000;
    private static final int CANINE_SEP = 0xE001;
    private static final int FAIRSEQ_END = 2;

    static Profile byt5() {
        Map<String, Integer> ids = new LinkedHashMap<>(Map.of("<pad>", 0, "</s>", BYT5_END, "<unk>", 2));
        for (int id = BYT5_EXTRA; id < BYT5_SIZE; id++) {
            ids.put("<extra_id_" + (id - BYT5_EXTRA) + ">", id);
        }
        return new Profile(SpecialTokens.of(ids), Map.of(), endedBy(BYT5_END), Padding.toLongest(0, "<pad>"));
    }

    static Profile blt() {
        Map<String, Integer> ids = Map.of("<boe>", 0, "<bos>", BLT_BEGIN, "<eos>", BLT_END, "<bpe>", 3);
        SequenceTemplate template = SequenceTemplate.of(
                List.of(Part.special(BLT_BEGIN, 0), Part.first(0), Part.special(BLT_END, 0)),
                List.of(
                        Part.special(BLT_BEGIN, 0),
                        Part.first(0),
                        Part.special(BLT_END, 0),
                        Part.special(BLT_BEGIN, 0),
                        Part.second(0),
                        Part.special(BLT_END, 0)));
        return new Profile(SpecialTokens.of(ids), unseen(ids), template, null);
    }

    static Profile raw() {
        return new Profile(SpecialTokens.NONE, Map.of(), SequenceTemplate.PLAIN, null);
    }

    static Profile rawWithBos() {
        Map<String, Integer> ids = Map.of("<bos>", RAW_BEGIN);
        SequenceTemplate template = SequenceTemplate.of(
                List.of(Part.special(RAW_BEGIN, 0), Part.first(0)),
                List.of(Part.special(RAW_BEGIN, 0), Part.first(0), Part.special(RAW_BEGIN, 0), Part.second(0)));
        return new Profile(SpecialTokens.of(ids), unseen(ids), template, null);
    }

    static Profile canine() {
        Map<String, Integer> ids = Map.of(
                "[PAD]",
                0,
                "[CLS]",
                CANINE_CLS,
                "[SEP]",
                CANINE_SEP,
                "[BOS]",
                0xE002,
                "[MASK]",
                0xE003,
                "[RESERVED]",
                0xE004);
        SequenceTemplate template = SequenceTemplate.of(
                List.of(Part.special(CANINE_CLS, 0), Part.first(0), Part.special(CANINE_SEP, 0)),
                List.of(
                        Part.special(CANINE_CLS, 0),
                        Part.first(0),
                        Part.special(CANINE_SEP, 0),
                        Part.second(1),
                        Part.special(CANINE_SEP, 1)));
        return new Profile(SpecialTokens.of(ids), Map.of(), template, Padding.toLongest(0, "[PAD]"));
    }

    static Profile fairseq() {
        Map<String, Integer> ids = Map.of(
                "<s>", 0, "<pad>", 1, "</s>", FAIRSEQ_END, FairseqDictionary.UNKNOWN_SYMBOL, FairseqDictionary.UNKNOWN);
        Map<Integer, String> surfaces = unseen(ids);
        surfaces.put(FairseqDictionary.UNKNOWN, " ");
        return new Profile(SpecialTokens.of(ids), surfaces, endedBy(FAIRSEQ_END), Padding.toLongest(1, "<pad>"));
    }

    /** {@return that special tokens are decoded to nothing} */
    private static Map<Integer, String> unseen(Map<String, Integer> ids) {
        Map<Integer, String> surfaces = new LinkedHashMap<>();
        ids.values().forEach(id -> surfaces.put(id, ""));
        return surfaces;
    }

    private static SequenceTemplate endedBy(int end) {
        return SequenceTemplate.of(
                List.of(Part.first(0), Part.special(end, 0)),
                List.of(Part.first(0), Part.special(end, 0), Part.second(0), Part.special(end, 0)));
    }

    /** {@return what a special token is decoded to, or null if an id is none} */
    byte @Nullable [] surface(int id) {
        String surface = surfaces.get(id);
        return surface == null ? special.bytes(id) : surface.getBytes(StandardCharsets.UTF_8);
    }
}
