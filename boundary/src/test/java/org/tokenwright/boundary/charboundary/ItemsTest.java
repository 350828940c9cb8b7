package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest {
    @ParameterizedTest
    @CsvSource({
        "1. a, 2",
        "12) a, 2",
        "3.) a, 2",
        "(4) a, 2",
        "a. b, 3",
        "(viii) b, 3",
        "B) b, 4",
        "IV. b, 4",
        "• b, 1",
        "⁃9. b, 1"
    })
    void recognizesMarkers(String text, int kind) {
        assertEquals(kind, Items.kind(at(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 a", "1.5 a", "2012. a", "(1 a", "(1. a", "1.. a", "ab. a", "vix. a", "Vi. a", "•a", "x", "(", ""
            })
    void refusesOthers(String text) {
        assertEquals(Items.NONE, at(text));
    }

    @ParameterizedTest
    @CsvSource({
        "a 1. b 2. c, 7, 2",
        "1.) a 2.) b, 6, 2",
        "1.) a 2. b, 6, 0",
        "1. a 3. b, 5, 0",
        "i. a ii. b, 5, 2",
        "h) a i) b, 5, 2",
        "v. a vi. b, 5, 2",
        "A. a b. b, 5, 0",
        "• a • b, 4, 2",
        "• a ⁃ b, 4, 0",
        "• 9. b, 2, 3",
        "so 1. b, 3, 1",
        "so a. b, 3, 1",
        "so b. b, 3, 0",
        "x1. b 2. c, 6, 0"
    })
    void findsTheItemBefore(String text, int at, int relation) {
        char[] chars = text.toCharArray();
        assertEquals(relation, Items.relation(Items.at(chars, at, chars.length), chars, 0, at));
    }

    @ParameterizedTest
    @CsvSource({"98, 2", "99, 0"})
    void looksBackSomeWay(int gap, int relation) {
        char[] chars = ("1. " + "x".repeat(gap - 2) + " 2. b").toCharArray();
        assertEquals(relation, Items.relation(Items.at(chars, gap + 2, chars.length), chars, 0, gap + 2));
    }

    private static int at(String text) {
        char[] chars = text.toCharArray();
        return Items.at(chars, 0, Math.min(chars.length, Items.LONGEST));
    }
}
