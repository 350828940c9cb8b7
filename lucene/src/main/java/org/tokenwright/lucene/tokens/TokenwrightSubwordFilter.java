package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the tokens of any stream into the subwords of a model, each token by itself, so that a word has the same subwords wherever
 * it stands. Subwords have positions of their own, one behind the other; the word beside them, if it is kept, spans them all.
 * What is beside a word in the stream, such as a synonym, spans as many positions as it must, so that a graph stays one. A word
 * that the model leaves as it is comes once.
 *
 * <p>Subwords have the offsets of their part of the word where the word is the text at its offsets, else those of the word. They
 * have the other attributes of the word, and a {@link TokenIdAttribute}.
 */
public final class TokenwrightSubwordFilter extends TokenFilter {
    /*
     * Tokens are taken up to a position that none of them spans: mostly one word. They are arcs from position to position. An arc
     * that becomes several gets new positions between, numbered so that the start offsets of positions ascend: each behind the
     * last old position that it may stand behind and that begins no later. Then old positions are moved by the number of new ones
     * before them, and the arcs are given in the order of where they begin.
     */
    private static final int WORD = -1;

    private final TokenModel model;
    private final TermTable terms;
    private final boolean prefixSpace;
    private final boolean preserveOriginal;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final PositionLengthAttribute length = addAttribute(PositionLengthAttribute.class);
    private final TokenIdAttribute tokenId = addAttribute(TokenIdAttribute.class);
    private final @Nullable KeywordAttribute keyword;
    private final HeldTokens held = new HeldTokens(this);
    private final CharsReader reader = new CharsReader();
    private final List<Arc> arcs = new ArrayList<>();
    private final List<Node> inner = new ArrayList<>();
    private @Nullable Parts parts;
    private boolean ahead;
    private boolean exhausted;
    private int next;

    /** Old position of the last token that was read, number of new ones before the stretch, and the last that was given. */
    private int position;

    private int shift;
    private int given;

    /** A word (row -1) or a subword, from position to position, each an old one or a new one. */
    private static final class Arc {
        private final HeldTokens.Held token;
        private final int row;
        private final int id;
        private final int startOffset;
        private final int endOffset;
        private int from;
        private int to;
        private @Nullable Node fromNew;
        private @Nullable Node toNew;

        private Arc(HeldTokens.Held token, int row, int id, int startOffset, int endOffset) {
            this.token = token;
            this.row = row;
            this.id = id;
            this.startOffset = startOffset;
            this.endOffset = endOffset;
            from = token.position;
            to = token.position + token.length;
        }
    }

    /** A new position, behind an old one. */
    private static final class Node {
        private final int behind;
        private final int startOffset;
        private int number;

        private Node(int behind, int startOffset) {
            this.behind = behind;
            this.startOffset = startOffset;
        }
    }

    /**
     * Creates a filter.
     *
     * @param input the words
     * @param model gives subwords
     * @param prefixSpace whether words are encoded as if a space were before them, as most are in texts
     * @param preserveOriginal whether words are kept beside their subwords
     * @param keyword whether subwords are marked as keywords, which stemmers leave as they are
     * @throws IllegalArgumentException if the model is a segmenter
     */
    public TokenwrightSubwordFilter(
            TokenStream input, TokenModel model, boolean prefixSpace, boolean preserveOriginal, boolean keyword) {
        super(input);
        this.model = model;
        this.prefixSpace = prefixSpace;
        this.preserveOriginal = preserveOriginal;
        this.keyword = keyword ? addAttribute(KeywordAttribute.class) : null;
        terms = model.terms(true);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        if (parts == null) {
            parts = model.borrow(true, false);
        }
        held.reset();
        arcs.clear();
        next = 0;
        ahead = false;
        exhausted = false;
        position = -1;
        shift = 0;
        given = -1;
    }

    @Override
    public void close() throws IOException {
        super.close();
        Parts borrowed = parts;
        if (borrowed != null) {
            parts = null;
            model.giveBack(borrowed, true, false);
        }
        held.reset();
        arcs.clear();
        next = 0;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (next == arcs.size() && !readStretch()) {
            return false;
        }
        give(arcs.get(next++));
        return true;
    }

    /** Reads tokens up to a position that none spans, and makes arcs of them. */
    private boolean readStretch() throws IOException {
        while (held.size() > (ahead ? 1 : 0)) {
            held.removeFirst();
        }
        if (!ahead && !hold()) {
            return false;
        }
        int reach = held.get(0).position + held.get(0).length;
        ahead = false;
        while (!ahead && hold()) {
            HeldTokens.Held token = held.get(held.size() - 1);
            ahead = token.position >= reach;
            reach = ahead ? reach : Math.max(reach, token.position + token.length);
        }
        makeArcs(held.size() - (ahead ? 1 : 0));
        return true;
    }

    private boolean hold() throws IOException {
        if (exhausted || !input.incrementToken()) {
            exhausted = true;
            return false;
        }
        position += increment.getPositionIncrement();
        held.add(position, length.getPositionLength());
        return true;
    }

