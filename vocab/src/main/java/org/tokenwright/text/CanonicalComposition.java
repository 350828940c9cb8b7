package org.tokenwright.text;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Normalization Form C in time linear in the text, for any text. */
final class CanonicalComposition {
    /*
     * The JDK's Normalizer brings marks into their canonical order by insertion and takes composed characters out of the
     * middle of a text: where many characters in a row belong together, its time is quadratic. This class does what Unicode
     * Standard Annex 15 says, chapter by chapter: decompose, sort each run of characters of a class above 0 by class, stably
     * (by counting), compose each with the last one of class 0 unless another of the same or a higher class is between.
     *
     * What it knows of characters it asks the Normalizer for, one or two at a time, so that both have the same Unicode. The
     * classes themselves are not told, but their order is: the Normalizer swaps two characters if and only if both have
     * classes above 0, and that of the first is higher. RANKS holds the place of each class among all, from 1; it is made
     * when it is first needed, in a tenth of a second or two. Only marks have classes above 0.
     */
    private static final int OVERLAY = 0x334; // of class 1, the lowest
    private static final int IOTA_SUBSCRIPT = 0x345; // of class 240, the highest

    private static final Int2IntOpenHashMap RANKS = ranks();

    private CanonicalComposition() {}

    /**
     * {@return a text in form C}
     *
     * @param text the text, without lone surrogates
     */
    static String compose(String text) {
        int[] codePoints = decompose(text);
        int[] ranks = new int[codePoints.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(codePoints[i]);
        }
        sort(codePoints, ranks);
        return compose(codePoints, ranks);
    }

    /** {@return the place of a character's class among all, 0 for class 0} */
    static int rank(int codePoint) {
        return RANKS.get(codePoint);
    }

    private static int[] decompose(String text) {
        StringBuilder decomposed = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (rank(codePoint) > 0) {
                decomposed.appendCodePoint(codePoint);
            } else {
                decomposed.append(Normalizer.normalize(Character.toString(codePoint), Form.NFD));
            }
        });
        return decomposed.codePoints().toArray();
    }

    private static void sort(int[] codePoints, int[] ranks) {
        for (int from = 0; from < ranks.length; from++) {
            int to = from;
            while (to < ranks.length && ranks[to] > 0) {
                to++;
            }
            if (to - from > 1) {
                sort(codePoints, ranks, from, to);
            }
            from = to;
        }
    }

    private static void sort(int[] codePoints, int[] ranks, int from, int to) {
        int[] places = new int[Arrays.stream(ranks, from, to).max().orElse(0) + 2];
        for (int i = from; i < to; i++) {
            places[ranks[i] + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        int[] unsorted = Arrays.copyOfRange(codePoints, from, to);
        for (int codePoint : unsorted) {
            int rank = rank(codePoint);
            int place = from + places[rank]++;
            codePoints[place] = codePoint;
            ranks[place] = rank;
        }
    }

    private static String compose(int[] codePoints, int[] ranks) {
        Long2IntOpenHashMap composites = new Long2IntOpenHashMap();
        int length = 0;
        int starter = -1;
        int before = 0;
        for (int i = 0; i < codePoints.length; i++) {
            int rank = ranks[i];
            boolean reachable = starter >= 0 && (before < rank || starter == length - 1);
            int composite = -1;
            if (reachable) {
                long pair = (long) codePoints[starter] << Integer.SIZE | codePoints[i];
                composite = composites.computeIfAbsent(pair, CanonicalComposition::composite);
            }
            if (composite >= 0) {
                codePoints[starter] = composite;
                continue;
            }
            if (rank == 0) {
                starter = length;
            }
            before = rank;
            codePoints[length++] = codePoints[i];
        }
        return new String(codePoints, 0, length);
    }

    /** {@return what a character and one behind it become, or -1 if they stay two} */
    private static int composite(long pair) {
        String composed = Normalizer.normalize(
                Character.toString((int) (pair >> Integer.SIZE)) + Character.toString((int) pair), Form.NFC);
        return composed.codePointCount(0, composed.length()) == 1 ? composed.codePointAt(0) : -1;
    }

    private static Int2IntOpenHashMap ranks() {
        List<Integer> ranked = new ArrayList<>();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Normalization.isMark(codePoint) && (swaps(codePoint, OVERLAY) || swaps(IOTA_SUBSCRIPT, codePoint))) {
                ranked.add(codePoint);
            }
        }
        ranked.sort((a, b) -> swaps(a, b) ? 1 : swaps(b, a) ? -1 : 0);
        Int2IntOpenHashMap ranks = new Int2IntOpenHashMap();
        int rank = 1;
        for (int i = 0; i < ranked.size(); i++) {
            if (i > 0 && swaps(ranked.get(i), ranked.get(i - 1))) {
                rank++;
            }
            ranks.put((int) ranked.get(i), rank);
        }
        return ranks;
    }

    /** Whether the canonical order of two characters is the other way round. */
    private static boolean swaps(int first, int second) {
        String given = Character.toString(first) + Character.toString(second);
        String swapped = Character.toString(second) + Character.toString(first);
        return first != second && Normalizer.normalize(given, Form.NFD).equals(swapped);
    }
}
