package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.PieceTable;
import org.tokenwright.tokenizers.pipeline.PieceType;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Writes a byte-level BPE model as a SentencePiece model that gives the same ids for every text. */
final class SentencePieceWriter {
    /*
     * What the written model does. Its normalizer changes nothing: no rules, no space in front, spaces stay spaces. Characters are
     * merged where two neighbours are a token together, the highest score first, and a merge's score is its rank, negative. All
     * bytes are pieces of the type byte, those of ASCII too: a character that is left over and no piece falls into them.
     *
     * When that gives the same ids. We begin with bytes, SentencePiece with characters; we merge pairs, SentencePiece strings; we
     * split texts before, SentencePiece does not.
     *
     *   Characters: tokens of several bytes must be whole characters. Then a character that is a token is always merged from its
     *   bytes, as these merge with nothing else, and before anything that contains it; and of others the bytes are left. So tokens
     *   can hold characters of one and two bytes only: a longer one would be made over a part of it.
     *
     *   Strings: the bytes of each token, encoded by themselves, must give the token, which one merge alone makes. If two
     *   neighbours are a token together, and so far all merges were ours, then nothing was merged over the ends of the two, so what
     *   happened between them is what happens when the token is encoded by itself; just before the token's merge that is the
     *   merge's operands. So the two are the operands.
     *
     *   Splits: no token may hold two bytes between which a text is ever split. Then no merge goes over a split. With the
     *   pretokenizer "none" there are none. "whitespace" splits before a space, but never behind one that another character than
     *   white space follows, nor anywhere else between other characters than white space. So white space must stand in front only,
     *   and be a space.
     *
     * Ids are places in the file, so they must have no holes. Behind them come the bytes that are no tokens, and the unknown
     * piece, neither of which any text in UTF-8 is encoded to.
     */
    private static final int BPE = 2;
    private static final int NONE = -1;
    private static final byte[] SPACE_SYMBOL = "\u2581".getBytes(StandardCharsets.UTF_8);

    private final BpeModel model;
    private final Vocabulary tokens;
    private final int[] rankOf;
    private final ProtoWriter file = new ProtoWriter();
    private int size;

    /**
     * Creates a writer.
     *
     * @throws IllegalArgumentException if the format cannot hold the model
     */
    SentencePieceWriter(BpeModel model) {
        this.model = model;
        tokens = model.vocabulary();
        PlainMerges.requireMerges(model);
        if (model.normalization() != Normalization.NONE) {
            throw new IllegalArgumentException(
                    "the model normalizes texts, which SentencePiece does by rules of its own");
        }
        String pattern = model.pretokenizer().name();
        if (!pattern.equals("none") && !pattern.equals("whitespace")) {
            throw new IllegalArgumentException(
                    "the model splits texts by the pattern \"" + pattern
                            + "\"; SentencePiece does not split them, which is the same for the patterns \"none\" and \"whitespace\" only");
        }
        rankOf = ranks();
        Encoder encoder = BpeModel.builder(tokens, model.merges(), Pretokenizers.of("none"))
                .mergeOrder(model.mergeOrder())
                .build()
                .tokenizer()
                .newEncoder(SpecialTokenPolicy.IGNORE);
        for (int id = 0; id < tokens.idBound(); id++) {
            if (tokens.length(id) > 1) {
                check(id, tokens.bytes(id), pattern.equals("whitespace"), encoder);
            }
        }
        pieces();
        settings();
    }

    private int[] ranks() {
        int[] ranks = new int[tokens.idBound()];
        Arrays.fill(ranks, NONE);
        MergeTable merges = model.merges();
        for (int rank = 0; rank < merges.size(); rank++) {
            int product = merges.product(rank);
            if (ranks[product] != NONE) {
                throw unfit(product, "is made by several merges, " + ranks[product] + " and " + rank);
            }
            ranks[product] = rank;
        }
        return ranks;
    }

