package org.tokenwright.tokenizers.bytes;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.slices.JavaText;
import org.tokenwright.tokenizers.slices.Utf16Offsets;
import org.tokenwright.vocab.SpecialTokens;

/** Encodes text unit by unit, but special tokens where they are looked for. */
final class UnitEncoder implements Encoder {
    private static final int MOST_KEPT = 1 << 22;
    private static final int LEAST = 1 << 8;
    private static final int CONTINUATIONS = 3;

    private final Units units;
    private final SpecialTokens special;
    private final NameCuts names;
    private final boolean raises;
    private final JavaText javaText = new JavaText();

    /** The special tokens of the last text: place among the ids, and number of bytes. */
    private final IntArrayList named = new IntArrayList();

    private int[] ids = new int[LEAST];
    private int count;
    private byte @Nullable [] text;
    private int start;
    private int end;

    /**
     * Creates an encoder.
     *
     * @param special the special tokens that are looked for
     * @param raises whether a text that holds one is refused
     */
    UnitEncoder(Units units, SpecialTokens special, boolean raises) {
        this.units = units;
        this.special = special;
        this.raises = raises;
        names = new NameCuts(special);
    }

    /** {@return the special tokens that a policy looks for in a text} */
    static SpecialTokens lookedFor(SpecialTokens all, SpecialTokenPolicy policy) {
        return switch (policy.kind()) {
            case IGNORE -> SpecialTokens.NONE;
            case RAISE -> all;
            case ALLOW -> policy.names() == null ? all : all.only(policy.names());
        };
    }

    @Override
    public int encode(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        text = null;
        named.clear();
        reserve(end - start);
        int size = 0;
        int from = start;
        for (int at = special.find(utf8, from, end); at >= 0; at = special.find(utf8, from, end)) {
            int id = special.at(utf8, at, end);
            byte[] name = Objects.requireNonNull(special.bytes(id));
            if (raises) {
                throw new IllegalArgumentException("the text holds the special token "
                        + new String(name, StandardCharsets.UTF_8) + " at byte " + (at - start)
                        + "; allow or ignore special tokens to encode it");
            }
            size = units.encode(utf8, from, at, start, ids, size);
            named.add(size);
            named.add(name.length);
            ids[size++] = id;
            from = at + name.length;
        }
        count = units.encode(utf8, from, end, start, ids, size);
        text = utf8;
        this.start = start;
        this.end = end;
        return count;
    }

    private void reserve(int size) {
        if (ids.length < size) {
            ids = new int
                    [(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(size, ids.length + (long) (ids.length >> 1)))];
        } else if (ids.length > MOST_KEPT && size < MOST_KEPT / 2) {
            ids = new int[Math.max(size, LEAST)];
        }
    }

    @Override
    public int encode(CharSequence text) {
        int length = javaText.read(text);
        return encode(javaText.bytes(), 0, length);
    }

    /** Looks at four bytes, and at as many before them as a special token has. */
    @Override
    public int lastCut(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        if (end - start < 2) {
            return start;
        }
        int cut = end - 1;
        for (int i = 0; i < CONTINUATIONS && cut > start && utf8[cut] < (byte) 0xC0; i++) {
            cut--;
        }
        return names.before(utf8, start, end, cut);
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public Encoding encoding(OffsetUnit unit) {
        byte[] utf8 = text;
        if (utf8 == null) {
            throw new IllegalStateException("no text has been encoded: call encode first, with success");
        }
        int[] starts = new int[count];
        int[] ends = new int[count];
        int at = 0;
        int next = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            if (next < named.size() && named.getInt(next) == i) {
                at += named.getInt(next + 1);
                next += 2;
            } else {
                at += units.length(ids[i]);
            }
            ends[i] = at;
        }
        if (unit == OffsetUnit.UTF16) {
            Utf16Offsets.convert(starts, false, utf8, start, end);
            Utf16Offsets.convert(ends, true, utf8, start, end);
        }
        return new Encoding(Arrays.copyOf(ids, count), starts, ends, unit);
    }
}
