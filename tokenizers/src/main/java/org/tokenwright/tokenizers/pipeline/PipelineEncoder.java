package org.tokenwright.tokenizers.pipeline;

import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.slices.Utf16Offsets;
import org.tokenwright.vocab.Vocabulary;

/** An encoder of a {@link PipelineTokenizer}. */
final class PipelineEncoder implements Encoder {
    private static final int NONE = -1;

    private final PipelineParts parts;
    private final PipelineWorker worker;
    private final AddedTokenScanner given;
    private final AddedTokenScanner normalized;
    private @Nullable BitSet uncut;
    private byte @Nullable [] text;
    private int start;
    private int end;

    PipelineEncoder(PipelineParts parts, SpecialTokenPolicy policy, PipelineWorker worker) {
        this.parts = parts;
        this.worker = worker;
        given = new AddedTokenScanner(policy);
        normalized = new AddedTokenScanner(policy);
    }

    @Override
    public int encode(CharSequence text) {
        byte[] utf8 = Texts.checkedUtf8(text);
        return encodeChecked(utf8, 0, utf8.length);
    }

    @Override
    public int encode(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        boolean takesAnything = worker.stretches != null && parts.normalizer() == null;
        int invalid = takesAnything ? NONE : Texts.firstInvalid(utf8, start, end);
        if (invalid >= 0) {
            throw new IllegalArgumentException(
                    "byte 0x%02X at index %d is not UTF-8".formatted(utf8[invalid], invalid));
        }
        return encodeChecked(utf8, start, end);
    }

    private int encodeChecked(byte[] utf8, int start, int end) {
        text = null;
        worker.clear();
        this.start = start;
        this.end = end;
        int from = start;
        given.reset(parts.added().given(), utf8, start, end);
        while (given.next()) {
            encodeStretch(utf8, from, given.start());
            worker.beginRun(0, NONE, NONE);
            addToken(given.id(), given.start() - start, given.end() - start);
            from = given.end();
        }
        encodeStretch(utf8, from, end);
        text = utf8;
        return worker.out.size();
    }

    private void encodeStretch(byte[] utf8, int from, int to) {
        if (from >= to) {
            return;
        }
        Normalizer normalizer = parts.normalizer();
        boolean unchanged = normalizer == null || normalizer.isApplied(utf8, from, to);
        if (unchanged && worker.stretches != null && !parts.core().isSpaced()) {
            encodeAsGiven(worker.stretches, utf8, from, to);
            return;
        }
        NormalizedText stretch = NormalizedText.of(utf8, from, to);
        encodePieces(
                cut(unchanged || normalizer == null ? stretch : normalizer.normalize(stretch), from - start),
                from - start);
    }

    private void encodeAsGiven(Encoder stretches, byte[] utf8, int from, int to) {
        int at = from;
        normalized.reset(parts.added().normalized(), utf8, from, to);
        while (normalized.next()) {
            encodeTiles(stretches, utf8, at, normalized.start());
            worker.beginRun(0, NONE, NONE);
            addToken(normalized.id(), normalized.start() - start, normalized.end() - start);
            at = normalized.end();
        }
        encodeTiles(stretches, utf8, at, to);
    }

    private void encodeTiles(Encoder stretches, byte[] utf8, int from, int to) {
        if (from < to) {
            worker.beginRun(0, NONE, from - start);
            int count = stretches.encode(utf8, from, to);
            worker.out.addAll(stretches.ids(), count);
        }
    }

    /** Cuts a text at the added tokens in it. */
    private Pieces cut(NormalizedText stretch, int base) {
        Pieces pieces = new Pieces(stretch, base);
        int at = 0;
        normalized.reset(parts.added().normalized(), stretch.bytes(), 0, stretch.length());
        while (normalized.next()) {
            pieces.add(at, normalized.start(), Pieces.TEXT);
            pieces.add(normalized.start(), normalized.end(), normalized.id());
            at = normalized.end();
        }
        pieces.add(at, stretch.length(), Pieces.TEXT);
        return pieces;
    }

    private void encodePieces(Pieces stretch, int base) {
        PreTokenizer preTokenizer = parts.preTokenizer();
        Pieces pieces = preTokenizer == null ? stretch : preTokenizer.apply(stretch);
        int textNumber = worker.texts.size();
        worker.texts.add(pieces.text());
        byte[] utf8 = pieces.text().bytes();
        if (worker.stretches == null) {
            worker.beginRun(base, textNumber, NONE);
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (!pieces.isText(i)) {
                if (worker.stretches != null) {
                    worker.beginRun(base, textNumber, NONE);
                }
                addToken(pieces.token(i), pieces.start(i), pieces.end(i));
            } else if (worker.stretches != null) {
                worker.beginRun(base, textNumber, pieces.start(i));
                int count = worker.stretches.encode(utf8, pieces.start(i), pieces.end(i));
                worker.out.addAll(worker.stretches.ids(), count);
            } else {
                encodePiece(Objects.requireNonNull(worker.pieces), utf8, pieces.start(i), pieces.end(i));
            }
        }
    }

