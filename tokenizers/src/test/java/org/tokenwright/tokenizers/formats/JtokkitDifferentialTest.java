package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pretokenize.RandomText;

/**
 * Random strings of every kind give the ids of jtokkit. Where the two differ by rule:
 *
 * <ul>
 *   <li>Unpaired surrogates are refused here. There they are a question mark, and with cl100k_base, three bytes that are not
 *       UTF-8.
 *   <li>Character classes are those of Unicode 16.0 here, and those of the running JDK there: strings with a character whose
 *       class differs are left out.
 * </ul>
 */
class JtokkitDifferentialTest {
    private static final List<EncodingType> ENCODINGS =
            List.of(EncodingType.R50K_BASE, EncodingType.P50K_BASE, EncodingType.CL100K_BASE, EncodingType.O200K_BASE);

    private static final String WHITE_SPACE =
            "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
                    + "\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\u001C\u001F\u180E\u200B\uFEFF";
    private static final List<String> RUNS = List.of(
            "a", "A", " ", "\n", "\r\n", "1", "!", "\u4E2D", "\uD83D\uDE00", "\u0301", "\u3000", "'", "ab", "a1");

    /** Unpaired surrogates are a failed assertion there, where assertions are on. */
    @BeforeAll
    static void withoutTheAssertionsOfThePeer() {
        ClassLoader loader = Encodings.class.getClassLoader();
        loader.setPackageAssertionStatus("com.knuddels.jtokkit", false);
    }

    @Test
    void randomStringsGiveTheSameIds() throws IOException {
        compare(20_000, Seeds.random("randomStringsGiveTheSameIds"));
    }

    @Test
    @Tag("long")
    void aMillionRandomStringsGiveTheSameIds() throws IOException {
        compare(1_000_000, Seeds.random("aMillionRandomStringsGiveTheSameIds"));
    }

    private static void compare(int strings, SplittableRandom random) throws IOException {
        int leftOut = 0;
        int refused = 0;
        for (EncodingType type : ENCODINGS) {
            Encoding peer = Encodings.newLazyEncodingRegistry().getEncoding(type);
            Tokenizer tokenizer = TiktokenFormat.load(type.getName()).tokenizer();
            List<String> special = List.copyOf(tokenizer.specialTokens().ids().keySet());
            for (int i = 0; i < strings / ENCODINGS.size(); i++) {
                String text = text(random, tokenizer, special);
                if (text.codePoints().anyMatch(JtokkitDifferentialTest::isOfAnotherClass)) {
                    leftOut++;
                } else if (text.codePoints().anyMatch(JtokkitDifferentialTest::isSurrogate)) {
                    refused++;
                    assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(text));
                    if (type != EncodingType.CL100K_BASE) {
                        compare(
                                withQuestionMarks(text),
                                peer.encodeOrdinary(text).toArray(),
                                tokenizer,
                                type);
                    }
                } else {
                    compare(text, peer.encodeOrdinary(text).toArray(), tokenizer, type);
                    if (special.stream().anyMatch(text::contains)) {
                        assertThrows(UnsupportedOperationException.class, () -> peer.encode(text));
                        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(text));
                    }
                }
            }
        }
        System.out.println(strings + " strings: " + refused + " refused for unpaired surrogates, " + leftOut
                + " left out for classes of another version of Unicode");
        assertTrue(refused > strings / 20, refused + " refused");
        assertTrue(leftOut < strings / 2, leftOut + " left out");
    }

    private static void compare(String text, int[] expected, Tokenizer tokenizer, EncodingType type) {
        int[] ids = tokenizer.encode(text, SpecialTokenPolicy.IGNORE);
        assertArrayEquals(expected, ids, () -> type + " of " + RandomText.escaped(text));
        assertEquals(text, new String(tokenizer.decodeBytes(ids), UTF_8));
    }

    private static String text(SplittableRandom random, Tokenizer tokenizer, List<String> special) {
        return switch (random.nextInt(9)) {
            case 0 -> codePoints(random, Character.MAX_CODE_POINT);
            case 1 -> codePoints(random, 0x3100);
            case 2 -> whiteSpace(random);
            case 3 -> tokens(random, tokenizer);
            case 4 -> insert(random, RandomText.next(random, 20), "" + (char) random.nextInt(0xD800, 0xE000));
            case 5 -> insert(random, RandomText.next(random, 20), special.get(random.nextInt(special.size())));
            case 6 -> random.nextInt(10) > 0 ? RandomText.next(random, 40) : runs(random);
            default -> RandomText.next(random, 40);
        };
    }

    private static String codePoints(SplittableRandom random, int bound) {
        StringBuilder text = new StringBuilder();
        int block = random.nextInt(bound);
        for (int i = random.nextInt(24); i > 0; i--) {
            int codePoint = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(bound);
                case 1 -> random.nextInt(0x80);
                default -> Math.min(block + random.nextInt(0x40), Character.MAX_CODE_POINT);
            };
            if (!isSurrogate(codePoint)) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    private static String whiteSpace(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append(
                    random.nextInt(3) == 0
                            ? "ab1.'".charAt(random.nextInt(5))
                            : WHITE_SPACE.charAt(random.nextInt(WHITE_SPACE.length())));
        }
        return text.toString();
    }

    private static String tokens(SplittableRandom random, Tokenizer tokenizer) {
        List<Integer> ids = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            int id = random.nextInt(tokenizer.vocabulary().idBound());
            if (tokenizer.vocabulary().contains(id)) {
                ids.add(id);
            }
        }
        return tokenizer.decode(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String runs(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            text.append(RUNS.get(random.nextInt(RUNS.size())).repeat(random.nextInt(1, 300)));
        }
        return text.toString();
    }

    private static String insert(SplittableRandom random, String text, String inserted) {
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        return text.substring(0, at) + inserted + text.substring(at);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isOfAnotherClass(int codePoint) {
        return CodePoints.category(codePoint) != Character.getType(codePoint);
    }

    private static String withQuestionMarks(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(codePoint -> replaced.appendCodePoint(isSurrogate(codePoint) ? '?' : codePoint));
        return replaced.toString();
    }
}
