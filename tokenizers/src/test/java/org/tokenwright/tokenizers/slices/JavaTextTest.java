package org.tokenwright.tokenizers.slices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** Java text against the JDK's own UTF-8. */
class JavaTextTest {
    private static final String[] PARTS = {
        "a", "plain ASCII, a whole row of it, long enough", "\u00e9", "\u20ac", "\ud83d\ude00"
    };

    @Test
    void textIsTheUtf8OfTheJdk() {
        SplittableRandom random = Seeds.random("textIsTheUtf8OfTheJdk");
        JavaText text = new JavaText();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder expected = new StringBuilder();
            int kinds = random.nextInt(1, PARTS.length + 1);
            for (int i = random.nextInt(random.nextInt(20) == 0 ? 4_000 : 40); i > 0; i--) {
                expected.append(PARTS[random.nextInt(kinds)]);
            }
            int length = text.read(expected);
            assertEquals(expected.toString(), new String(text.bytes(), 0, length, UTF_8));
        }
    }

    @Test
    void charactersOfTwoCharsMayLieAcrossChunks() {
        JavaText text = new JavaText();
        for (int before = 4_090; before < 4_100; before++) {
            String expected = "a".repeat(before) + "\ud83d\ude00".repeat(5_000);
            int length = text.read(expected);
            assertEquals(expected, new String(text.bytes(), 0, length, UTF_8));
        }
    }

    @Test
    void unpairedSurrogatesAreRefused() {
        JavaText text = new JavaText();
        for (int before : new int[] {0, 1, 100, 4_094, 4_095, 4_096, 9_000}) {
            for (String unpaired : new String[] {"\ud83d", "\ude00", "\ud83da", "\ude00\ud83d"}) {
                String message = "unpaired surrogate U+"
                        + Integer.toHexString(unpaired.charAt(0)).toUpperCase(java.util.Locale.ROOT) + " at index "
                        + before;
                for (String start : new String[] {"a", "\u20ac"}) {
                    String bad = start.repeat(before) + unpaired;
                    assertEquals(
                            message,
                            assertThrows(IllegalArgumentException.class, () -> text.read(bad))
                                    .getMessage());
                    assertEquals(
                            message,
                            assertThrows(IllegalArgumentException.class, () -> JavaText.utf8(bad))
                                    .getMessage());
                }
            }
        }
    }
}
