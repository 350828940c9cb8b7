package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * BPE on characters as Hugging Face's tokenizers do it: always the merge of the lowest rank, one place at a time, the leftmost
 * first. Immutable, safe for any number of threads. It takes 256 KiB of memory besides its tables.
 */
public final class BpePieces implements PieceModel {
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final Options options;
    private final int unknownId;
    private final int @Nullable [] byteIds;
    private final byte[] prefix;
    private final byte[] suffix;
    private final int[] characters = new int[1 << Character.SIZE];
    private final Int2IntOpenHashMap supplementary = new Int2IntOpenHashMap();
    private final WordCuts cuts;

    /**
     * What a model does besides merging.
     *
     * @param unknown the token of characters that are in no token, or null if they are left out
     * @param fusesUnknown whether unknown characters in a row are one token
     * @param byteFallback whether an unknown character becomes the tokens {@code <0x00>} to {@code <0xFF>} of its bytes, if
     *     there are tokens for all
     * @param wholePieces whether a piece that is a token as a whole becomes that token
     * @param prefix what stands before the name of every character but the first of a piece
     * @param suffix what stands behind the name of the last character of a piece
     * @param dropout the share of merges that are put off at random, 0 to 1
     * @param seed what the random numbers of every encoder begin with
     */
    public record Options(
            @Nullable String unknown,
            boolean fusesUnknown,
            boolean byteFallback,
            boolean wholePieces,
            String prefix,
            String suffix,
            double dropout,
            long seed) {}

    /**
     * Creates a model.
     *
     * @param vocabulary the tokens, in UTF-8
     * @param merges the merges, no pair twice
     * @param options the options
     */
    public BpePieces(Vocabulary vocabulary, MergeTable merges, Options options) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
        String unknown = options.unknown();
        unknownId = unknown == null ? Vocabulary.NO_ID : vocabulary.idOf(utf8(unknown));
        byteIds = options.byteFallback() ? byteIds(vocabulary) : null;
        prefix = utf8(options.prefix());
        suffix = utf8(options.suffix());
        supplementary.defaultReturnValue(Vocabulary.NO_ID);
        Arrays.fill(characters, Vocabulary.NO_ID);
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id) && vocabulary.length(id) <= 4) {
                addCharacter(id);
            }
        }
        cuts = isCuttable() ? WordCuts.of(vocabulary, id -> true) : WordCuts.NONE;
    }

    private void addCharacter(int id) {
        byte[] token = vocabulary.bytes(id);
        int codePoint = CodePoints.at(token, 0, token.length);
        if (codePoint >= 0 && CodePoints.utf8Length(codePoint) == token.length) {
            if (codePoint < characters.length) {
                characters[codePoint] = id;
            } else {
                supplementary.put(codePoint, id);
            }
        }
    }

    /**
     * No token lies across a cut only if merges know nothing but characters, U+2581 keeps unknown ones apart, and none is left
     * out, which would bring its neighbours together.
     */
    private boolean isCuttable() {
        if (prefix.length > 0 || suffix.length > 0 || options.dropout() > 0 || characters[0x2581] < 0) {
            return false;
        }
        if (unknownId < 0 && !hasAllBytes()) {
            return false;
        }
        boolean[] artificial = new boolean[vocabulary.idBound()];
        if (unknownId >= 0) {
            artificial[unknownId] = true;
        }
        if (byteIds != null) {
            for (int id : byteIds) {
                if (id >= 0) {
                    artificial[id] = true;
                }
            }
        }
        for (int rank = 0; rank < merges.size(); rank++) {
            if (artificial[merges.left(rank)] || artificial[merges.right(rank)]) {
                return false;
            }
        }
        return true;
    }

    private boolean hasAllBytes() {
        return byteIds != null && Arrays.stream(byteIds).allMatch(id -> id >= 0);
    }

    private static int[] byteIds(Vocabulary vocabulary) {
        int[] ids = new int[256];
        Arrays.setAll(ids, value -> vocabulary.idOf(utf8(String.format("<0x%02X>", value))));
        return ids;
    }

    private static byte[] utf8(String string) {
        return string.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * {@return the merges}
     */
    public MergeTable merges() {
        return merges;
    }

    @Override
    public TokenKind kind(int id) {
        return TokenOutput.kind(id, unknownId, byteIds);
    }

    @Override
    public PieceEncoder newEncoder() {
        return new BpePieceEncoder(this);
    }

    Options options() {
        return options;
    }

    WordCuts cuts() {
        return cuts;
    }

    /** {@return the id of the unknown token; negative if there is none} */
    int unknownId() {
        return unknownId;
    }

    /** {@return whether unknown characters have no token, though one is named} */
    boolean lacksUnknown() {
        return options.unknown() != null && unknownId < 0;
    }

    /** {@return the ids of the tokens for bytes, negative where there is none, or null if they are not used} */
    int @Nullable [] byteIds() {
        return byteIds;
    }

    /** {@return the id of a character in the middle of the word, where nothing is added to it, or -1} */
    int character(int codePoint) {
        return codePoint < characters.length ? characters[codePoint] : supplementary.get(codePoint);
    }

    /** {@return what stands around a character} */
    byte[] affixed(byte[] utf8, int start, int end, boolean first, boolean last) {
        byte[] before = first ? new byte[0] : prefix;
        byte[] behind = last ? suffix : new byte[0];
        byte[] name = Arrays.copyOf(before, before.length + end - start + behind.length);
        System.arraycopy(utf8, start, name, before.length, end - start);
        System.arraycopy(behind, 0, name, before.length + end - start, behind.length);
        return name;
    }

    /** {@return whether something stands around some characters} */
    boolean hasAffixes() {
        return prefix.length > 0 || suffix.length > 0;
    }
}
