package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {
    /** Behind each candidate of the extended set is a {@code |}. */
    @ParameterizedTest
    @CsvSource({
        "so| it goes on.|",
        "'or| a list:| 1.| one| 2.| two| 3.| three'",
        "'or| a list (a)| one (b)| two (c)| three'",
        "'in| 1.| the end 3.| of it'",
        "'no| Na+ or A- and 5% of abc1+/− but *| and )| and ©| stay'"
    })
    void areWhereSentencesMayEnd(String marked) {
        String text = marked.replace("|", "");
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            found.append(text.charAt(i));
            if (Candidates.is(true, text.toCharArray(), i, text.length())) {
                found.append('|');
            }
        }
        assertEquals(marked, found.toString());
    }
}
