package org.tokenwright.boundary;

import java.util.Arrays;
import java.util.List;

/** Merges sentences of another scanner that are too short and cuts those that are too long. For one thread. */
final class LengthScanner implements BoundaryScanner {
    /*
     * walk goes over all chars that lie before every end still to come; at an end, it has come to it. So all that is done
     * depends on what was walked over and the ends behind it, never on the pieces in which the text comes.
     *
     *   [heldStart .. heldEnd)   a sentence that is long enough, and waits for a short one that may join it; heldEnd is NONE
     *                            if there is none
     *   [first .. visible)       the open sentence, if it is open: from its first char that is not white space to the last one
     *   dropped                  an end inside the open sentence that would make it too short; NONE if there is none
     *
     * The open sentence joins the held one if it is short and that one's end is less certain than its own; else its end is
     * dropped. If it then grows too long, the dropped end is taken up again. It is cut when it is known that more than max +
     * min chars must go into it, so that what remains is not short. Cuts are in the second half of what is allowed, but for
     * white space where there is no other place; then the second half has none, and the next cut is far away. So each char is
     * walked over a bounded number of times. White space of 2 * max chars ends everything: this bounds what is kept.
     */
    private static final int NONE = Integer.MIN_VALUE;
    private static final double LEAST_CONFIDENCE = 0.2;

    private final BoundaryScanner scanner;
    private final int min;
    private final int max;

    private int walk;
    private int white;
    private boolean open;
    private int first;
    private int visible;
    private int dropped;
    private double droppedConfidence;
    private int heldStart;
    private int heldEnd;
    private double heldConfidence;

    /** Places where the scanner saw no end, ascending, and how probable it thought them. */
    private int[] places = new int[16];

    private double[] probabilities = new double[16];
    private int placesStart;
    private int placesEnd;

    LengthScanner(BoundaryScanner scanner, int min, int max) {
        this.scanner = scanner;
        this.min = min;
        this.max = max;
    }

    @Override
    public void start(int index) {
        scanner.start(index);
        walk = index;
        white = 0;
        open = false;
        dropped = NONE;
        heldEnd = NONE;
        placesStart = 0;
        placesEnd = 0;
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        Ends ends = new Ends(text, sink);
        int keeps = scanner.scan(text, end, complete, ends);
        if (complete) {
            advance(text, end, sink);
            flush(text, 1, sink);
            return end;
        }
        advance(text, Math.min(keeps, end), sink);
        int kept = Math.min(keeps, walk);
        kept = open ? Math.min(kept, first) : kept;
        return heldEnd == NONE ? kept : Math.min(kept, heldEnd);
    }

    @Override
    public void shift(int distance) {
        scanner.shift(distance);
        walk -= distance;
        first -= distance;
        visible -= distance;
        heldStart -= distance;
        dropped = dropped == NONE ? NONE : dropped - distance;
        heldEnd = heldEnd == NONE ? NONE : heldEnd - distance;
        for (int i = placesStart; i < placesEnd; i++) {
            places[i] -= distance;
        }
    }

    private final class Ends implements BoundarySink {
        private final char[] text;
        private final BoundarySink sink;

        Ends(char[] text, BoundarySink sink) {
            this.text = text;
            this.sink = sink;
        }

        @Override
        public void boundary(int end, double confidence) {
            advance(text, end, sink);
            end(text, end, confidence, sink);
        }

        @Override
        public Detail detail() {
            return sink.detail() == Detail.EVIDENCE ? Detail.EVIDENCE : Detail.CANDIDATES;
        }

        @Override
        public void decision(Decision decision) {
            if (!decision.isEnd() && decision.confidence() >= LEAST_CONFIDENCE) {
                add(decision.end(), decision.confidence());
            }
            if (sink.detail() != Detail.ENDS) {
                sink.decision(decision);
            }
        }
    }

    private void add(int place, double probability) {
        if (placesEnd == places.length) {
            int count = placesEnd - placesStart;
            int size = count > places.length / 2 ? 2 * places.length : places.length;
            places = Arrays.copyOf(Arrays.copyOfRange(places, placesStart, placesEnd), size);
            probabilities = Arrays.copyOf(Arrays.copyOfRange(probabilities, placesStart, placesEnd), size);
            placesStart = 0;
            placesEnd = count;
        }
        places[placesEnd] = place;
        probabilities[placesEnd++] = probability;
    }

    private void forgetPlaces(int to) {
        while (placesStart < placesEnd && places[placesStart] <= to) {
            placesStart++;
        }
    }

    /** Walks on over chars before which no end is still to come. */
    private void advance(char[] text, int to, BoundarySink sink) {
        while (walk < to) {
            if (WhiteSpace.is(text[walk++])) {
                white++;
                if (white >= 2L * max && (open || heldEnd != NONE)) {
                    flush(text, 0, sink);
                }
                continue;
            }
            white = 0;
            if (!open) {
                open = true;
                first = walk - 1;
            }
            visible = walk;
            if (heldEnd != NONE && !mayJoin()) {
                emitHeld(sink);
            }
            if (visible - first > max + min) {
                shorten(text, first + max, sink);
            }
        }
    }

