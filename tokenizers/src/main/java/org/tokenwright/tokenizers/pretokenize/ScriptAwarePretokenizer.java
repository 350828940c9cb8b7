package org.tokenwright.tokenizers.pretokenize;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.tokenwright.text.CodePoints;

/**
 * Cuts a text into runs of one script and each run by a pattern: one for scripts that write words without spaces between
 * them, another for all else. Common and inherited characters (spaces, punctuation, marks) at the beginning of a text belong
 * to the first run, common ones between two runs to the second. Scripts are those of Unicode 16.0. Immutable, safe for any
 * number of threads.
 */
public final class ScriptAwarePretokenizer implements Pretokenizer {
    private final String name;
    private final Pretokenizer main;
    private final Pretokenizer special;
    private final List<String> scripts;
    private final BitSet specialScripts;

    ScriptAwarePretokenizer(String name, Pretokenizer main, Pretokenizer special, List<String> scripts) {
        this.name = name;
        this.main = main;
        this.special = special;
        this.scripts = scripts.stream().sorted().toList();
        specialScripts = Scripts.numbers(scripts);
    }

    /**
     * {@return the pretokenizer of most scripts}
     */
    public Pretokenizer main() {
        return main;
    }

    /**
     * {@return the pretokenizer of the special scripts}
     */
    public Pretokenizer special() {
        return special;
    }

    /**
     * {@return the special scripts, by names that {@link Character.UnicodeScript#forName} knows, in their order}
     */
    public List<String> scripts() {
        return scripts;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@return the regular expression of most scripts}
     */
    @Override
    public String regex() {
        return main.regex();
    }

    @Override
    public PretokenScanner newScanner() {
        return new Scanner(main.newScanner(), special.newScanner(), specialScripts);
    }

    /*
     * Where the last letter before a place and the first behind it are of one script, with common characters alone between
     * them, both belong to one run, and the second part begins with a run of this script. What is left is whether the pattern
     * of that run can be cut there.
     */
    @Override
    public boolean isCut(byte[] utf8, int start, int end, int at) {
        return main.isCut(utf8, start, end, at)
                && special.isCut(utf8, start, end, at)
                && Cut.isInOneScript(utf8, start, end, at);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Finds runs, and has each scanned. */
    private static final class Scanner implements PretokenScanner {
        private static final int NONE = -1;

        private final PretokenScanner main;
        private final PretokenScanner special;
        private final BitSet specialScripts;
        private PretokenScanner current;
        private byte[] utf8 = {};
        private int end;
        private int runStart;

        /** Up to where scripts have been looked at. */
        private int seen;

        /** The script of the run, and the end of its last character that is not common. */
        private int script = NONE;

        private int lastEnd;

        Scanner(PretokenScanner main, PretokenScanner special, BitSet specialScripts) {
            this.main = main;
            this.special = special;
            this.specialScripts = specialScripts;
            current = main;
        }

        @Override
        public void reset(byte[] utf8, int start, int end) {
            Objects.checkFromToIndex(start, end, utf8.length);
            this.utf8 = utf8;
            this.end = end;
            runStart = start;
            seen = start;
            script = NONE;
            lastEnd = start;
            current.reset(utf8, start, start);
        }

        @Override
        public int next(int[] ends) {
            int count = current.next(ends);
            while (count == 0 && runStart < end) {
                beginRun();
                count = current.next(ends);
            }
            return count;
        }

        private void beginRun() {
            while (seen < end) {
                int codePoint = CodePoints.at(utf8, seen, end);
                int next = Scripts.of(codePoint);
                seen += CodePoints.utf8Length(codePoint);
                if (next == script) {
                    lastEnd = seen;
                } else if (next == Scripts.INHERITED) {
                    script = script == NONE ? next : script;
                    lastEnd = seen;
                } else if (next == Scripts.COMMON) {
                    script = script == NONE ? next : script;
                } else {
                    int runScript = script;
                    int runEnd = lastEnd;
                    script = next;
                    lastEnd = seen;
                    if (runScript > Scripts.INHERITED) {
                        startScanning(runScript, runEnd);
                        return;
                    }
                }
            }
            startScanning(script, end);
        }

        private void startScanning(int runScript, int runEnd) {
            current = runScript >= 0 && specialScripts.get(runScript) ? special : main;
            current.reset(utf8, runStart, runEnd);
            runStart = runEnd;
        }
    }
}
