package org.tokenwright.boundary.punkt;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how sure a decision is, and turns it round where it is less sure than a threshold. For one thread. */
final class Confidence {
    /*
     * The weights of nupunkt's adaptive mode, added in its order, because sums of doubles depend on it:
     *
     *   +0.5 the passes say that the sentence ends; +0.3 by a question or exclamation mark
     *   -0.4 behind a known abbreviation, -0.3 behind what looks like one
     *   +0.4 before a capital and a word that often begins sentences, +0.2 before another capital
     *   -0.3 before a word that continues sentences, -0.15 before another in lower case
     *   -0.2 behind a single letter
     */
    private static final Set<String> CONTINUATIONS = Set.of(
            "of", "in", "at", "on", "for", "and", "or", "but", "with", "to", "from", "by", "as", "than", "that",
            "which", "who", "whom", "whose", "where", "when", "why", "how");
    private static final int LONGEST_CONTINUATION = 5;

    private final PunktModel model;
    private final TypeLookup lookup;
    private final double threshold;
    private double sum;
    private int count;
    private double lastConfidence;

    Confidence(PunktModel model, double threshold) {
        this.model = model;
        this.lookup = new TypeLookup(model);
        this.threshold = threshold;
    }

    /** {@return the mean of all decisions since this was last called, 1 if there was none} */
    double takeMean() {
        double mean = count == 0 ? 1 : sum / count;
        sum = 0;
        count = 0;
        return mean;
    }

    /** {@return how probable an end was when that was last looked at} */
    double last() {
        return lastConfidence;
    }

    /** Notes an end without doubt, which does not count for the mean. */
    void certain() {
        lastConfidence = 1;
    }

    /** Looks at the decision on a token before another, or the last of its context, and changes it. */
    void review(Token token, @Nullable Token following) {
        char last = token.last();
        if (!Token.isSentenceEnd(last)) {
            return;
        }
        boolean likely = !token.abbreviation && isLikelyAbbreviation(token, following);
        double confidence = confidence(token, following, likely);
        lastConfidence = confidence;
        sum += confidence;
        count++;
        if (token.sentenceBreak && confidence < 1.0 - threshold) {
            token.sentenceBreak = false;
            token.abbreviation |= likely;
        } else if (!token.sentenceBreak && confidence > threshold && !token.abbreviation) {
            token.sentenceBreak = true;
        }
    }

    private double confidence(Token token, @Nullable Token following, boolean likely) {
        double score = token.sentenceBreak ? 0.5 : 0;
        if (!token.isPeriodFinal()) {
            score += 0.3;
        }
        if (token.abbreviation) {
            score -= 0.4;
        } else if (likely) {
            score -= 0.3;
        }
        if (following != null) {
            if (following.startsUpper()) {
                score += isStarter(following) ? 0.4 : 0.2;
            } else if (following.startsLower()) {
                score -= isContinuation(following) ? 0.3 : 0.15;
            }
        }
        if (token.isInitial() && CharClasses.isLetter(Character.codePointAt(token.text(), token.start()))) {
            score -= 0.2;
        }
        return Math.clamp(score, 0.0, 1.0);
    }

    private boolean isLikelyAbbreviation(Token token, @Nullable Token following) {
        if (!token.isPeriodFinal()) {
            return false;
        }
        boolean likely = false;
        if (isLettersWithPeriods(token) || isCapitalized(token)) {
            likely = true;
        } else if (isLowerWord(token)) {
            if ((model.flags(lookup.find(token.text(), token.start(), token.end() - 1)) & PunktModel.ABBREVIATION)
                    == 0) {
                return false;
            }
            likely = true;
        }
        likely |= token.periods() > 1;
        if (following != null) {
            if (following.startsLower() && isContinuation(following)) {
                return true;
            }
            if (following.length() == 1 && ",;:(-\u2013\u2014".indexOf(following.last()) >= 0) {
                return true;
            }
            if (following.startsUpper() && isStarter(following)) {
                return false;
            }
        }
        return likely;
    }

    private boolean isStarter(Token token) {
        int type =
                token.isNumber() ? model.number() : lookup.find(token.text(), token.start(), token.endWithoutPeriod());
        return (model.flags(type) & PunktModel.STARTER) != 0;
    }

    private static boolean isContinuation(Token token) {
        return token.length() <= LONGEST_CONTINUATION
                && CONTINUATIONS.contains(
                        new String(token.text(), token.start(), token.length()).toLowerCase(Locale.ROOT));
    }

    /** {@return whether it is ASCII letters with single periods between, at least one, and a period at the end} */
    private static boolean isLettersWithPeriods(Token token) {
        char[] text = token.text();
        boolean period = true;
        int periods = 0;
        for (int i = token.start(); i < token.end(); i++) {
            if (text[i] == '.') {
                if (period) {
                    return false;
                }
                period = true;
                periods++;
            } else if (isAsciiLetter(text[i])) {
                period = false;
            } else {
                return false;
            }
        }
        return periods > 1;
    }

    /** {@return whether it is an ASCII capital, ASCII letters in lower case, and a period} */
    private static boolean isCapitalized(Token token) {
        char first = token.text()[token.start()];
        return first >= 'A' && first <= 'Z' && isLower(token, token.start() + 1);
    }

    /** {@return whether it is two or more ASCII letters in lower case, and a period} */
    private static boolean isLowerWord(Token token) {
        return token.length() > 2 && isLower(token, token.start());
    }

    private static boolean isLower(Token token, int from) {
        for (int i = from; i < token.end() - 1; i++) {
            char c = token.text()[i];
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
