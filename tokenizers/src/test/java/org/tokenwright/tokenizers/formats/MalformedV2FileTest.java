package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;

/** Every way in which a file can be wrong, and what is said about it. */
class MalformedV2FileTest {
    private static final String SETTINGS =
            "{\"tau\": 1.1, \"is_super\": false, \"superbpe_mode\": false, \"blowup\": true, "
                    + "\"main_regex\": \" ?[a-z]+|.\", \"script_specific_regex\": null, \"script_specific_scripts\": null, "
                    + "\"merge_pattern\": \"\\\\p{L}\"}";

    /** A small file; the number of its first line is 1, and the base bytes are the lines 4 to 246. */
    static final List<String> VALID = valid();

    private static List<String> valid() {
        List<String> lines = new ArrayList<>(List.of("BoundlessBPE v2 boundless", "vocabulary", "246"));
        for (int value = 0; value < 256; value++) {
            if (Alphabet.UTF8.contains(value)) {
                lines.add(lines.size() - 3 + " " + ByteAlphabet.show(new byte[] {(byte) value}) + " 0 0");
            }
        }
        lines.addAll(List.of("243 ab 5 0", "244 cd 4 0", "245 abcd 3 1")); // 247 to 249
        lines.addAll(List.of("special_tokens", "1", "246 <|end|>")); // 250 to 252
        lines.addAll(
                List.of("words", SETTINGS, "merges", "2", "0 a b 9 1", "1 c d 4 1", "deletions", "0")); // 253 to 260
        lines.addAll(List.of("superwords", superSettings(SETTINGS), "merges", "1")); // 261 to 264
        lines.addAll(List.of("0 ab cd 3 1", "deletions", "0")); // 265 to 267
        return lines;
    }

    private static String superSettings(String settings) {
        return settings.replace("\"is_super\": false", "\"is_super\": true").replace("true, \"main", "false, \"main");
    }

    static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static BpeModel read(byte[] file) throws IOException {
        return BoundlessV2Format.read(new ByteArrayInputStream(file), "m", BoundlessLimits.DEFAULT);
    }

    private static byte[] write(BpeModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new V2Writer(model).writeTo(out);
        return out.toByteArray();
    }