    private void check(int id, byte[] token, boolean splits, Encoder encoder) {
        if (rankOf[id] == NONE) {
            throw unfit(id, "is made by no merge");
        }
        if (token.length > SentencePieceFormat.MAX_PIECE_BYTES) {
            throw unfit(id, "has " + token.length + " bytes, expected at most " + SentencePieceFormat.MAX_PIECE_BYTES);
        }
        for (int at = 0; at < token.length; ) {
            int codePoint = CodePoints.at(token, at, token.length);
            if (codePoint < 0) {
                throw unfit(id, "begins or ends inside a character, and pieces are whole characters");
            }
            if (codePoint == 0) {
                throw unfit(id, "holds U+0000, which no piece may");
            }
            if (splits && CodePoints.isIn(codePoint, CodePoints.WHITE_SPACE) && (at > 0 || codePoint != ' ')) {
                throw unfit(id, "holds white space, other than one space in front, where the pattern may split a text");
            }
            at += CodePoints.utf8Length(codePoint);
        }
        if (encoder.encode(token, 0, token.length) != 1) {
            throw unfit(id, "is not what its own bytes are encoded to");
        }
        if (contains(token, SPACE_SYMBOL)) {
            throw unfit(id, "holds U+2581, which SentencePiece decodes to a space");
        }
        if (isByteName(token)) {
            throw unfit(id, "has the name of a piece for a byte");
        }
    }

    private static boolean contains(byte[] token, byte[] part) {
        String chars = new String(token, StandardCharsets.ISO_8859_1);
        return chars.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static boolean isByteName(byte[] token) {
        return new String(token, StandardCharsets.ISO_8859_1).matches("<0x[0-9A-F]{2}>");
    }

    private IllegalArgumentException unfit(int id, String what) {
        return new IllegalArgumentException("token " + id + " (" + ByteAlphabet.show(tokens.bytes(id)) + ") " + what);
    }

    private void pieces() {
        Set<String> specials = model.specialTokens().ids().keySet();
        int bound = tokens.idBound();
        for (int id : model.specialTokens().ids().values()) {
            bound = Math.max(bound, id + 1);
        }
        for (int id = 0; id < bound; id++) {
            byte @Nullable [] special = model.specialTokens().bytes(id);
            if (special != null) {
                checkSpecial(id, special);
                piece(special, 0, PieceType.CONTROL);
            } else if (tokens.contains(id) && tokens.length(id) == 1) {
                piece(PieceTable.byteName(tokens.bytes(id)[0] & 0xFF), 0, PieceType.BYTE);
            } else if (tokens.contains(id)) {
                piece(tokens.bytes(id), 0f - rankOf[id], PieceType.NORMAL);
            } else {
                throw new IllegalArgumentException(
                        "the id " + id + " has no token, and all ids below " + bound + " need one");
            }
        }
        for (int value = 0; value < 256; value++) {
            if (model.byteId(value) < 0) {
                piece(PieceTable.byteName(value), 0, PieceType.BYTE);
            }
        }
        Set<String> taken = new HashSet<>(specials);
        String unknown = "<unk>";
        for (int number = 0;
                taken.contains(unknown) || tokens.idOf(unknown.getBytes(StandardCharsets.UTF_8)) >= 0;
                number++) {
            unknown = "<unk_" + number + ">";
        }
        piece(unknown.getBytes(StandardCharsets.UTF_8), 0, PieceType.UNKNOWN);
    }

    private void checkSpecial(int id, byte[] special) {
        String name = "special token " + id + " (" + new String(special, StandardCharsets.UTF_8) + ") ";
        if (tokens.idOf(special) >= 0) {
            throw new IllegalArgumentException(name + "is another token, too");
        }
        if (CodePoints.utf8Length(CodePoints.at(special, 0, special.length)) == special.length) {
            throw new IllegalArgumentException(name + "is one character, which SentencePiece would find in texts");
        }
        if (isByteName(special)) {
            throw new IllegalArgumentException(name + "has the name of a piece for a byte");
        }
        if (contains(special, new byte[1])) {
            throw new IllegalArgumentException(name + "holds U+0000, which no piece may");
        }
    }

    private void piece(byte[] piece, float score, PieceType type) {
        file.message(1, new ProtoWriter().bytes(1, piece).decimal(2, score).number(3, type.number()));
        size++;
    }

    private void settings() {
        file.message(
                2,
                new ProtoWriter()
                        .number(3, BPE)
                        .number(4, size)
                        .flag(35, true)
                        .number(40, size - 1L)
                        .number(41, NONE)
                        .number(42, NONE)
                        .number(43, NONE));
        file.message(
                3,
                new ProtoWriter()
                        .bytes(1, "identity".getBytes(StandardCharsets.UTF_8))
                        .flag(3, false)
                        .flag(4, false)
                        .flag(5, false));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(file.toBytes());
    }
}
