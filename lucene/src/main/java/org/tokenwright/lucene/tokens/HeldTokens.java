package org.tokenwright.lucene.tokens;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.AttributeSource;

/** Tokens of a stream that are held back with all their attributes, in places that are used again. For one thread. */
final class HeldTokens {
    private final AttributeSource stream;
    private final List<Held> held = new ArrayList<>();
    private final ArrayDeque<Held> free = new ArrayDeque<>();

    /** A token: a copy of the stream's attributes, its position, counted from 0, and how many it spans. */
    static final class Held {
        private final AttributeSource attributes;
        final CharTermAttribute term;
        final OffsetAttribute offset;
        int position;
        int length;

        /** A number of the filter's own. */
        int word;

        private Held(AttributeSource attributes) {
            this.attributes = attributes;
            term = attributes.addAttribute(CharTermAttribute.class);
            offset = attributes.addAttribute(OffsetAttribute.class);
        }
    }

    HeldTokens(AttributeSource stream) {
        this.stream = stream;
    }

    /** Forgets all, the places too, since the stream may have got more attributes. */
    void reset() {
        held.clear();
        free.clear();
    }

    /** Holds the token that the stream shows. */
    Held add(int position, int length) {
        Held token = free.poll();
        if (token == null) {
            token = new Held(stream.cloneAttributes());
        } else {
            stream.copyTo(token.attributes);
        }
        token.position = position;
        token.length = length;
        held.add(token);
        return token;
    }

    /** Has the stream show a token again. */
    void restore(Held token) {
        token.attributes.copyTo(stream);
    }

    Held get(int index) {
        return held.get(index);
    }

    int size() {
        return held.size();
    }

    void removeFirst() {
        free.add(held.remove(0));
    }

    void clear() {
        free.addAll(held);
        held.clear();
    }
}
