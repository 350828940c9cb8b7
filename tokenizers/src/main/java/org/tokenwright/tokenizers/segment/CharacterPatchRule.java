package org.tokenwright.tokenizers.segment;

import org.tokenwright.text.CodePoints;

/** Cuts into patches of so many characters. For one thread. */
final class CharacterPatchRule implements CharacterRule {
    private final int size;

    /** How many characters the last patch has. */
    private int count;

    CharacterPatchRule(int size) {
        this.size = size;
    }

    @Override
    public void add(byte[] utf8, int start, int end, long base, EndBuffer ends, BoundarySink sink) {
        for (int i = start; i < end; ) {
            i += CodePoints.utf8Length(CodePoints.at(utf8, i, end));
            if (++count == size) {
                ends.add(base + i, sink);
                count = 0;
            }
        }
    }

    @Override
    public void finish(EndBuffer ends, BoundarySink sink) {
        count = 0;
    }
}
