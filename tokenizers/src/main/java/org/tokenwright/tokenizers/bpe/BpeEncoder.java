package org.tokenwright.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.vocab.SpecialTokens;

/** Splits a text at its special tokens and has what lies between encoded. */
final class BpeEncoder implements Encoder {
    private final BpeModel model;
    private final SpecialTokens special;
    private final boolean raises;
    private final TextEncoder encoder;
    private final Normalization normalization;
    private final Changes changes = new Changes();
    private @Nullable CutFinder cuts;
    private byte @Nullable [] text;
    private int start;
    private int end;

    BpeEncoder(BpeModel model, SpecialTokenPolicy policy, TextEncoder encoder) {
        this.model = model;
        this.encoder = encoder;
        normalization = model.normalization();
        SpecialTokens all = model.specialTokens();
        special = switch (policy.kind()) {
            case IGNORE -> SpecialTokens.NONE;
            case RAISE -> all;
            case ALLOW -> policy.names() == null ? all : all.only(policy.names());
        };
        raises = policy.kind() == SpecialTokenPolicy.Kind.RAISE;
    }

    @Override
    public int encode(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        text = null;
        encoder.clear();
        changes.clear();
        int from = start;
        for (int at = find(utf8, from, end); at >= 0; at = find(utf8, from, end)) {
            int id = special.at(utf8, at, end);
            byte[] token = Objects.requireNonNull(special.bytes(id));
            if (raises) {
                throw new IllegalArgumentException("the text holds the special token "
                        + new String(token, StandardCharsets.UTF_8) + " at byte " + (at - start)
                        + "; allow or ignore special tokens to encode it");
            }
            encodeStretch(utf8, from, at, start);
            encoder.add(id);
            from = at + token.length;
        }
        encodeStretch(utf8, from, end, start);
        text = utf8;
        this.start = start;
        this.end = end;
        return encoder.count();
    }

    @Override
    public int encode(CharSequence text) {
        int length = encoder.javaText().read(text);
        return encode(encoder.javaText().bytes(), 0, length);
    }

    @Override
    public int lastCut(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        CutFinder known = cuts;
        if (known == null) {
            known = new CutFinder(model, special);
            cuts = known;
        }
        return known.last(utf8, start, end);
    }

    private void encodeStretch(byte[] utf8, int from, int to, int textStart) {
        NormalizedText normalized = normalization.apply(utf8, from, to);
        if (normalized == null) {
            encoder.encode(utf8, from, to);
        } else {
            encoder.encode(normalized.bytes(), 0, normalized.length());
            changes.add(normalized, from - textStart);
        }
    }

    private int find(byte[] utf8, int from, int to) {
        return special.isEmpty() ? -1 : special.find(utf8, from, to);
    }

    @Override
    public int[] ids() {
        return encoder.ids();
    }

    @Override
    public Encoding encoding(OffsetUnit unit) {
        if (text == null) {
            throw new IllegalStateException("no text has been encoded: call encode first, with success");
        }
        return Offsets.encoding(model, encoder.ids(), encoder.count(), changes, text, start, end, unit);
    }
}
