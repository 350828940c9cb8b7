package org.tokenwright.benchmarks;

import java.util.List;
import org.tokenwright.benchmarks.PassageSplitter.Piece;
import org.tokenwright.boundary.charboundary.AnnotatedText;

/** Counts passages, and those that begin or end inside of a sentence or a citation. For one thread. */
final class PassageCuts {
    private int passages;
    private int inSentences;
    private int inCitations;

    /**
     * Adds the passages of a text.
     *
     * @param text has the sentences
     * @param pieces the passages, in order
     * @param citations the citations, in order
     */
    void add(AnnotatedText text, List<Piece> pieces, List<Piece> citations) {
        int sentence = 0;
        int citation = 0;
        for (Piece piece : pieces) {
            passages++;
            boolean cutsSentence = false;
            for (int place : new int[] {piece.start(), piece.end()}) {
                while (sentence < text.ends().length && text.ends()[sentence] <= place) {
                    sentence++;
                }
                cutsSentence |= sentence < text.ends().length && text.starts()[sentence] < place;
            }
            boolean cutsCitation = false;
            for (int place : new int[] {piece.start(), piece.end()}) {
                while (citation < citations.size() && citations.get(citation).end() <= place) {
                    citation++;
                }
                cutsCitation |=
                        citation < citations.size() && citations.get(citation).start() < place;
            }
            inSentences += cutsSentence ? 1 : 0;
            inCitations += cutsCitation ? 1 : 0;
        }
    }

    int passages() {
        return passages;
    }

    int inSentences() {
        return inSentences;
    }

    int inCitations() {
        return inCitations;
    }
}
