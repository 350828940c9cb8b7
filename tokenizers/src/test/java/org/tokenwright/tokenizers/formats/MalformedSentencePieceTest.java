package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;

/** Every way in which a file can be wrong, and what is said about it. */
class MalformedSentencePieceTest {
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;

    private static Tokenizer read(byte[] file) throws IOException {
        return SentencePieceFormat.read(new ByteArrayInputStream(file), "m", SentencePieceLimits.DEFAULT);
    }

    private static void assertCorrupt(String message, byte[] file) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(file));
        assertEquals("m, " + message, e.getMessage());
    }

    private static ProtoWriter piece(String piece, float score, int type) {
        return new ProtoWriter()
                .bytes(1, piece.getBytes(UTF_8))
                .decimal(2, score)
                .number(3, type);
    }

    /** A model of two pieces; another field can be put behind it. */
    private static ProtoWriter small() {
        return new ProtoWriter().message(1, piece("<unk>", 0, UNKNOWN)).message(1, piece("a", -1, NORMAL));
    }

    @Test
    void filesThatEndEarlyAreMalformedUnlessTheyEndBehindAField() throws IOException {
        byte[] file = small().message(1, piece("<s>", 0, CONTROL))
                .message(2, new ProtoWriter().number(3, 2))
                .message(
                        3,
                        new ProtoWriter().bytes(1, "identity".getBytes(UTF_8)).flag(3, false))
                .number(200, 7)
                .toBytes();
        Set<Integer> ends = new HashSet<>();
        ProtoReader fields = new ProtoReader("m", file);
        while (fields.next()) {
            ends.add(fields.fieldStart());
            fields.skip();
        }
        ends.remove(0);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (ends.contains(length)) {
                assertTrue(read(cut).vocabulary().size() > 0);
            } else {
                CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(cut));
                assertTrue(e.position().matches("byte \\d+"), e.position());
            }
        }
        assertCorrupt(
                "byte 0: found pieces that are no model: there is no unknown piece, expected a model", new byte[0]);
    }

    @Test
    void saysWhatIsWrongOnTheWire() {
        assertCorrupt(
                "byte 0: found tag 8, expected a field number of 1 or more and a wire type of 0 to 5".replace("8", "0"),
                new byte[] {0});
        assertCorrupt(
                "byte 0: found tag 15, expected a field number of 1 or more and a wire type of 0 to 5",
                new byte[] {15});
        assertCorrupt("byte 1: found the end inside a number, expected its next byte", new byte[] {(byte) 0x8A});
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xFF);
        assertCorrupt("byte 0: found a number of more than 10 bytes, expected at most 10", endless);
        assertCorrupt("byte 0: found the end of a group, expected a field", new byte[] {12});
        assertCorrupt("byte 0: found wire type 0 of piece, expected wire type 2", new byte[] {8, 1});
        assertCorrupt("byte 0: found a field of 9 bytes, expected at most 1, which are left", new byte[] {10, 9, 0});
        byte[] huge = {10, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        assertCorrupt("byte 0: found a field of 18446744073709551615 bytes, expected at most 0, which are left", huge);
        assertCorrupt(
                "byte 2: found wire type 2 of score, expected wire type 5",
                new ProtoWriter()
                        .message(1, new ProtoWriter().bytes(2, new byte[4]))
                        .toBytes());
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() throws IOException {
        byte[] groups = {(byte) 0xBB, 1, (byte) 0xC3, 1, 8, 1, (byte) 0xC4, 1, (byte) 0xBC, 1};
        byte[] file = small().number(200, -1)
                .decimal(201, 1)
                .bytes(202, new byte[300])
                .toBytes();
        byte[] both = Arrays.copyOf(file, file.length + groups.length);
        System.arraycopy(groups, 0, both, file.length, groups.length);
        assertEquals(2, read(both).vocabulary().size());
        both[both.length - 2] = (byte) 0xC4;
        assertCorrupt(
                "byte " + (both.length - 2)
                        + ": found the end of group 24, expected the end of the group that was begun last",
                both);
        byte[] deep = new byte[1000];
        Arrays.fill(deep, (byte) 0x7B);
        assertCorrupt("byte 64: found groups nested deeper than 64, expected at most as deep", deep);
    }

    @Test
    void saysWhatIsWrongWithAPiece() {
        int at = small().toBytes().length;
        assertPiece(at, "piece 2 without bytes, expected one byte or more", piece("", 0, NORMAL));
        assertPiece(at, "piece 2 with the byte 0x00, expected UTF-8 without U+0000", piece("a\0", 0, NORMAL));
        assertPiece(
                at,
                "piece 2 with the byte 0xC3, expected UTF-8 without U+0000",
                new ProtoWriter().bytes(1, new byte[] {(byte) 0xC3}));
        assertPiece(at, "piece 2 with the score NaN, expected a finite score", piece("b", Float.NaN, NORMAL));
        assertPiece(
                at,
                "piece 2 with the score -Infinity, expected a finite score",
                piece("b", Float.NEGATIVE_INFINITY, NORMAL));
        assertPiece(
                at,
                "piece 2: token of id 2 is there already with id 1: 61, expected a new piece",
                piece("a", 0, NORMAL));
        assertCorrupt(
                "byte " + (at + 10) + ": found type 7, expected 1 to 6",
                small().message(1, piece("b", 0, 7)).toBytes());
        assertCorrupt(
                "byte " + (at + 3) + ": found piece of 8000 bytes, expected at most 7999",
                small().message(1, piece("b".repeat(8000), 0, NORMAL)).toBytes());
    }

    private static void assertPiece(int at, String message, ProtoWriter piece) {
        assertCorrupt(
                "byte " + at + ": found " + message, small().message(1, piece).toBytes());
    }

    @Test
    void saysWhatIsWrongWithAllPieces() {
        assertModel(
                "found pieces that are no model: there are several unknown pieces, expected a model",
                small().message(1, piece("b", 0, UNKNOWN)));
        assertModel(
                "found pieces that are no model: there are pieces for bytes, but none <0x00>, expected a model",
                small().message(1, piece("<0x01>", 0, BYTE)));
        assertModel(
                "found no pieces for bytes, expected some, as byte_fallback is set",
                small().message(2, new ProtoWriter().flag(35, true)));
        ProtoWriter bytes = small();
        for (int value = 0; value < 256; value++) {
            bytes.message(1, piece(String.format("<0x%02X>", value), 0, BYTE));
        }
        assertModel("found pieces for bytes, expected none, as byte_fallback is not set", bytes);
        bytes.message(1, piece("<0x0a>", 0, BYTE));
        assertModel(
                "found pieces that are no model: there are 257 pieces for bytes, expected 256, expected a model",
                bytes);
    }

    private static void assertModel(String message, ProtoWriter model) {
        byte[] file = model.toBytes();
        assertCorrupt("byte " + file.length + ": " + message, file);
    }

    @Test
    void saysWhereRulesForCharactersAreWrong() {
        byte[] file = small().message(3, new ProtoWriter().bytes(2, new byte[] {4, 0, 0, 0, 0, 4, 0, 0}))
                .toBytes();
        int at = file.length - 10;
        assertCorrupt(
                "byte " + at + ", byte 4 of the character map: found a step to units 0 and up, expected units below 1",
                file);
    }

    @Test
    void refusesWhatIsNotSupported() {
        IOException kind = assertThrows(
                IOException.class,
                () -> read(small().message(2, new ProtoWriter().number(3, 4)).toBytes()));
        assertEquals("m: model_type 4 is not supported, expected 1 (UNIGRAM) or 2 (BPE)", kind.getMessage());
        IOException rules = assertThrows(
                IOException.class,
                () -> read(small().message(5, new ProtoWriter().bytes(2, new byte[9]))
                        .toBytes()));
        assertTrue(String.valueOf(rules.getMessage())
                .endsWith(": rules for decoded text (denormalizer_spec) are not supported"));
    }

    @Test
    void refusesFilesBeyondTheLimits() {
        byte[] file = small().toBytes();
        SentencePieceLimits small = new SentencePieceLimits(file.length - 1, 10, 10);
        IOException size = assertThrows(
                IOException.class, () -> SentencePieceFormat.read(new ByteArrayInputStream(file), "m", small));
        assertEquals("m, byte 27: found more, expected a file of at most 27 bytes", size.getMessage());
        SentencePieceLimits few = new SentencePieceLimits(1000, 1, 10);
        IOException pieces = assertThrows(
                IOException.class, () -> SentencePieceFormat.read(new ByteArrayInputStream(file), "m", few));
        assertTrue(
                String.valueOf(pieces.getMessage()).endsWith("found piece 1, expected at most 1 pieces"),
                pieces.getMessage());
    }
}
