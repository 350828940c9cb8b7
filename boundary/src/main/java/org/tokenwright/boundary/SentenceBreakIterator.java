package org.tokenwright.boundary;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.text.StringCharacterIterator;
import java.util.Arrays;

/** A break iterator over the contiguous spans that a detector finds. For one thread. */
final class SentenceBreakIterator extends BreakIterator {
    private final SentenceDetector detector;
    private CharacterIterator text = new StringCharacterIterator("");

    /** All boundaries in ascending order, as indices into {@link #text}. Shared with clones, never changed. */
    private int[] boundaries = {0};

    private int current;

    SentenceBreakIterator(SentenceDetector detector) {
        this.detector = detector;
    }

    @Override
    public void setText(CharacterIterator newText) {
        int begin = newText.getBeginIndex();
        StringBuilder chars = new StringBuilder(newText.getEndIndex() - begin);
        newText.first();
        for (int i = begin; i < newText.getEndIndex(); i++) {
            chars.append(newText.current());
            newText.next();
        }
        newText.first();
        int[] ends = detector.detect(chars).contiguous().ends();
        int[] all = new int[ends.length + 1];
        all[0] = begin;
        for (int i = 0; i < ends.length; i++) {
            all[i + 1] = begin + ends[i];
        }
        text = newText;
        boundaries = all;
        current = 0;
    }

    @Override
    public CharacterIterator getText() {
        return text;
    }

    @Override
    public int first() {
        current = 0;
        return current();
    }

    @Override
    public int last() {
        current = boundaries.length - 1;
        return current();
    }

    @Override
    public int next(int n) {
        long target = (long) current + n;
        current = Math.clamp(target, 0, boundaries.length - 1);
        return current == target ? current() : DONE;
    }

    @Override
    public int next() {
        return next(1);
    }

    @Override
    public int previous() {
        return next(-1);
    }

    @Override
    public int following(int offset) {
        checkOffset(offset);
        int found = Arrays.binarySearch(boundaries, offset);
        return moveTo(found >= 0 ? found + 1 : -found - 1);
    }

    @Override
    public int preceding(int offset) {
        checkOffset(offset);
        int found = Arrays.binarySearch(boundaries, offset);
        return moveTo((found >= 0 ? found : -found - 1) - 1);
    }

    @Override
    public boolean isBoundary(int offset) {
        checkOffset(offset);
        int found = Arrays.binarySearch(boundaries, offset);
        current = found >= 0 ? found : -found - 1;
        return found >= 0;
    }

    @Override
    public int current() {
        return boundaries[current];
    }

    /** Clones it, with a text of its own. */
    @Override
    public Object clone() {
        SentenceBreakIterator copy = (SentenceBreakIterator) super.clone();
        copy.text = (CharacterIterator) text.clone();
        return copy;
    }

    private int moveTo(int index) {
        current = Math.clamp(index, 0, boundaries.length - 1);
        return current == index ? current() : DONE;
    }

    private void checkOffset(int offset) {
        int begin = boundaries[0];
        int end = boundaries[boundaries.length - 1];
        if (offset < begin || offset > end) {
            throw new IllegalArgumentException("offset is " + offset + ", expected " + begin + " to " + end);
        }
    }
}
