package org.tokenwright.lucene.sentences;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where legal citations stand in a text. Looks for the forms of American citations: volume, reporter and page with pinpoints and a
 * year, sections of codes, rules, names of parties round "v.", and "Id. at". Every repetition is bounded, so time is linear.
 */
final class Citations {
    /** How far before a place a citation may begin that goes on behind it. */
    static final int REACH = 160;

    private static final String SPACE = "[\\s\\u00A0]{1,4}";
    private static final String ANY_SPACE = "[\\s\\u00A0]{0,4}";
    private static final String REPORTER = "(?:(?:[A-Z][A-Za-z'\\u2019]{0,12}\\.){1,5}(?:\\d[a-z]{1,2})?|[A-Z]{2,5})";
    private static final String SERIES = "(?:\\d[a-z]{1,2}\\.?|[A-Z][A-Za-z]{1,9})";
    private static final String SECTION = "\\u00A7{1,2}";
    private static final String PAGE = "\\d[\\w.\\-\\u2013]{0,16}(?:\\(\\w{1,6}\\)){0,6}";
    private static final String TAIL = "(?:," + SPACE + "(?:n\\." + SPACE + ")?(?>" + PAGE + ")(?!" + SPACE + REPORTER
            + ")){0,6}(?:" + SPACE + "\\([^()]{0,60}\\d{4}\\))?";
    private static final String MORE = "(?:" + SPACE + "(?:" + REPORTER + "|" + SERIES + ")){0,5}";
    private static final String PARTY = "[A-Z][\\w'\\u2019&-]{0,30}(?:\\.\\w{1,4}){0,4}";

    private static final Pattern CITATION = Pattern.compile("(?<![\\w])(?:(?:"
            + PARTY + "\\.?,?" + SPACE + ")?vs?\\." + SPACE + PARTY + "(?:(?:\\.?,?" + SPACE + PARTY + "){0,4}\\.?,?"
            + SPACE
            + "\\d{1,4}" + SPACE + REPORTER + MORE + SPACE + PAGE + TAIL + ")?"
            + "|\\d{1,4}" + SPACE + REPORTER + MORE + SPACE + "(?:" + SECTION + ANY_SPACE + ")?" + PAGE + TAIL
            + "|" + REPORTER + "(?:" + SPACE + REPORTER + "){1,5}" + SPACE + PAGE
            + "|[Ii]d\\.,?" + SPACE + "at" + SPACE + PAGE
            + "|" + SECTION + ANY_SPACE + PAGE + ")");

    private Citations() {}

    /**
     * {@return whether a citation goes on behind a place}
     *
     * @param text a part of a text that reaches {@link #REACH} chars before and behind the place, where there are so many
     * @param end index behind what stands before the place
     * @param next index of what stands behind it
     */
    static boolean crosses(CharSequence text, int end, int next) {
        Matcher matcher = CITATION.matcher(text);
        while (matcher.find() && matcher.start() < end) {
            if (matcher.end() > next) {
                return true;
            }
        }
        return false;
    }

    /** {@return the indices of a text before which it must not be cut, since a citation has begun and goes on} */
    static BitSet inside(CharSequence text) {
        BitSet inside = new BitSet(text.length());
        for (Matcher matcher = CITATION.matcher(text); matcher.find(); ) {
            inside.set(matcher.start() + 1, matcher.end());
        }
        return inside;
    }
}
