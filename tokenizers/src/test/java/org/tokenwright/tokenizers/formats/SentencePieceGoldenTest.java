package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.SharedData;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** Encoding and decoding against SentencePiece's own answers. */
class SentencePieceGoldenTest {
    @ParameterizedTest
    @FieldSource("org.tokenwright.tokenizers.formats.SentencePieceGolden#MODELS")
    void encodesLikeSentencePiece(String name) {
        Tokenizer tokenizer = SentencePieceGolden.tokenizer(name);
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        // Where a user-defined piece of the encoder overlaps one that the normalizer found, SentencePiece's places are
        // rough.
        boolean isUserDefined = name.endsWith("_bytes");
        Integer overlapping =
                isUserDefined ? tokenizer.vocabulary().idOf("\u2581the".getBytes(StandardCharsets.UTF_8)) : -1;
        for (SentencePieceGolden.Line line : SentencePieceGolden.lines(name)) {
            if (line.bytes() == null) {
                continue;
            }
            byte[] text = line.text();
            String where = name + ": " + new String(text, StandardCharsets.UTF_8);
            assertEquals(line.ids(), encode(encoder, text), where);
            assertEquals(line.ids(), encode(encoder, text), where + ", encoded again");
            if (line.begins() != null && !line.ids().contains(overlapping)) {
                assertOffsets(line, encoder, where);
            }
        }
    }

    /**
     * SentencePiece counts code points, and lets a token that ends inside a changed piece or a character end before it. We let
     * it end behind it, so that the next token begins before.
     */
    private static void assertOffsets(SentencePieceGolden.Line line, Encoder encoder, String where) {
        byte[] bytes = line.text();
        String text = new String(bytes, StandardCharsets.UTF_8);
        Encoding chars = encoder.encoding(OffsetUnit.UTF16);
        Encoding utf8 = encoder.encoding(OffsetUnit.BYTES);
        assertNotNull(line.begins());
        assertNotNull(line.ends());
        for (int i = 0; i < chars.size(); i++) {
            int begin = text.offsetByCodePoints(0, line.begins().get(i));
            int end = text.offsetByCodePoints(0, line.ends().get(i));
            String at = where + ", token " + i;
            boolean isInside = i + 1 < chars.size() && chars.start(i + 1) < chars.end(i);
            assertEquals(begin, chars.start(i), at);
            assertEquals(isInside ? chars.start(i + 1) : chars.end(i), end, at);
            String slice = new String(bytes, utf8.start(i), utf8.end(i) - utf8.start(i), StandardCharsets.UTF_8);
            assertTrue(
                    slice.indexOf('\uFFFD') >= 0 || slice.equals(text.substring(chars.start(i), chars.end(i))),
                    at + ": " + slice);
        }
    }

    @ParameterizedTest
    @FieldSource("org.tokenwright.tokenizers.formats.SentencePieceGolden#MODELS")
    void decodesLikeSentencePiece(String name) {
        Tokenizer tokenizer = SentencePieceGolden.tokenizer(name);
        Decoder decoder = tokenizer.newDecoder();
        for (SentencePieceGolden.Line line : SentencePieceGolden.lines(name)) {
            if (line.decoded() == null) {
                continue;
            }
            int[] ids = line.idArray();
            assertEquals(line.decoded(), tokenizer.decode(ids), name + ": " + line.ids());
            StringBuilder streamed = new StringBuilder();
            for (int id : ids) {
                streamed.append(decoder.append(id));
            }
            assertEquals(line.decoded(), streamed.append(decoder.finish()).toString(), name + ": " + line.ids());
            if (line.decoded().indexOf('\uFFFD') < 0) {
                assertEquals(line.decoded(), new String(tokenizer.decodeBytes(ids), StandardCharsets.UTF_8), name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spm_bpe_en10_8k", "spm_uni_en10_8k"})
    void encodesLikeSentencePieceWithModelsOfBooks(String name) throws IOException {
        Tokenizer tokenizer = SentencePieceFormat.read(SharedData.path("golden/engines/" + name + ".model"));
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        List<SentencePieceGolden.Line> lines =
                SentencePieceGolden.lines(SharedData.path("golden/engines/" + name + ".jsonl"));
        assertTrue(lines.size() >= 244, "lines: " + lines.size());
        for (SentencePieceGolden.Line line : lines) {
            byte[] text = line.text();
            String where = name + ": " + new String(text, StandardCharsets.UTF_8);
            assertEquals(line.ids(), encode(encoder, text), where);
            List<String> pieces = new ArrayList<>();
            for (int id : line.ids()) {
                pieces.add(new String(tokenizer.vocabulary().bytes(id), StandardCharsets.UTF_8));
            }
            assertEquals(line.pieces(), pieces, where);
        }
    }

    @ParameterizedTest
    @FieldSource("org.tokenwright.tokenizers.formats.SentencePieceGolden#MODELS")
    void cutsTextsWhereBothPartsGiveTheIdsOfTheWhole(String name) {
        Encoder encoder = SentencePieceGolden.tokenizer(name).newEncoder(SpecialTokenPolicy.RAISE);
        int cuts = 0;
        for (String text : GoldenSet.texts("meadow")) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            List<Integer> whole = encode(encoder, utf8);
            for (int end = utf8.length; end > 0; ) {
                int cut = encoder.lastCut(utf8, 0, end);
                if (cut > 0) {
                    List<Integer> parts = encode(encoder, Arrays.copyOf(utf8, cut));
                    parts.addAll(encode(encoder, Arrays.copyOfRange(utf8, cut, utf8.length)));
                    assertEquals(whole, parts, text + ", cut at " + cut);
                    cuts++;
                }
                end = cut;
            }
        }
        // Neither user-defined pieces nor spaces behind words nor unused pieces are looked through for cuts, nor sums
        // of scores.
        assertEquals(name.equals("bpe_cuts"), cuts > 0, "cuts: " + cuts);
    }

    private static List<Integer> encode(Encoder encoder, byte[] text) {
        int count = encoder.encode(text, 0, text.length);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(encoder.ids()[i]);
        }
        return ids;
    }
}
