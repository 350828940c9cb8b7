package org.tokenwright.tokenizers.segment;

import static org.tokenwright.tokenizers.segment.WordBreakStates.BREAK;
import static org.tokenwright.tokenizers.segment.WordBreakStates.HOLD;
import static org.tokenwright.tokenizers.segment.WordBreakStates.SPLIT;

import org.tokenwright.text.CodePoints;

/** The words of UAX #29. For one thread. */
final class UnicodeWordRule implements CharacterRule {
    private int state = WordBreakStates.START;
    private long held;

    @Override
    public void add(byte[] utf8, int start, int end, long base, EndBuffer ends, BoundarySink sink) {
        for (int i = start; i < end; ) {
            int codePoint = CodePoints.at(utf8, i, end);
            int step = WordBreakStates.index(state, WordBreak.of(codePoint));
            int action = WordBreakStates.action(step);
            if (action != 0) {
                if ((action & SPLIT) != 0) {
                    ends.add(held, sink);
                }
                if ((action & BREAK) != 0) {
                    ends.add(base + i, sink);
                }
                if ((action & HOLD) != 0) {
                    held = base + i;
                }
            }
            state = WordBreakStates.next(step);
            i += CodePoints.utf8Length(codePoint);
        }
    }

    @Override
    public void finish(EndBuffer ends, BoundarySink sink) {
        if (WordBreakStates.isHeld(state)) {
            ends.add(held, sink);
        }
        state = WordBreakStates.START;
    }
}
