package org.tokenwright.boundary.punkt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a sentence ends inside a context: the word before a candidate and what follows. For one thread. */
final class Judge {
    /*
     * The context is cut into tokens and these are annotated as the reference does it in two passes, but in one: each token
     * gets its first annotation when it is read, and its second together with the token behind it. The orthographic context
     * of the second token is looked up only where a rule asks for it.
     */
    private static final int UNKNOWN = -2;

    private final PunktModel model;
    private final boolean nupunkt;
    private final boolean asciiOnly;
    private final WordTokenizer words;
    private final TypeLookup lookup;
    private final @Nullable Confidence confidence;
    private Token token = new Token();
    private Token following = new Token();

    /** The id of the following token's type, less a period that ends a sentence, or UNKNOWN as long as nobody has asked. */
    private int followingType;

    /** Takes what was seen and which rules applied, if somebody wants to know. */
    private @Nullable List<String> trace;

    Judge(PunktModel model, PunktProfile profile, @Nullable Confidence confidence) {
        this.model = model;
        this.nupunkt = profile.isNupunkt();
        this.asciiOnly = profile == PunktProfile.NUPUNKT_FAST;
        this.words = new WordTokenizer(profile);
        this.lookup = new TypeLookup(model);
        this.confidence = confidence;
    }

    /** Adds from now on to a list what is seen and which rules apply; null ends it. */
    void trace(@Nullable List<String> evidence) {
        trace = evidence;
    }

    private void note(String evidence) {
        if (trace != null) {
            trace.add(evidence);
        }
    }

    private void noteToken(Token t) {
        if (trace != null) {
            String kind = t.isSentenceEnd()
                    ? "is an end mark"
                    : t.ellipsis
                            ? "is an ellipsis"
                            : t.abbreviation
                                    ? "is a known abbreviation"
                                    : t.sentenceBreak ? "ends with a period and is no known abbreviation" : "";
            if (!kind.isEmpty()) {
                trace.add(quoted(t) + " " + kind);
            }
        }
    }

    private static String quoted(Token t) {
        return "\"" + new String(t.text(), t.start(), t.length()) + "\"";
    }

    private void notePair(String rule) {
        if (trace != null) {
            trace.add(quoted(token) + " before " + quoted(following) + ": " + rule);
        }
    }

    /** {@return whether a sentence ends at the candidate whose context is {@code text[from .. to)}} */
    boolean endsSentence(char[] text, int from, int to) {
        if (nupunkt && hasCertainEnd(text, from, to)) {
            note("a question or exclamation mark before a capital");
            if (confidence != null) {
                confidence.certain();
            }
            return true;
        }
        words.reset(text, from, to);
        if (!words.next()) {
            return false;
        }
        boolean ends = false;
        firstPass(token, text);
        while (words.next()) {
            firstPass(following, text);
            followingType = UNKNOWN;
            secondPass();
            review(following);
            ends |= token.sentenceBreak || (nupunkt && token.ellipsis && following.startsUpper());
            if (ends && (!nupunkt || confidence == null)) {
                return true;
            }
            Token passed = token;
            token = following;
            following = passed;
        }
        review(null);
        return nupunkt && (ends || token.sentenceBreak);
    }

    private void review(@Nullable Token next) {
        if (confidence == null) {
            return;
        }
        boolean before = token.sentenceBreak;
        confidence.review(token, next);
        if (trace != null && Token.isSentenceEnd(token.last())) {
            note(quoted(token) + " ends a sentence with confidence " + confidence.last()
                    + (before == token.sentenceBreak ? "" : ", which turns the decision round"));
        }
    }

    /** {@return whether the context has an exclamation or question mark, one char of white space and a capital} */
    private static boolean hasCertainEnd(char[] text, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if ((text[i] == '!' || text[i] == '?')
                    && CharClasses.isWhite(text[i + 1])
                    && Character.isUpperCase(Character.codePointAt(text, i + 2, to))) {
                return true;
            }
        }
        return false;
    }

    private void firstPass(Token t, char[] text) {
        t.set(text, words.start, words.end);
        if (t.isSentenceEnd()) {
            t.sentenceBreak = true;
        } else if (nupunkt ? t.isNupunktEllipsis() : t.isPeriods()) {
            t.ellipsis = true;
        } else if (t.isPeriodFinal() && !t.endsWithTwoPeriods()) {
            t.abbreviation = isAbbreviation(t);
            t.sentenceBreak = !t.abbreviation;
        }
        noteToken(t);
    }

    private boolean isAbbreviation(Token t) {
        if (nupunkt && !t.isAbbreviationForm(asciiOnly)) {
            return false;
        }
        int type = lookup.find(t.text(), t.start(), t.end() - 1);
        if (isAbbreviation(type)) {
            return true;
        }
        return isAbbreviation(nupunkt ? lookup.findWithoutPeriods() : lookup.findBehindHyphen());
    }

    private boolean isAbbreviation(int type) {
        return (model.flags(type) & PunktModel.ABBREVIATION) != 0;
    }

    private void secondPass() {
        if (nupunkt && token.ellipsis) {
            token.sentenceBreak = following.startsUpper();
            notePair(token.sentenceBreak ? "a capital follows the ellipsis" : "no capital follows the ellipsis");
            return;
        }
        if (!token.isPeriodFinal()) {
            return;
        }
        int type =
                token.isNumber() ? model.number() : lookup.find(token.text(), token.start(), token.endWithoutPeriod());
        if ((model.flags(type) & PunktModel.COLLOCATION_FIRST) != 0 && model.isCollocation(type, followingType())) {
            token.sentenceBreak = false;
            token.abbreviation = true;
            notePair("a collocation");
            return;
        }
        boolean initial = token.isInitial();
        if ((token.abbreviation || token.ellipsis) && !initial && startsSentence()) {
            token.sentenceBreak = true;
            notePair("what follows begins a sentence, as its capital or the list of starters says");
            return;
        }
        if (initial || token.isNumber()) {
            if (continuesSentence() || (initial && isNeverLower())) {
                token.sentenceBreak = false;
                token.abbreviation = true;
                notePair("an initial or ordinal number, and what follows continues the sentence");
            }
        }
    }

    private boolean startsSentence() {
        if (following.startsUpper()) {
            int flags = model.flags(followingType());
            return ((flags & PunktModel.LOWER) != 0 && (flags & PunktModel.MIDDLE_UPPER) == 0)
                    || (flags & PunktModel.STARTER) != 0;
        }
        return false;
    }

    private boolean continuesSentence() {
        if (following.length() == 1 && ";:,.!?".indexOf(following.last()) >= 0) {
            return true;
        }
        if (!following.startsLower()) {
            return false;
        }
        int flags = model.flags(followingType());
        return (flags & PunktModel.UPPER) != 0 || (flags & PunktModel.BEGINNING_LOWER) == 0;
    }

    private boolean isNeverLower() {
        return following.startsUpper() && (model.flags(followingType()) & PunktModel.LOWER) == 0;
    }

    private int followingType() {
        if (followingType == UNKNOWN) {
            int end = following.sentenceBreak ? following.endWithoutPeriod() : following.end();
            followingType =
                    following.isNumber() ? model.number() : lookup.find(following.text(), following.start(), end);
        }
        return followingType;
    }
}
