package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.slices.Utf16Offsets;
import org.tokenwright.vocab.SpecialTokens;

/** Splits a text at its special tokens, and has what lies between normalized and encoded. */
final class SentencePieceEncoder implements Encoder {
    private final SentencePieceTokenizer tokenizer;
    private final SpecialTokens special;
    private final boolean raises;
    private final boolean specialHasSpace;
    private final SentencePieceNormalizer.Work normalizer;
    private final PieceEncoder encoder;
    private final IdBuffer out;

    /** Three numbers for each stretch without special tokens: its place in the text, and its first id. */
    private final IntArrayList stretches = new IntArrayList();

    private byte @Nullable [] text;
    private int start;
    private int end;

    SentencePieceEncoder(
            SentencePieceTokenizer tokenizer, SpecialTokenPolicy policy, SentencePieceTokenizer.Worker worker) {
        this.tokenizer = tokenizer;
        normalizer = worker.normalizer();
        encoder = worker.encoder();
        out = worker.out();
        SpecialTokens all = tokenizer.specialTokens();
        special = switch (policy.kind()) {
            case IGNORE -> SpecialTokens.NONE;
            case RAISE -> all;
            case ALLOW -> policy.names() == null ? all : all.only(policy.names());
        };
        raises = policy.kind() == SpecialTokenPolicy.Kind.RAISE;
        specialHasSpace = special.ids().keySet().stream().anyMatch(token -> token.indexOf(' ') >= 0);
    }

    @Override
    public int encode(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        text = null;
        out.truncate(0);
        stretches.clear();
        int from = start;
        for (int at = special.find(utf8, from, end); at >= 0; at = special.find(utf8, from, end)) {
            int id = special.at(utf8, at, end);
            byte[] token = Objects.requireNonNull(special.bytes(id));
            if (raises) {
                throw new IllegalArgumentException("the text holds the special token "
                        + new String(token, StandardCharsets.UTF_8) + " at byte " + (at - start)
                        + "; allow or ignore special tokens to encode it");
            }
            encodeStretch(utf8, from, at);
            from = at + token.length;
            out.add(id, from - start);
        }
        encodeStretch(utf8, from, end);
        text = utf8;
        this.start = start;
        this.end = end;
        return out.size();
    }

    private void encodeStretch(byte[] utf8, int from, int to) {
        if (from < to) {
            stretches.add(from);
            stretches.add(to);
            stretches.add(out.size());
            normalizer.normalize(utf8, from, to);
            encoder.encode(normalizer.bytes(), 0, normalizer.length(), out);
            stretches.add(out.size());
        }
    }

    @Override
    public int encode(CharSequence text) {
        byte[] utf8 = Texts.checkedUtf8(text);
        return encode(utf8, 0, utf8.length);
    }

    @Override
    public int lastCut(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        WordCuts cuts = tokenizer.cuts();
        for (int at = end - 1; at > start && cuts != WordCuts.NONE && !specialHasSpace; at--) {
            if (utf8[at] == ' '
                    && cuts.isCutBehind(utf8[at - 1])
                    && tokenizer.normalizer().isCut(utf8, start, at, end)) {
                return at;
            }
        }
        return start;
    }

    @Override
    public int[] ids() {
        return out.ids();
    }

    @Override
    public Encoding encoding(OffsetUnit unit) {
        byte[] utf8 = text;
        if (utf8 == null) {
            throw new IllegalStateException("no text has been encoded: call encode first, with success");
        }
        int count = out.size();
        int[] ends = Arrays.copyOf(out.ends(), count);
        int[] starts = new int[count];
        int done = 0;
        for (int stretch = 0; stretch < stretches.size(); stretch += 4) {
            int first = stretches.getInt(stretch + 2);
            placeSpecial(starts, ends, done, first);
            done = stretches.getInt(stretch + 3);
            place(utf8, stretches.getInt(stretch), stretches.getInt(stretch + 1), starts, ends, first, done);
        }
        placeSpecial(starts, ends, done, count);
        if (unit == OffsetUnit.UTF16) {
            Utf16Offsets.convert(starts, false, utf8, start, end);
            Utf16Offsets.convert(ends, true, utf8, start, end);
        }
        return new Encoding(Arrays.copyOf(out.ids(), count), starts, ends, unit);
    }

    private void placeSpecial(int[] starts, int[] ends, int from, int to) {
        for (int i = from; i < to; i++) {
            starts[i] = ends[i] - Objects.requireNonNull(special.bytes(out.ids()[i])).length;
        }
    }

    /** Finds the places of the tokens of a stretch, which is normalized once more for that. */
    private void place(byte[] utf8, int from, int to, int[] starts, int[] ends, int first, int last) {
        for (int i = first + 1; i < last; i++) {
            starts[i] = ends[i - 1];
        }
        normalizer.normalize(utf8, from, to);
        NormalizedText normalized = normalizer.edit(NormalizedText.of(utf8, from, to));
        normalized.toOriginal(starts, first, last, false);
        normalized.toOriginal(ends, first, last, true);
        int contentEnd = normalizer.contentEnd();
        for (int i = first; i < last; i++) {
            starts[i] = Math.min(starts[i], contentEnd) + from - start;
            ends[i] = Math.min(ends[i], contentEnd) + from - start;
        }
    }
}
