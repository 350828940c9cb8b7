package org.tokenwright.lucene.tokens;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeSource;

/** Tokens of a stream that are held back with all their attributes, in places that are used again. For one thread. */
final class HeldTokens {
    /*
     * The attributes of a copy are in the same order as those of the stream, which saves looking for them by their class. A stream
     * gets no more of them once it is read.
     *
     * Tokens are in a ring, from `first` on, and places that are free keep what was there for the next.
     */
    private static final AttributeImpl[] NONE = {};

    private static final int FEW = 8;

    private final AttributeSource stream;
    private AttributeImpl[] shown = NONE;
    private Held[] ring = new Held[FEW];
    private int first;
    private int size;

    /** A token: a copy of the stream's attributes, its position, counted from 0, and how many it spans. */
    static final class Held {
        private final AttributeImpl[] attributes;
        final CharTermAttribute term;
        final OffsetAttribute offset;
        int position;
        int length;

        /** A number of the filter's own. */
        int word;

        private Held(AttributeSource copy) {
            attributes = attributes(copy);
            term = copy.addAttribute(CharTermAttribute.class);
            offset = copy.addAttribute(OffsetAttribute.class);
        }
    }

    HeldTokens(AttributeSource stream) {
        this.stream = stream;
    }

    /** Forgets all, the places too, since the stream may have got more attributes. */
    void reset() {
        ring = new Held[FEW];
        first = 0;
        size = 0;
        shown = NONE;
    }

    private static AttributeImpl[] attributes(AttributeSource source) {
        List<AttributeImpl> attributes = new ArrayList<>();
        source.getAttributeImplsIterator().forEachRemaining(attributes::add);
        return attributes.toArray(NONE);
    }

    private static void copy(AttributeImpl[] from, AttributeImpl[] to) {
        for (int i = 0; i < from.length; i++) {
            from[i].copyTo(to[i]);
        }
    }

    /** Holds the token that the stream shows. */
    Held add(int position, int length) {
        if (size == ring.length) {
            grow();
        }
        int at = (first + size++) & (ring.length - 1);
        Held token = ring[at];
        if (token == null) {
            shown = shown.length == 0 ? attributes(stream) : shown;
            token = new Held(stream.cloneAttributes());
            ring[at] = token;
        } else {
            copy(shown, token.attributes);
        }
        token.position = position;
        token.length = length;
        return token;
    }

    private void grow() {
        Held[] longer = new Held[2 * size];
        for (int i = 0; i < size; i++) {
            longer[i] = get(i);
        }
        ring = longer;
        first = 0;
    }

    /** Has the stream show a token again. */
    void restore(Held token) {
        copy(token.attributes, shown);
    }

    Held get(int index) {
        return ring[(first + index) & (ring.length - 1)];
    }

    int size() {
        return size;
    }

    void removeFirst() {
        first = (first + 1) & (ring.length - 1);
        size--;
    }
}
