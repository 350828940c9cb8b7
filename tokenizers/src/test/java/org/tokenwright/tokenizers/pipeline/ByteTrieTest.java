package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.vocab.Vocabulary;

class ByteTrieTest {
    @Test
    void findsTheLongestTokenThatIsAMember() {
        SplittableRandom random = Seeds.random("findsTheLongestTokenThatIsAMember");
        for (int round = 0; round < 500; round++) {
            List<String> tokens = UnigramModelTest.tokens(random);
            Vocabulary.Builder vocabulary = Vocabulary.builder();
            for (int i = 0; i < tokens.size(); i++) {
                vocabulary.put(3 * i + 1, tokens.get(i).getBytes(UTF_8));
            }
            int left = random.nextInt(2, 5);
            ByteTrie trie = ByteTrie.of(vocabulary.build(), id -> id % left != 0);
            String text = UnigramModelTest.text(random, 30);
            byte[] utf8 = text.getBytes(UTF_8);
            int expected = ByteTrie.NONE;
            for (int i = 0; i < tokens.size(); i++) {
                boolean isLonger = expected < 0
                        || tokens.get(i).length() > tokens.get(expected / 3).length();
                if ((3 * i + 1) % left != 0 && text.startsWith(tokens.get(i)) && isLonger) {
                    expected = 3 * i + 1;
                }
            }
            assertEquals(expected, trie.longest(utf8, 0, utf8.length), () -> tokens + " on " + text);
        }
    }
}
