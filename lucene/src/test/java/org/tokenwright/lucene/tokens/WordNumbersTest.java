package org.tokenwright.lucene.tokens;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;

public class WordNumbersTest extends LuceneTestCase {
    /** Numbers are those of a map of words in lower case, code point by code point. */
    public void testNumbersAreThoseOfAMap() {
        for (boolean ignoreCase : new boolean[] {false, true}) {
            WordNumbers words = new WordNumbers(ignoreCase);
            Map<String, Integer> expected = new HashMap<>();
            for (int i = 0; i < 3000; i++) {
                String word = i % 2 == 0
                        ? TestUtil.randomSimpleString(random(), 1, 3)
                        : "A" + TestUtil.randomRealisticUnicodeString(random(), 1, 8);
                Integer known = expected.putIfAbsent(key(word, ignoreCase), expected.size());
                char[] padded = ("x" + word + "y").toCharArray();
                int number = words.add(padded, 1, 1 + word.length());
                assertEquals(known == null ? expected.size() - 1 : (int) known, number);
                assertEquals(expected.size(), words.size());
            }
            char[] scratch = new char[words.longest()];
            expected.forEach((word, number) ->
                    assertEquals((int) number, words.get((word + "z").toCharArray(), word.length(), scratch)));
            for (int i = 0; i < 1000; i++) {
                String word = TestUtil.randomSimpleString(random(), 1, 4);
                assertEquals(
                        (int) expected.getOrDefault(key(word, ignoreCase), WordNumbers.NONE),
                        words.get(word.toCharArray(), word.length(), scratch));
            }
        }
    }

    private static String key(String word, boolean ignoreCase) {
        if (!ignoreCase) {
            return word;
        }
        StringBuilder key = new StringBuilder();
        word.codePoints().map(Character::toLowerCase).forEach(key::appendCodePoint);
        return key.toString();
    }
}
