package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a string. An empty one is found nowhere. */
final class LiteralPattern implements TextPattern {
    private final byte[] string;

    LiteralPattern(String string) {
        this.string = string.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        int length = string.length;
        for (int at = start; length > 0 && at <= end - length; ) {
            if (utf8[at] == string[0] && Arrays.equals(utf8, at, at + length, string, 0, length)) {
                matches.add(at);
                at += length;
                matches.add(at);
            } else {
                at++;
            }
        }
    }
}
