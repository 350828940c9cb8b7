package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionWordsTest {
    @ParameterizedTest
    @CsvSource({
        "The mill, 1",
        "it's late, 1",
        "I, 1",
        "Although it rained, 2",
        "at.noon, 2",
        "Theme, 0",
        "Thé, 0",
        "it2, 0",
        "although1, 0",
        "altogether, 0",
        "Reed, 0",
        "'5 of', 0",
        "'', 0"
    })
    void classifiesWords(String text, int wordClass) {
        assertEquals(wordClass, FunctionWords.classAt(text.toCharArray(), 0, text.length()));
    }
}
