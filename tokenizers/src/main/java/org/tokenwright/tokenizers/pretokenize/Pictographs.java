package org.tokenwright.tokenizers.pretokenize;

import java.util.Arrays;

/** The characters with the property Extended_Pictographic. */
final class Pictographs {
    /** Where runs with and without the property begin, in turn; the first is without. */
    private static final int[] STARTS = CodePointRun.read(PictographRuns.RUNS).stream()
            .mapToInt(CodePointRun::start)
            .toArray();

    private Pictographs() {}

    static boolean contains(int codePoint) {
        if (codePoint < 0xA9) {
            return false;
        }
        int index = Arrays.binarySearch(STARTS, codePoint);
        return ((index < 0 ? ~index - 1 : index) & 1) == 1;
    }
}
