package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;

/**
 * Finds runs of one script; Hiragana and Katakana count as Han, and spaces as the script before them. What stands before
 * the first character of a script is in no run.
 */
record ScriptPattern() implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        UnicodeScript last = null;
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            UnicodeScript script = script(codePoint);
            if (script != null && script != last) {
                if (last != null) {
                    matches.add(at);
                }
                matches.add(at);
                last = script;
            }
            at += CodePoints.utf8Length(codePoint);
        }
        if (last != null) {
            matches.add(end);
        }
    }

    private static @Nullable UnicodeScript script(int codePoint) {
        if (codePoint == 0x30FC) {
            return UnicodeScript.HAN;
        }
        if (codePoint == ' ') {
            return null;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return switch (script) {
            case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
            case UNKNOWN -> null;
            default -> script;
        };
    }
}
