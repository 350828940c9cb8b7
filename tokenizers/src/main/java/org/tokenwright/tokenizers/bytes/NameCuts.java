package org.tokenwright.tokenizers.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenwright.vocab.SpecialTokens;

/** Keeps cuts of a text out of the special tokens that are found in it. Immutable. */
final class NameCuts {
    /*
     * All names begin with one byte that none holds elsewhere ("<" or "["). So names do not overlap, and one that lies across a place
     * begins at the last such byte before it: a single comparison with all names decides, whatever the text is.
     */
    private final byte[][] names;
    private final byte first;
    private final int longest;

    NameCuts(SpecialTokens special) {
        names = special.ids().keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        first = names.length == 0 ? 0 : names[0][0];
        longest = Arrays.stream(names).mapToInt(name -> name.length).max().orElse(0);
        for (byte[] name : names) {
            for (int i = 0; i < name.length; i++) {
                assert (name[i] == first) == (i == 0) : new String(name, StandardCharsets.UTF_8);
            }
        }
    }

    /**
     * {@return the last place up to {@code cut} at which no name lies across, however the text goes on behind {@code end}}
     *
     * @param start index of the text's first byte
     * @param end index behind the last byte that is there
     */
    int before(byte[] utf8, int start, int end, int cut) {
        for (int at = cut - 1; at >= Math.max(start, cut - longest + 1); at--) {
            if (utf8[at] == first) {
                return liesAcross(utf8, at, end, cut) ? at : cut;
            }
        }
        return cut;
    }

    private boolean liesAcross(byte[] utf8, int at, int end, int cut) {
        for (byte[] name : names) {
            int known = Math.min(name.length, end - at);
            if (at + name.length > cut && Arrays.equals(name, 0, known, utf8, at, at + known)) {
                return true;
            }
        }
        return false;
    }
}