    private static void assertCorrupt(byte[] file, String message) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(file));
        assertEquals("m, " + message, e.getMessage());
    }

    private static List<String> with(int line, String replacement) {
        List<String> lines = new ArrayList<>(VALID);
        lines.set(line - 1, replacement);
        return lines;
    }

    @Test
    void theValidFileIsValid() throws IOException {
        assertEquals(new String(file(VALID), UTF_8), new String(write(read(file(VALID))), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            textBlock = """
            1 => BoundlessBPE v1 word => found "BoundlessBPE v1 word", expected "BoundlessBPE v2 " and word, boundless or superbpe
            1 => BoundlessBPE v2 unigram => found "BoundlessBPE v2 unigram", expected "BoundlessBPE v2 " and word, boundless or superbpe
            2 => Vocabulary => found "Vocabulary", expected "vocabulary"
            3 => many => found number of tokens "many", expected decimal digits
            3 => -1 => found number of tokens "-1", expected decimal digits
            3 => 9999999999999999999 => found number of tokens "9999999999999999999", expected at most 9223372036854775807
            3 => 16777217 => found 16777217 tokens, expected at most 16777216
            3 => 242 => found 242 tokens, expected 243 or more
            3 => ٢٤٦ => found number of tokens "\\u0662\\u0664\\u0666", expected decimal digits
            4 => 1 Ā 0 0 => found id 1, expected id 0
            4 => 0 ā 0 0 => found token "ā", expected base byte "Ā"
            4 => 0 Ā 0 => found "0 \\u0100 0", expected ID TOKEN COUNT SUPER
            4 => 0 Ā 0 0 0 => found "0 \\u0100 0 0 0", expected ID TOKEN COUNT SUPER
            196 => 192 Ā 0 0 => found token "Ā", expected base byte "Â"
            247 => 243  5 0 => found an empty token, expected one byte or more
            247 => 243 a\u00adb 5 0 => found token "a\\u00ADb", expected characters that stand for bytes
            247 => 243 語 5 0 => found token "語", expected characters that stand for bytes
            247 => 243 a 5 0 => found token "a": token of id 243 is there already with id 97: 61, expected a new token
            247 => 243 ab x 0 => found count "x", expected decimal digits
            247 => 243 ab 5 2 => found "2", expected 0 or 1
            247 => 243 ab 5 1 => found token "ab" with SUPER 1, expected SUPER 0
            249 => 245 abcd 3 0 => found token "abcd" with SUPER 0, expected SUPER 1
            248 => 245 cd 4 0 => found id 245, expected id 244
            251 => 65537 => found 65537 special tokens, expected at most 65536
            252 => 246 => found "246", expected ID STRING
            252 => 245 <|end|> => found id 245, expected an id from 246 on that is not yet taken
            252 => 2147483648 x => found id 2147483648, expected an id from 246 on that is not yet taken
            253 => merges => found "merges", expected "words"
            256 => 16777217 => found 16777217 merges, expected at most 16777216
            257 => -1 a b 9 1 => found index "-1", expected decimal digits
            257 => 0 a bc 9 1 => found token "bc", expected a token of the vocabulary, or one that a merge before gives
            257 => 0 b a 9 1 => found token "ba", expected a token of the vocabulary
            257 => 0 a b 9 => found "0 a b 9", expected INDEX LEFT RIGHT COUNT COMPLETING
            258 => 0 c d 4 1 => found index 0, expected an index above the last
            258 => 2 c d 4 1 => found index 2, expected index 1
            259 => delete => found "delete", expected "deletions"
            261 => superword => found "superword", expected "superwords"
            """,
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '\0')
    void saysWhatIsWrongInALine(int line, String replacement, String message) {
        String characters = message.replace("\\u0100", "Ā");
        assertCorrupt(file(with(line, replacement)), "line " + line + ": " + characters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            textBlock = """
            "tau": 1.1 => "tau": "1.1" => found field "tau" with "1.1", expected a number
            "is_super": false => "is_super": true => found field "is_super" with "true", expected false
            "superbpe_mode": false => "superbpe_mode": true => found field "superbpe_mode" with "true", expected false
            "blowup": true => "blowup": null => found field "blowup" with "null", expected true or false
            " ?[a-z]+|." => "(" => found main_regex "(", expected a regular expression
            " ?[a-z]+|." => 7 => found field "main_regex" with "7", expected a string
            "main_regex": " ?[a-z]+|.", => '' => found no field "main_regex", expected all of [tau, is_super, superbpe_mode, blowup, main_regex, script_specific_regex, script_specific_scripts, merge_pattern]
            \\\\p{L} => \\\\p{M} => found merge_pattern "\\p{M}", expected "\\p{L}" or "^(?=.+\\p{L})(?:\\p{L}\\p{M}*|[ _'\\u2019])+..."
            "tau" => "Tau" => found field "Tau", expected one of [tau, is_super, superbpe_mode, blowup, main_regex, script_specific_regex, script_specific_scripts, merge_pattern]
            "script_specific_regex": null => "script_specific_regex": 1 => found field "script_specific_regex" with "1", expected a string or null
            "script_specific_regex": null => "script_specific_regex": "(" => found script_specific_regex "(", expected a regular expression
            "script_specific_scripts": null => "script_specific_scripts": ["Han"] => found scripts without script_specific_regex, expected both or none
            "script_specific_scripts": null => "script_specific_scripts": [1] => found field "script_specific_scripts" with "1", expected names of scripts
            "script_specific_regex": null, "script_specific_scripts": null => "script_specific_regex": ".", "script_specific_scripts": ["Klingon"] => found script_specific_scripts "[Klingon]", expected names of scripts
            "blowup": true => "tau": 1.1 => found malformed JSON, expected a JSON object
            {"tau": 1.1, => [ => found "[ "is_super": false, "superbpe_mode": fa...", expected a JSON object
            {L}"} => {L}"}} => found malformed JSON, expected a JSON object
            {L}"} => {L}"} {} => found more behind a JSON object, expected one JSON object
            """,
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '\0')
    void saysWhatIsWrongInSettings(String part, String replacement, String message) {
        assertTrue(SETTINGS.contains(part), part);
        String settings = SETTINGS.replace(part, replacement.equals("''") ? "" : replacement);
        assertCorrupt(file(with(254, settings)), "line 254: " + message);
    }

    @Test
    void aRegularExpressionMustNotOverflowTheStack() {
        String deep = "(?:".repeat(100_000) + "a" + ")".repeat(100_000);
        assertCorrupt(
                file(with(254, SETTINGS.replace(" ?[a-z]+|.", deep))),
                "line 254: found main_regex \"" + deep.substring(0, 40) + "...\", expected a regular expression");
    }

    @Test
    void superwordsMustHaveTheSettingsOfTheWords() {
        String other = superSettings(SETTINGS).replace("[a-z]", "[a-y]");
        assertCorrupt(
                file(with(262, other)),
                "line 262: found other settings, expected main_regex and merge_pattern of the words");
        assertCorrupt(file(with(262, SETTINGS)), "line 262: found field \"is_super\" with \"false\", expected true");
        List<String> superbpe = with(1, "BoundlessBPE v2 superbpe");
        assertCorrupt(file(superbpe), "line 262: found field \"superbpe_mode\" with \"false\", expected true");
    }

    @Test
    void aTokenMustBeMadeByTheNextMerge() {
        List<String> swapped = with(247, "243 cd 4 0");
        swapped.set(247, "244 ab 5 0");
        assertCorrupt(
                file(swapped),
                "line 247: found token \"cd\", expected a token that the next merge of either kind makes");
        List<String> more = with(3, "247");
        more.add(249, "246 q9 0 0");
        more.set(252, "247 <|end|>");
        assertCorrupt(
                file(more), "line 250: found token \"q9\", expected a token that the next merge of either kind makes");
    }

    /** A file in which the token ab is made, becomes a part of abc, is deleted and made again. */
    private static List<String> withDeletions() {
        List<String> lines = with(3, "246").subList(0, 246);
        lines.set(0, "BoundlessBPE v2 word");
        lines.addAll(List.of("243 abc 5 0", "244 ab 4 0", "245 abcd 3 0", "special_tokens", "0")); // 247 to 251
        lines.addAll(List.of("words", SETTINGS.replace("1.1", "0.9"), "merges", "5")); // 252 to 255
        lines.addAll(List.of("0 a b 9 1", "1 ab c 9 1", "3 a b 4 0", "4 c d 4 0", "6 abc d 2 0")); // 256 to 260
        lines.addAll(List.of("deletions", "2", "2 ab", "5 cd")); // 261 to 264
        return lines;
    }

    @Test
    void deletionsAreReadAndWritten() throws IOException {
        List<String> lines = withDeletions();
        BpeModel model = read(file(lines));
        assertEquals(new String(file(lines), UTF_8), new String(write(model), UTF_8));
        assertEquals(2, model.deletions().size());
        assertEquals(244, model.deletions().token(0));
        assertEquals(246, model.deletions().token(1), "cd is behind the vocabulary");
        assertEquals("cd", new String(model.symbolBytes(246), UTF_8));
        assertEquals(2, model.deletions().mergesBefore(0));
        assertEquals(4, model.deletions().mergesBefore(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            textBlock = """
            262 => 16777217 => line 262: found 16777217 deletions, expected at most 16777216
            263 => 1 ab => line 263: found index 1, expected the next index that no merge has
            263 => 5 cd => line 263: found index 5, expected the next index that no merge has
            263 => x ab => line 263: found index "x", expected decimal digits
            263 => 2 zz => line 263: found token "zz", expected a token of the vocabulary, or one that a merge before gives
            263 => 2 => line 263: found "2", expected INDEX TOKEN
            264 => 7 cd => line 264: found index 7, expected the next index that no merge has
            264 => 5 abc => line 247: found token "abc", expected a token that the next merge of either kind makes
            260 => 7 abc d 2 0 => line 264: found the last of 2 deletions, expected one for each gap in the indices of merges
            263 => 2 d => line 247: found token "abc", expected a token that the next merge of either kind makes
            """,
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '\0')
    void saysWhatIsWrongWithDeletions(int line, String replacement, String message) {
        List<String> lines = withDeletions();
        lines.set(line - 1, replacement);
        assertCorrupt(file(lines), message);
    }

    @Test
    void countsTellWhetherAMergeOrASupermergeCameFirst() throws IOException {
        List<String> lines = with(3, "247").subList(0, 246);
        lines.addAll(List.of("243 ab 9 0", "244 abc 4 0", "245 abcd 3 0", "246 cd 1 1", "special_tokens", "0"));
        lines.addAll(List.of("words", SETTINGS, "merges", "3", "0 a b 9 1", "1 ab c 4 1", "2 abc d 3 0"));
        lines.addAll(List.of("deletions", "0", "superwords", superSettings(SETTINGS), "merges", "2"));
        lines.addAll(List.of("0 abc d 3 1", "1 c d 1 1", "deletions", "0"));
        assertEquals(new String(file(lines), UTF_8), new String(write(read(file(lines))), UTF_8));

        lines.set(lines.indexOf("0 abc d 3 1"), "0 abc d 4 1");
        assertCorrupt(file(lines), "line 249: found token \"abcd\" with SUPER 0, expected SUPER 1");
    }

    @Test
    void specialTokensMustDiffer() {
        List<String> lines = with(251, "2");
        lines.add(252, "246 x");
        assertCorrupt(file(lines), "line 253: found id 246, expected an id from 246 on that is not yet taken");
        lines.set(252, "247 <|end|>");
        assertCorrupt(file(lines), "line 253: found special token \"<|end|>\" again, expected a new special token");
        String large = "x".repeat(1025);
        lines.set(252, "247 " + large);
        assertCorrupt(
                file(lines),
                "line 253: found special token \"" + large.substring(0, 40) + "...\", expected at most 1024 bytes");
    }

    @Test
    void theAlphabetOfAllBytesNeedsAllBytes() {
        List<String> lines = new ArrayList<>(VALID.subList(0, 246));
        lines.set(2, "243");
        for (int value = 0xC0; value < 243; value++) {
            lines.set(3 + value, value + " " + ByteAlphabet.show(new byte[] {(byte) value}) + " 0 0");
        }
        assertCorrupt(file(lines), "line 246: found the last token of 243, expected 256 base bytes");
    }

    @Test
    void aFileThatIsCutIsRefusedWhereItEnds() {
        byte[] file = file(VALID);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(cut));
            long line =
                    new String(cut, ISO_8859_1).chars().filter(c -> c == '\n').count() + 1;
            assertEquals("line " + line, e.position());
            assertTrue(e.toString().contains(": found the end of the file"), e::toString);
        }
    }

    @Test
    void nothingMayFollow() {
        List<String> lines = new ArrayList<>(VALID);
        lines.add("");
        assertCorrupt(file(lines), "line 268: found another line, expected the end of the file");
    }

    @Test
    void linesMustBeUtf8() {
        byte[] file = file(with(252, "246 ?"));
        file[new String(file, ISO_8859_1).indexOf("246 ?") + 4] = (byte) 0xFF;
        assertCorrupt(file, "line 252: found bytes that are not UTF-8, expected ID STRING");
    }

    @Test
    void linesHaveALimit() {
        BoundlessLimits limits = new BoundlessLimits(1000, 10, 1000, 400);
        byte[] longLine = file(with(252, "246 " + "x".repeat(400)));
        CorruptInputException e = assertThrows(
                CorruptInputException.class,
                () -> BoundlessV2Format.read(new ByteArrayInputStream(longLine), "m", limits));
        assertEquals("m, line 252: found more than 400 bytes, expected at most as many in a line", e.getMessage());
    }

    @Test
    void damagedFilesAreRefusedOrReadForWhatTheySay() throws IOException {
        SplittableRandom random = Seeds.random("MalformedV2FileTest");
        byte[] valid = file(VALID);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = valid.clone();
            int start = random.nextInt(4) == 0 ? 0 : new String(valid, ISO_8859_1).indexOf("243 ab");
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                int at = random.nextInt(start, damaged.length);
                damaged[at] =
                        random.nextBoolean() ? damaged[random.nextInt(start, damaged.length)] : (byte) random.nextInt();
            }
            assertRefusedOrKept(damaged);
        }
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
}
