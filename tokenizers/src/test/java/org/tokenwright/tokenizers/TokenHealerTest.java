package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;

class TokenHealerTest {
    /** The bytes of tokens as strings of one char for each, by id; empty where there is none. */
    private static List<String> plainTokens(Tokenizer tokenizer) {
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < tokenizer.vocabulary().idBound(); id++) {
            String token = tokenizer.vocabulary().contains(id)
                    ? new String(tokenizer.vocabulary().bytes(id), ISO_8859_1)
                    : "";
            if (tokenizer instanceof LetterTokenizer) {
                token = token.startsWith("##") ? token.substring(2) : " " + token;
            }
            tokens.add(token);
        }
        return tokens;
    }

    @ParameterizedTest
    @ValueSource(strings = {"superwords", "words", "letters"})
    void healingAgreesWithALoopOverAllTokens(String name) {
        SplittableRandom random = Seeds.random("healingAgreesWithALoopOverAllTokens." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        TokenHealer healer = TokenHealer.of(tokenizer);
        List<String> tokens = plainTokens(tokenizer);
        for (int round = 0; round < 300; round++) {
            String text = TestTokenizers.text(random, 20);
            int[] all = tokenizer.encode(text, SpecialTokenPolicy.IGNORE);
            int[] ids = Arrays.copyOf(all, random.nextInt(all.length + 1));
            int kept = ids.length;
            for (int from = ids.length - 1; from >= 0; from--) {
                String tail = string(tokens, Arrays.copyOfRange(ids, from, ids.length));
                if (tokens.stream().anyMatch(token -> token.length() > tail.length() && token.startsWith(tail))) {
                    kept = from;
                }
            }
            TokenHealer.Healed healed = healer.heal(ids);
            assertArrayEquals(Arrays.copyOf(ids, kept), healed.ids());
            String required = string(tokens, Arrays.copyOfRange(ids, kept, ids.length));
            assertEquals(required, new String(healed.required(), ISO_8859_1));
            assertAllowed(healer, tokens, required);
            String more = text.substring(0, Math.min(text.length(), random.nextInt(12)));
            assertAllowed(healer, tokens, new String(more.getBytes(UTF_8), ISO_8859_1));
        }
        assertAllowed(healer, tokens, "");
    }

    private static String string(List<String> tokens, int[] ids) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(ids).forEach(id -> text.append(tokens.get(id)));
        return text.toString();
    }

    private static void assertAllowed(TokenHealer healer, List<String> tokens, String required) {
        int[] expected = IntStream.range(0, tokens.size())
                .filter(id -> !tokens.get(id).isEmpty()
                        && (tokens.get(id).startsWith(required) || required.startsWith(tokens.get(id))))
                .toArray();
        byte[] bytes = required.getBytes(ISO_8859_1);
        assertArrayEquals(expected, healer.allowed(bytes));
        for (int id : expected) {
            String token = tokens.get(id);
            assertEquals(
                    required.substring(Math.min(required.length(), token.length())),
                    new String(healer.remaining(bytes, id), ISO_8859_1));
        }
    }

    @Test
    void specialTokensStay() {
        Tokenizer tokenizer = TestTokenizers.of("words");
        TokenHealer healer = TokenHealer.of(tokenizer);
        int[] ids = tokenizer.encode("<|end|> th", SpecialTokenPolicy.ALLOW);
        TokenHealer.Healed healed = healer.heal(ids);
        assertArrayEquals(new int[] {9_999}, healed.ids());
        assertEquals(" th", new String(healed.required(), UTF_8));
        assertArrayEquals(new int[] {9_999}, healer.heal(9_999).ids());
        assertEquals(0, healer.heal().ids().length);
        assertEquals(
                "no token has the id 8888",
                assertThrows(IllegalArgumentException.class, () -> healer.heal(8_888))
                        .getMessage());
        int end = tokenizer.encode("x")[0];
        assertEquals(
                "the token " + end + " does not agree with the required bytes",
                assertThrows(IllegalArgumentException.class, () -> healer.remaining("th".getBytes(UTF_8), end))
                        .getMessage());
    }

    /** Taking any allowed token, again and again, gives the required bytes. */
    @Test
    void whatIsAllowedLeadsToWhatIsRequired() {
        SplittableRandom random = Seeds.random("whatIsAllowedLeadsToWhatIsRequired");
        Tokenizer tokenizer = TestTokenizers.of("superwords");
        TokenHealer healer = TokenHealer.of(tokenizer);
        for (int round = 0; round < 200; round++) {
            String text = TestTokenizers.text(random, 10);
            TokenHealer.Healed healed = healer.heal(tokenizer.encode(text, SpecialTokenPolicy.IGNORE));
            int[] ids = healed.ids();
            for (byte[] required = healed.required(); required.length > 0; ) {
                int[] allowed = healer.allowed(required);
                int id = allowed[random.nextInt(allowed.length)];
                required = healer.remaining(required, id);
                ids = Arrays.copyOf(ids, ids.length + 1);
                ids[ids.length - 1] = id;
            }
            assertEquals(text, tokenizer.decode(ids).substring(0, text.length()));
        }
    }
}
