package org.tokenwright.boundary;

import java.util.List;

/**
 * What a detector made of a place where a sentence might end.
 *
 * @param candidate index of the char that might end it, in UTF-16 units
 * @param end index behind the sentence if it does: closing quotes may follow the candidate
 * @param isEnd whether it does
 * @param confidence how probable an end is to the detector, 0 to 1; one that knows no doubt says 0 or 1
 * @param evidence what was seen and which rules applied, in words for people, in order; their wording may change
 */
public record Decision(int candidate, int end, boolean isEnd, double confidence, List<String> evidence) {
    /**
     * Makes a decision.
     */
    public Decision {
        evidence = List.copyOf(evidence);
    }
}