    private void makeArcs(int tokens) throws IOException {
        arcs.clear();
        inner.clear();
        next = 0;
        for (int i = 0; i < tokens; i++) {
            cut(held.get(i), tokens);
        }
        inner.sort(Comparator.<Node>comparingInt(node -> node.behind).thenComparingInt(node -> node.startOffset));
        for (int i = 0; i < inner.size(); i++) {
            inner.get(i).number = inner.get(i).behind + shift + i + 1;
        }
        for (Arc arc : arcs) {
            arc.from = number(arc.from, arc.fromNew);
            arc.to = number(arc.to, arc.toNew);
        }
        shift += inner.size();
        if (tokens > 1) {
            arcs.sort(Comparator.comparingInt(arc -> arc.from));
        }
    }

    private int number(int old, @Nullable Node node) {
        if (node != null) {
            return node.number;
        }
        int before = 0;
        while (before < inner.size() && inner.get(before).behind < old) {
            before++;
        }
        return old + shift + before;
    }

    /** Adds the arcs of a token. */
    private void cut(HeldTokens.Held token, int tokens) throws IOException {
        int first = arcs.size();
        if (preserveOriginal) {
            arcs.add(word(token));
        }
        Parts found = Objects.requireNonNull(parts);
        int begin = token.offset.startOffset();
        boolean unchanged = token.offset.endOffset() - begin == token.term.length() && !isOverlapped(token);
        Node before = null;
        reader.reset(token.term.buffer(), token.term.length());
        found.begin(reader, prefixSpace);
        int firstSubword = arcs.size();
        while (found.next(reader)) {
            for (int i = 0; i < found.count; i++) {
                found.describe(i);
                if (found.termLength == 0) {
                    continue;
                }
                int start = unchanged ? begin + found.start : begin;
                int end = unchanged ? begin + found.end : token.offset.endOffset();
                Arc arc = new Arc(token, terms.row(found.id), found.id, start, end);
                if (arcs.size() > firstSubword) {
                    before = new Node(lastBefore(token, start, tokens), start);
                    inner.add(before);
                    arcs.get(arcs.size() - 1).toNew = before;
                    arc.fromNew = before;
                }
                arcs.add(arc);
            }
        }
        settle(token, first, firstSubword, unchanged);
    }

    /**
     * {@return whether a token behind another begins before that ends: both then have the offsets of something larger, which may be
     * as long as the term by chance}
     */
    private boolean isOverlapped(HeldTokens.Held token) {
        for (int i = 0; i < held.size(); i++) {
            HeldTokens.Held other = held.get(i);
            if (other.position >= token.position + token.length
                    && other.offset.startOffset() < token.offset.endOffset()) {
                return true;
            }
        }
        return false;
    }

    /** Leaves a word alone that has no subword, or is one; and lets the first and last subword share its ends. */
    private void settle(HeldTokens.Held token, int first, int firstSubword, boolean unchanged) {
        int subwords = arcs.size() - firstSubword;
        if (subwords == 0) {
            if (first == firstSubword) {
                arcs.add(word(token));
            }
            return;
        }
        if (subwords == 1 && first < firstSubword && isSame(token, arcs.get(firstSubword))) {
            arcs.remove(first);
        }
        int last = arcs.size() - 1;
        for (int i : new int[] {last - subwords + 1, last}) {
            Arc arc = arcs.get(i);
            boolean isFirst = i == last - subwords + 1;
            Arc wide = new Arc(
                    token,
                    arc.row,
                    arc.id,
                    isFirst ? token.offset.startOffset() : arc.startOffset,
                    i == last ? token.offset.endOffset() : arc.endOffset);
            wide.fromNew = arc.fromNew;
            wide.toNew = arc.toNew;
            if (unchanged) {
                arcs.set(i, wide);
            }
        }
    }

    private boolean isSame(HeldTokens.Held token, Arc arc) {
        int from = terms.start(arc.row);
        return Arrays.equals(
                token.term.buffer(), 0, token.term.length(), terms.chars(), from, from + terms.length(arc.row));
    }

    private static Arc word(HeldTokens.Held token) {
        return new Arc(token, WORD, TokenIdAttribute.NO_ID, token.offset.startOffset(), token.offset.endOffset());
    }

    /** {@return the last old position inside a token that begins no later than an offset, as far as such follow each other} */
    private int lastBefore(HeldTokens.Held token, int startOffset, int tokens) {
        int last = token.position;
        for (int i = 0; i < tokens; i++) {
            HeldTokens.Held other = held.get(i);
            if (other.position > last
                    && other.position < token.position + token.length
                    && other.offset.startOffset() <= startOffset) {
                last = other.position;
            }
        }
        return last;
    }

    private void give(Arc arc) {
        held.restore(arc.token);
        if (arc.row != WORD) {
            term.copyBuffer(terms.chars(), terms.start(arc.row), terms.length(arc.row));
            tokenId.setToken(arc.id, terms.kind(arc.row));
            if (keyword != null) {
                keyword.setKeyword(true);
            }
        }
        offset.setOffset(arc.startOffset, arc.endOffset);
        increment.setPositionIncrement(arc.from - given);
        length.setPositionLength(arc.to - arc.from);
        given = arc.from;
    }
}
