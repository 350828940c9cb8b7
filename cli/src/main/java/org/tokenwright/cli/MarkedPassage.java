package org.tokenwright.cli;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/** Shows a passage on one line, with what was found in colour, or between brackets where there are no colours. */
final class MarkedPassage extends PassageFormatter {
    private static final String COLOUR = "\u001B[1;30;48;5;222m";
    private static final String RESET = "\u001B[0m";

    private final String before;
    private final String behind;

    MarkedPassage(boolean colors) {
        before = colors ? COLOUR : "[";
        behind = colors ? RESET : "]";
    }

    @Override
    public String format(Passage[] passages, String content) {
        StringBuilder text = new StringBuilder(content.length() + 64);
        for (Passage passage : passages) {
            int at = passage.getStartOffset();
            for (int i = 0; i < passage.getNumMatches(); ) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int end = start;
                while (i < passage.getNumMatches() && passage.getMatchStarts()[i] <= end) {
                    end = Math.max(end, passage.getMatchEnds()[i++]);
                }
                append(content, at, start, text);
                text.append(before);
                append(content, start, end, text);
                text.append(behind);
                at = end;
            }
            append(content, at, passage.getEndOffset(), text);
        }
        return text.toString();
    }

    /** Nothing of a text may begin another line or change the terminal. */
    private static void append(String content, int start, int end, StringBuilder text) {
        for (int i = start; i < end; i++) {
            char c = content.charAt(i);
            boolean line = Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
            text.append(line || Character.isISOControl(c) ? ' ' : c);
        }
    }
}