    private void encodePiece(PieceEncoder encoder, byte[] utf8, int from, int to) {
        int before = worker.out.size();
        encoder.encode(utf8, from, to, worker.out);
        int[] ends = worker.out.ends();
        int at = from;
        worker.starts.size(before);
        for (int i = before; i < worker.out.size(); i++) {
            worker.starts.add(at);
            at = ends[i];
        }
    }

    private void addToken(int id, int from, int to) {
        worker.starts.size(worker.out.size());
        worker.starts.add(from);
        worker.out.add(id, to);
    }

    @Override
    public int[] ids() {
        return worker.out.ids();
    }

    @Override
    public Encoding encoding(OffsetUnit unit) {
        byte[] utf8 = text;
        if (utf8 == null) {
            throw new IllegalStateException("no text has been encoded: call encode first, with success");
        }
        int count = worker.out.size();
        int[] ids = Arrays.copyOf(worker.out.ids(), count);
        int[] ends = Arrays.copyOf(worker.out.ends(), count);
        int[] starts = new int[count];
        worker.starts.size(count);
        worker.starts.getElements(0, starts, 0, count);
        for (int run = 0; run < worker.runs.size(); run += PipelineWorker.NUMBERS) {
            int next = run + PipelineWorker.NUMBERS;
            place(run, next < worker.runs.size() ? worker.runs.getInt(next) : count, ids, starts, ends);
        }
        if (parts.trimsOffsets()) {
            trim(utf8, starts, ends);
        }
        if (unit == OffsetUnit.UTF16) {
            Utf16Offsets.convert(starts, false, utf8, start, end);
            Utf16Offsets.convert(ends, true, utf8, start, end);
        }
        return new Encoding(ids, starts, ends, unit);
    }

    /** Finds the places of a run's tokens in the text as given. */
    private void place(int run, int to, int[] ids, int[] starts, int[] ends) {
        int from = worker.runs.getInt(run);
        int base = worker.runs.getInt(run + 1);
        int textNumber = worker.runs.getInt(run + 2);
        int at = worker.runs.getInt(run + 3);
        if (at >= 0) {
            Vocabulary vocabulary = parts.core().vocabulary();
            for (int i = from; i < to; i++) {
                starts[i] = at;
                at += vocabulary.length(ids[i]);
                ends[i] = at;
            }
        }
        if (textNumber >= 0) {
            NormalizedText changed = worker.texts.get(textNumber);
            changed.toOriginal(starts, from, to, false);
            changed.toOriginal(ends, from, to, true);
        }
        for (int i = from; i < to && base > 0; i++) {
            starts[i] += base;
            ends[i] += base;
        }
    }

    private void trim(byte[] utf8, int[] starts, int[] ends) {
        for (int i = 0; i < starts.length; i++) {
            while (starts[i] < ends[i] && utf8[start + starts[i]] == ' ') {
                starts[i]++;
            }
            while (starts[i] < ends[i] && utf8[start + ends[i] - 1] == ' ') {
                ends[i]--;
            }
        }
    }

    @Override
    public int lastCut(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        Encoder stretches = worker.stretches;
        BitSet known = uncut;
        if (known == null) {
            known = uncut();
            uncut = known;
        }
        if (stretches == null || known.get(0)) {
            return start;
        }
        int cut = stretches.lastCut(utf8, start, end);
        while (cut > start && !isCut(utf8, cut, known)) {
            cut = stretches.lastCut(utf8, start, cut);
        }
        return cut;
    }

    private boolean isCut(byte[] utf8, int at, BitSet known) {
        return !known.get(pair(utf8[at - 1], utf8[at]))
                && (parts.normalizer() == null || (utf8[at - 1] >= 0 && utf8[at] >= 0));
    }

    private static int pair(byte before, byte behind) {
        return 1 + (((before & 0xFF) << 8) | (behind & 0xFF));
    }

    /** {@return pairs of bytes between which no text is cut, since an added token has them; and 0 if none is cut at all} */
    private BitSet uncut() {
        BitSet pairs = new BitSet();
        boolean cuttable = !parts.core().isSpaced()
                && (parts.normalizer() == null
                        || (parts.normalizer() instanceof FormNormalizer form && form.form() != Form.NFD));
        for (AddedToken token : parts.added().tokens()) {
            cuttable &= !token.singleWord() && !token.leftSpace() && !token.rightSpace();
            byte[] content = TokenFinder.form(token);
            for (int i = 1; i < content.length; i++) {
                pairs.set(pair(content[i - 1], content[i]));
            }
            cuttable &= !token.normalized() || parts.normalizer() == null;
        }
        pairs.set(0, !cuttable);
        return pairs;
    }
}
