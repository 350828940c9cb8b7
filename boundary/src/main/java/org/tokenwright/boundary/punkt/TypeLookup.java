package org.tokenwright.boundary.punkt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.tokenwright.vocab.Vocabulary;

/** Finds the types of tokens in a model: lower-cased, in UTF-8. For one thread. */
final class TypeLookup {
    private static final char CAPITAL_I_WITH_DOT = '\u0130';
    private static final char CAPITAL_SIGMA = '\u03a3';

    private final PunktModel model;
    private byte[] bytes = new byte[64];
    private int length;

    TypeLookup(PunktModel model) {
        this.model = model;
    }

    /** {@return the id of the lower-cased chars, {@link Vocabulary#NO_ID} if the model has no such type} */
    int find(char[] text, int from, int to) {
        lower(text, from, to);
        return length == 0 ? Vocabulary.NO_ID : model.idOf(bytes, 0, length);
    }

    /** {@return the id of what was last looked for, without the periods in it} */
    int findWithoutPeriods() {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '.') {
                bytes[kept++] = bytes[i];
            }
        }
        length = kept;
        return length == 0 ? Vocabulary.NO_ID : model.idOf(bytes, 0, length);
    }

    /** {@return the id of what in what was last looked for follows its last hyphen, {@link Vocabulary#NO_ID} if it has none} */
    int findBehindHyphen() {
        int i = length;
        while (i > 0 && bytes[i - 1] != '-') {
            i--;
        }
        return i == 0 || i == length ? Vocabulary.NO_ID : model.idOf(bytes, i, length);
    }

    private void lower(char[] text, int from, int to) {
        if (bytes.length < to - from) {
            bytes = new byte[Math.max(to - from, 2 * bytes.length)];
        }
        int n = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c >= 0x80) {
                lowerBeyondAscii(text, from, to);
                return;
            }
            bytes[n++] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        length = n;
    }

    private void lowerBeyondAscii(char[] text, int from, int to) {
        int most = 3 * (to - from);
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        int n = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == CAPITAL_I_WITH_DOT || c == CAPITAL_SIGMA || Character.isSurrogate(c)) {
                byte[] lower = new String(text, from, to - from)
                        .toLowerCase(Locale.ROOT)
                        .getBytes(StandardCharsets.UTF_8);
                bytes = lower.length > bytes.length ? Arrays.copyOf(lower, lower.length) : bytes;
                System.arraycopy(lower, 0, bytes, 0, lower.length);
                length = lower.length;
                return;
            }
            n = put(Character.toLowerCase(c), n);
        }
        length = n;
    }

    private int put(char c, int at) {
        int n = at;
        if (c < 0x80) {
            bytes[n++] = (byte) c;
        } else if (c < 0x800) {
            bytes[n++] = (byte) (0xC0 | (c >> 6));
            bytes[n++] = (byte) (0x80 | (c & 0x3F));
        } else {
            bytes[n++] = (byte) (0xE0 | (c >> 12));
            bytes[n++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            bytes[n++] = (byte) (0x80 | (c & 0x3F));
        }
        return n;
    }
}
