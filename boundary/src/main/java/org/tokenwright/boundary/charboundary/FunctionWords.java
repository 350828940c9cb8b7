package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** Words of the closed classes of English, which begin a sentence more often than names do. */
final class FunctionWords {
    /*
     * A word of up to MAX_LENGTH letters is packed into a long, a byte for each, in lower case.
     */
    static final int OTHER = 0;

    /** Articles, pronouns, question words, auxiliaries, and adverbs that open a sentence. */
    static final int OPENER = 1;

    /** Prepositions and conjunctions. */
    static final int LINK = 2;

    private static final int MAX_LENGTH = Long.BYTES;
    private static final int TO_LOWER_CASE = 'a' - 'A';
    private static final String OPENERS =
            "a an the this that these those there here i you he she it we they one my your his her"
                    + " its our their mine yours someone somebody anyone everyone nobody each every some any many most few several"
                    + " both all another such no none nothing neither who whom whose what which when where why how am is are was"
                    + " were be been do does did have has had can could will would shall should may might must let please not then"
                    + " now so yes perhaps maybe however thus hence also once again later today still yet never finally next";
    private static final String LINKS =
            "and or but nor for if as because since although though while unless until after"
                    + " before than whether of in on at to from by with without about into onto over under between among during"
                    + " through across against near behind beside within toward towards upon per via";
    private static final Long2IntOpenHashMap CLASSES = classes();

    private FunctionWords() {}

    /** {@return the class of the word that begins at an index, whatever its case; it ends before what is no ASCII letter} */
    static int classAt(char[] text, int from, int end) {
        long word = 0;
        int i = from;
        while (i < end && isLetter(text[i])) {
            if (i - from == MAX_LENGTH) {
                return OTHER;
            }
            word = append(word, text[i++]);
        }
        return i < end && Character.isLetterOrDigit(text[i]) ? OTHER : CLASSES.get(word);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static long append(long word, char letter) {
        return word << Byte.SIZE | letter | TO_LOWER_CASE;
    }

    private static Long2IntOpenHashMap classes() {
        Long2IntOpenHashMap classes = new Long2IntOpenHashMap();
        add(classes, OPENERS, OPENER);
        add(classes, LINKS, LINK);
        return classes;
    }

    private static void add(Long2IntOpenHashMap classes, String words, int wordClass) {
        for (String word : words.split(" ", -1)) {
            long packed = 0;
            for (int i = 0; i < word.length(); i++) {
                packed = append(packed, word.charAt(i));
            }
            classes.put(packed, wordClass);
        }
    }
}
