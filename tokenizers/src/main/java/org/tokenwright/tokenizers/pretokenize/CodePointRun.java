package org.tokenwright.tokenizers.pretokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of code points with the same property.
 *
 * @param start the first code point
 * @param end the code point behind the last
 * @param name the name of the property
 */
record CodePointRun(int start, int end, String name) {
    private static final Pattern RUN = Pattern.compile("([0-9]*)([A-Z][a-z]*)");

    /** {@return all stretches of a table: for each its length, which is left out if it is 1, and its name} */
    static List<CodePointRun> read(String table) {
        List<CodePointRun> runs = new ArrayList<>();
        Matcher run = RUN.matcher(table);
        for (int start = 0; run.find(); ) {
            int length = run.group(1).isEmpty() ? 1 : Integer.parseInt(run.group(1));
            runs.add(new CodePointRun(start, start + length, run.group(2)));
            start += length;
        }
        return runs;
    }
}