    /** {@return whether the open sentence, or what is before its dropped end, may still join the held one} */
    private boolean mayJoin() {
        if (dropped != NONE) {
            return dropped - heldStart <= max;
        }
        return visible - first < min && visible - heldStart <= max;
    }

    private void end(char[] text, int end, double confidence, BoundarySink sink) {
        if (!open || visible <= dropped) {
            return;
        }
        shortenAll(text, end, sink);
        if (visible - first >= min) {
            emitHeld(sink);
            hold(confidence, sink);
        } else if (heldEnd != NONE && heldConfidence < confidence && visible - heldStart <= max) {
            join(visible, confidence, sink);
        } else {
            dropped = visible;
            droppedConfidence = confidence;
        }
    }

    /** Makes the open sentence, which is long enough or cannot be made so, the held one. */
    private void hold(double confidence, BoundarySink sink) {
        heldStart = first;
        heldEnd = visible;
        heldConfidence = confidence;
        if (min <= 1) {
            emitHeld(sink);
        }
        close(visible);
    }

    /** Joins what is open, up to an index, to the held sentence. */
    private void join(int end, double confidence, BoundarySink sink) {
        tell(sink, heldEnd, false, heldConfidence, "the next sentence is shorter than " + min);
        heldEnd = end;
        heldConfidence = confidence;
        close(end);
    }

    private void close(int end) {
        open = false;
        dropped = NONE;
        forgetPlaces(end);
    }

    private void shortenAll(char[] text, int end, BoundarySink sink) {
        while (visible - first > max) {
            shorten(text, Math.min(first + max, visible - min), sink);
            advance(text, end, sink);
        }
    }

    /** Takes off the beginning of the open sentence, which is too long, and walks again from there. */
    private void shorten(char[] text, int highest, BoundarySink sink) {
        int end;
        if (dropped != NONE) {
            end = dropped;
            visible = dropped;
            endShort(droppedConfidence, sink);
        } else {
            emitHeld(sink);
            int best = bestPlace(highest);
            end = best >= 0 ? places[best] : cut(text, highest);
            double confidence = best >= 0 ? probabilities[best] : 0;
            tell(sink, end, true, confidence, "the sentence is longer than " + max);
            sink.boundary(end, confidence);
            close(end);
        }
        walk = end;
        white = 0;
    }

    /** Ends the open sentence, which is short. */
    private void endShort(double confidence, BoundarySink sink) {
        if (heldEnd != NONE && visible - heldStart <= max) {
            join(visible, confidence, sink);
        } else {
            emitHeld(sink);
            sink.boundary(visible, confidence);
            close(visible);
        }
    }

    private void flush(char[] text, double confidence, BoundarySink sink) {
        int end = walk;
        if (open) {
            shortenAll(text, end, sink);
        }
        if (open) {
            double sure = visible == dropped ? droppedConfidence : confidence;
            if (visible - first < min) {
                endShort(sure, sink);
            } else {
                emitHeld(sink);
                hold(sure, sink);
            }
        }
        emitHeld(sink);
    }

    private void emitHeld(BoundarySink sink) {
        if (heldEnd != NONE) {
            sink.boundary(heldEnd, heldConfidence);
            heldEnd = NONE;
        }
    }

    private static void tell(BoundarySink sink, int end, boolean isEnd, double confidence, String why) {
        if (sink.detail() != BoundarySink.Detail.ENDS) {
            sink.decision(new Decision(end - 1, end, isEnd, confidence, List.of(why)));
        }
    }

    /** {@return the number of the most probable place up to an index, the last of several, or -1 if there is none} */
    private int bestPlace(int highest) {
        int best = -1;
        for (int i = placesStart; i < placesEnd && places[i] <= highest; i++) {
            if (places[i] >= first + max / 2 && (best < 0 || probabilities[i] >= probabilities[best])) {
                best = i;
            }
        }
        return best;
    }

    /** {@return the last place behind clause punctuation up to an index, else before white space, else the index} */
    private int cut(char[] text, int highest) {
        int lowest = Math.max(first + 1, first + max / 2);
        for (int i = highest; i >= lowest; i--) {
            if (isClauseEnd(text[i - 1], text[i])) {
                return i;
            }
        }
        for (int i = highest; i > first; i--) {
            if (WhiteSpace.is(text[i])) {
                return i;
            }
        }
        boolean splitsPair = Character.isLowSurrogate(text[highest])
                && Character.isHighSurrogate(text[highest - 1])
                && highest - 1 > first;
        return splitsPair ? highest - 1 : highest;
    }

    private static boolean isClauseEnd(char c, char next) {
        return switch (c) {
            case ',', ';', ':', '\u2013', '\u2014' -> WhiteSpace.is(next);
            case '\uff0c', '\u3001', '\uff1b', '\uff1a', '\u060c' -> true;
            default -> false;
        };
    }
}
