package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.tokenizers.SequenceTemplate.Part;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * A tokenizer that is not of this library: small letters are tokens, named with ## inside of words, other characters are
 * unknown, spaces are dropped, and no cuts are known. Ids: a to z 0 to 25, ##a to ##z 26 to 51, [UNK] 52; [CLS] 60, [SEP] 61,
 * [PAD] 62.
 */
final class LetterTokenizer implements Tokenizer {
    static final int CLS = 60;
    static final int SEP = 61;
    static final int PAD = 62;

    private static final int UNKNOWN = 52;

    private final Vocabulary vocabulary = letters();
    private final SpecialTokens special = SpecialTokens.of(Map.of("[CLS]", CLS, "[SEP]", SEP, "[PAD]", PAD));

    private static Vocabulary letters() {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (String before : List.of("", "##")) {
            for (char letter = 'a'; letter <= 'z'; letter++) {
                builder.add((before + letter).getBytes(UTF_8));
            }
        }
        builder.add("[UNK]".getBytes(UTF_8));
        return builder.build();
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public SpecialTokens specialTokens() {
        return special;
    }

    @Override
    public SequenceTemplate template() {
        return SequenceTemplate.of(
                List.of(Part.special(CLS, 0), Part.first(0), Part.special(SEP, 0)),
                List.of(
                        Part.special(CLS, 0),
                        Part.first(0),
                        Part.special(SEP, 0),
                        Part.second(1),
                        Part.special(SEP, 1)));
    }

    @Override
    public Padding padding() {
        return Padding.toLongest(PAD, "[PAD]");
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return new LetterEncoder();
    }

    @Override
    public Decoder newDecoder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        Encoder encoder = newEncoder(policy);
        int count = encoder.encode(text);
        return Arrays.copyOf(encoder.ids(), count);
    }

    @Override
    public Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        Encoder encoder = newEncoder(policy);
        encoder.encode(text);
        return encoder.encoding(unit);
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            String token = new String(vocabulary.bytes(id), UTF_8);
            boolean joined = token.startsWith("##");
            String text = joined ? token.substring(2) : bytes.size() == 0 ? token : " " + token;
            bytes.writeBytes(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        return new String(decodeBytes(ids), UTF_8);
    }

    private static final class LetterEncoder implements Encoder {
        private final List<int[]> tokens = new ArrayList<>();
        private String text = "";

        @Override
        public int encode(byte[] utf8, int start, int end) {
            text = new String(utf8, start, end - start, UTF_8);
            tokens.clear();
            for (int at = 0; at < text.length(); ) {
                int next = text.offsetByCodePoints(at, 1);
                char c = text.charAt(at);
                if (c != ' ') {
                    boolean inside = at > 0 && text.charAt(at - 1) != ' ';
                    int id = c < 'a' || c > 'z' ? UNKNOWN : c - 'a' + (inside ? 26 : 0);
                    tokens.add(new int[] {id, at, next});
                }
                at = next;
            }
            return tokens.size();
        }

        @Override
        public int encode(CharSequence text) {
            byte[] utf8 = Utf8Chars.encode(text);
            return encode(utf8, 0, utf8.length);
        }

        @Override
        public int lastCut(byte[] utf8, int start, int end) {
            return Objects.checkFromToIndex(start, end, utf8.length);
        }

        @Override
        public int[] ids() {
            return tokens.stream().mapToInt(token -> token[0]).toArray();
        }

        @Override
        public Encoding encoding(OffsetUnit unit) {
            return new Encoding(ids(), offsets(1, unit), offsets(2, unit), unit);
        }

        private int[] offsets(int part, OffsetUnit unit) {
            return tokens.stream()
                    .mapToInt(token -> unit == OffsetUnit.UTF16
                            ? token[part]
                            : text.substring(0, token[part]).getBytes(UTF_8).length)
                    .toArray();
        }
    }
}
