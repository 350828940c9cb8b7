package org.tokenwright.benchmarks;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.lucene.sentences.Passages;
import org.tokenwright.tokenizers.TokenCounter;
import org.tokenwright.tokenizers.Tokenizer;

/** Splits texts into passages of a budget of tokens. For one thread. */
@FunctionalInterface
interface PassageSplitter {
    /**
     * A piece of a text.
     *
     * @param start index of its first char
     * @param end index behind its last char
     */
    record Piece(int start, int end) {}

    /** {@return the passages of a text, in order, without white space at their edges} */
    List<Piece> split(String text);

    /** {@return what cuts behind as many tokens as fit} */
    static PassageSplitter windows(Tokenizer tokenizer, int budget) {
        TokenCounter counter = TokenCounter.of(tokenizer);
        return text -> {
            List<Piece> pieces = new ArrayList<>();
            counter.chunks(text, budget, 0).forEach(chunk -> add(text, chunk.start(), chunk.end(), pieces));
            return pieces;
        };
    }

    /** {@return what cuts at the last white space before as many tokens as fit} */
    static PassageSplitter windowsOfWords(Tokenizer tokenizer, int budget) {
        TokenCounter counter = TokenCounter.of(tokenizer);
        return text -> {
            List<Piece> pieces = new ArrayList<>();
            cutAtSpaces(text, 0, text.length(), counter, budget, pieces);
            return pieces;
        };
    }

    /** {@return what packs the sentences of the JDK's iterator, which Lucene's highlighter uses} */
    static PassageSplitter breakIterator(Tokenizer tokenizer, int budget) {
        TokenCounter counter = TokenCounter.of(tokenizer);
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        return text -> {
            List<Piece> pieces = new ArrayList<>();
            sentences.setText(text);
            int start = 0;
            int end = 0;
            for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
                if (end > start && counter.count(text.substring(start, next).strip()) > budget) {
                    cutAtSpaces(text, start, end, counter, budget, pieces);
                    start = end;
                }
                end = next;
            }
            cutAtSpaces(text, start, end, counter, budget, pieces);
            return pieces;
        };
    }

    /** {@return ours} */
    static PassageSplitter passages(SentenceDetector detector, Tokenizer tokenizer, int budget) {
        Passages passages = Passages.of(detector, tokenizer, budget);
        return text -> passages.split(text).stream()
                .map(passage -> new Piece((int) passage.start(), (int) passage.end()))
                .toList();
    }

    private static void cutAtSpaces(
            String text, int start, int end, TokenCounter counter, int budget, List<Piece> pieces) {
        for (int at = start; at < end; ) {
            int cut = at
                    + Math.max(
                            1, counter.truncate(text.substring(at, end), budget).end());
            if (cut < end) {
                int space = cut;
                while (space > at && !Character.isWhitespace(text.charAt(space))) {
                    space--;
                }
                cut = space > at ? space : cut;
            }
            add(text, at, cut, pieces);
            at = cut;
        }
    }

    private static void add(String text, int start, int end, List<Piece> pieces) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            pieces.add(new Piece(from, to));
        }
    }
}
