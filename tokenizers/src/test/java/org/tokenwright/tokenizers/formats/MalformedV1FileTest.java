package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;

/** Every way in which a "word v1" file can be wrong, and what is said about it. */
class MalformedV1FileTest {
    /** A small file; the number of its first line is 1, and the bytes are the lines 4 to 259. */
    static final List<String> VALID = valid();

    private static List<String> valid() {
        List<String> lines = new ArrayList<>(List.of("word v1", "\" ?[a-z]+|.\"", "260"));
        for (int value = 0; value < 256; value++) {
            lines.add(value + " " + ByteAlphabet.show(new byte[] {(byte) value}));
        }
        lines.addAll(List.of("256 ab", "257 abc", "258 cd", "259 abccd")); // 260 to 263
        lines.addAll(List.of("1", "260 <|end|>")); // 264 to 265
        lines.addAll(List.of("3", "0 a b", "1 ab c", "3 c d")); // 266 to 269
        lines.addAll(List.of("1", "2 ab")); // 270 to 271
        lines.addAll(List.of("1", "4 abc cd", "0")); // 272 to 274
        return lines;
    }

    @Test
    void theValidFileIsValid() throws IOException {
        BpeModel model = read(file(VALID));
        assertEquals(260, model.vocabulary().size());
        assertEquals(1, model.deletions().size());
        assertRefusedOrKept(file(VALID));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "1 ~ word v2 ~ line 1: found \"word v2\", expected \"word v1\"",
                "2 ~ [a] ~ line 2: found \"[a]\", expected a regular expression as a JSON string",
                "2 ~ \"(\" ~ line 2: found \"\"(\"\", expected a regular expression as a JSON string",
                "2 ~ \"a\" 1 ~ line 2: found more behind a JSON string, expected a regular expression as a JSON string",
                "2 ~ \"gpt4o-script\" ~ line 2: found \"\"gpt4o-script\"\", expected a regular expression as a JSON string",
                "3 ~ 255 ~ line 3: found 255 tokens, expected 256 or more",
                "3 ~ 9999999999 ~ line 3: found 9999999999 tokens, expected at most 16777216",
                "3 ~ -1 ~ line 3: found number of tokens \"-1\", expected decimal digits",
                "4 ~ 1 \u0100 ~ line 4: found id 1, expected id 0",
                "4 ~ 0 a ~ line 4: found token \"a\", expected base byte \"\u0100\"",
                "4 ~ 0 ~ line 4: found \"0\", expected ID TOKEN",
                "261 ~ 257 ab ~ line 261: found token \"ab\": token of id 257 is there already with id 256: 6162, expected a new token",
                "265 ~ 259 <|end|> ~ line 265: found id 259, expected an id from 260 on that is not yet taken",
                "267 ~ 0 a x ~ line 267: found token \"ax\", expected a token of the vocabulary",
                "268 ~ 0 ab c ~ line 268: found index 0, expected an index above 0",
                "269 ~ 5 c d ~ line 275: found no event with the index 3, expected indices without gaps",
                "271 ~ 2 x\u0101 ~ line 271: found token \"x\u0101\", expected a token of the vocabulary",
                "273 ~ 4 ab c ~ line 275: found event 4 that makes the token with id 257, expected one that makes that of 259",
                "274 ~ 1 ~ line 274: found deletions of superwords, expected 0"
            })
    void saysWhatIsWrong(int line, String replacement, String message) {
        List<String> lines = new ArrayList<>(VALID);
        lines.set(line - 1, replacement);
        assertCorrupt(file(lines), message);
    }

    @Test
    void fewerEventsThanTokens() {
        List<String> lines = new ArrayList<>(VALID.subList(0, 271));
        lines.addAll(List.of("0", "0"));
        assertCorrupt(file(lines), "line 274: found events that make 259 tokens, expected events for all 260");
    }

    @Test
    void aDeletionBehindASupermerge() {
        List<String> lines = new ArrayList<>(VALID);
        lines.set(270, "5 ab");
        lines.set(268, "2 c d");
        lines.set(272, "3 abc cd");
        List<String> withLast = new ArrayList<>(lines);
        withLast.set(270, "4 ab");
        assertCorrupt(
                file(withLast),
                "line 275: found deletion 4 behind a supermerge, expected deletions behind their merge");
    }

    @Test
    void cutOffAnywhere() {
        byte[] whole = file(VALID);
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CorruptInputException.class, () -> read(cut), () -> "cut to " + cut.length);
        }
    }

    @Test
    void damageIsNoticedOrHarmless() throws IOException {
        SplittableRandom random = Seeds.random("damageIsNoticedOrHarmless");
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = file(VALID);
            int start = random.nextBoolean() ? 0 : damaged.length - 120;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(start, damaged.length);
                damaged[at] =
                        random.nextBoolean() ? damaged[random.nextInt(start, damaged.length)] : (byte) random.nextInt();
            }
            assertRefusedOrKept(damaged);
        }
    }

    static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static BpeModel read(byte[] file) throws IOException {
        return WordV1Format.read(new ByteArrayInputStream(file), "m", DeletionParts.BYTES, BoundlessLimits.DEFAULT);
    }

    private static void assertCorrupt(byte[] file, String message) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(file));
        assertEquals("m, " + message, e.getMessage());
    }

    /** What is written of a model that was read is read as the same model, and written as the same bytes. */
    static void assertRefusedOrKept(byte[] file) throws IOException {
        BpeModel model;
        try {
            model = read(file);
        } catch (IOException e) {
            assertTrue(e.toString().contains("m, line "), e::toString);
            return;
        }
        byte[] written = write(model);
        BpeModel again = read(written);
        assertEquals(model.fingerprint(), again.fingerprint());
        assertEquals(new String(written, UTF_8), new String(write(again), UTF_8));
    }

    private static byte[] write(BpeModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new V1Writer(model).writeTo(out);
        return out.toByteArray();
    }
}
