package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pipeline.IdBuffer;
import org.tokenwright.tokenizers.slow.SlowPickyBpe;

class PickyBpeFormatTest {
    private static final List<String> CHARACTERS = List.of("\u2581", "a", "b", "\u00e9", "\u4e2d", "\ud83d\ude00");
    private static final List<String> UNKNOWN = List.of("z", "\u00e8", "\u4e2e", "\ud83d\ude01");

    @Test
    void wordsAreEncodedAsByThePlainModel() throws IOException {
        SplittableRandom random = Seeds.random("wordsAreEncodedAsByThePlainModel");
        for (int round = 0; round < 400; round++) {
            SlowPickyBpe slow = new SlowPickyBpe(random, CHARACTERS, random.nextInt(60));
            PickyBpePieces pieces = read(slow.json()).pieces();
            for (int i = 0; i < 30; i++) {
                String word = word(random);
                assertEquals(slow.encode("\u2581" + word), ids(word, pieces), () -> word + " by " + slow.json());
            }
        }
    }

    @Test
    void textsFallIntoWordsAndComeBackWithoutTheirWhiteSpace() throws IOException {
        SplittableRandom random = Seeds.random("textsFallIntoWordsAndComeBackWithoutTheirWhiteSpace");
        for (int round = 0; round < 100; round++) {
            SlowPickyBpe slow = new SlowPickyBpe(random, CHARACTERS, random.nextInt(60));
            Tokenizer tokenizer = PickyBpeFormat.tokenizer(read(slow.json()));
            List<String> words = Stream.generate(() -> word(random))
                    .limit(random.nextInt(6))
                    .filter(word -> UNKNOWN.stream().noneMatch(word::contains) && !word.contains("\u2581"))
                    .toList();
            String text = " \n" + String.join("\u001C\t ", words) + "\u3000";
            List<Integer> expected = new ArrayList<>();
            words.forEach(word -> expected.addAll(slow.encode("\u2581" + word)));
            Encoding encoding = tokenizer.encode(text, SpecialTokenPolicy.RAISE, OffsetUnit.UTF16);
            assertEquals(expected, Arrays.stream(encoding.ids()).boxed().toList(), () -> text + " by " + slow.json());
            assertEquals(String.join(" ", words), tokenizer.decode(encoding.ids()));
            StringBuilder covered = new StringBuilder();
            for (int i = 0; i < encoding.size(); i++) {
                covered.append(text, encoding.start(i), encoding.end(i));
            }
            assertEquals(String.join("", words), covered.toString());
        }
    }

    @Test
    void unknownCharactersAndSpecialTokens() throws IOException {
        Tokenizer tokenizer = PickyBpeFormat.tokenizer(
                read(new SlowPickyBpe(new SplittableRandom(1), List.of("\u2581", "a"), 0).json()));
        assertEquals(List.of(4, 5, 1, 1), ids("a\u4e2dz", tokenizer, SpecialTokenPolicy.IGNORE));
        assertEquals(List.of(2, 4, 5, 3), ids("<BOS>a<EOS>", tokenizer, SpecialTokenPolicy.ALLOW));
        assertEquals("<BOS> a<EOS>", tokenizer.decode(2, 4, 5, 3));
        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("<PAD>"));
    }

    private static List<Integer> ids(String text, Tokenizer tokenizer, SpecialTokenPolicy policy) {
        return Arrays.stream(tokenizer.encode(text, policy)).boxed().toList();
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(1, 20); length > 0; length--) {
            List<String> from = random.nextInt(12) == 0 ? UNKNOWN : CHARACTERS;
            word.append(from.get(random.nextInt(from.size())));
        }
        return word.toString();
    }

    private static List<Integer> ids(String word, PickyBpePieces pieces) {
        IdBuffer out = new IdBuffer();
        byte[] utf8 = (" " + word).getBytes(UTF_8);
        pieces.newEncoder().encode(utf8, 1, utf8.length, out);
        if (out.size() > 0) {
            assertEquals(utf8.length, out.ends()[out.size() - 1]);
        }
        return Arrays.stream(out.ids(), 0, out.size()).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{ ~ [ ~ line 1, column 1: found \"[\", expected a JSON object",
                "\"merges\" ~ \"merge\" ~ line 5, column 13: found no field \"merges\", expected tokens, id2int, merges and splits",
                "\"int2id\" ~ \"id2int\" ~ line 3, column 12: found field \"id2int\" again, expected each field once",
                "\"0\": 0 ~ \"x\": 0 ~ line 2, column 17: found token \"x\", expected the id of a token",
                "\"4\": 4 ~ \"4\": 3 ~ its tokens: found id 3 again in id2int, expected one id for each token",
                "\"4\": 4 ~ \"9\": 4 ~ its tokens: found no id in id2int for token \"a\", expected one",
                "\"str\": \"<UNK>\" ~ \"str\": \"<UNC>\" ~ its tokens: found no special token <UNK>, expected one",
                "\"id\": 4, ~ `` ~ line 1, column 569: found a token without id or str, expected both",
                "\"id\": 4, ~ \"id\": -4, ~ line 1, column 476: found \"-4\", expected a number from 0 to 16777215",
                "\"special\": false ~ \"special\": 0 ~ line 1, column 513: found \"0\", expected true or false",
                "\"str\": \"b\" ~ \"str\": \"a\" ~ line 1, column 688: found token \"a\" again, expected a new token",
                "\"str\": \"b\" ~ \"str\": \"\\ud800\" ~ line 1, column 597: found token \"\\uD800\", expected one character or"
                        + " more, without unpaired surrogates",
            })
    void malformedFiles(String part, String changed, String message) {
        String file = new SlowPickyBpe(new SplittableRandom(1), List.of("a", "b"), 0).json();
        CorruptInputException corrupt = assertThrows(
                CorruptInputException.class,
                () -> read(file.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(changed))));
        assertEquals("file, " + message, corrupt.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"str\": \"ab\", \"special\": false, \"present\": false ~ \"str\": \"ab\", \"special\": false, \"present\":"
                        + " true ~ token \"ab\" present, expected what merges and splits leave behind",
                "\"id\": 1, \"token\" ~ \"id\": 0, \"token\" ~ two merges or splits with the id 0, expected ids that are all"
                        + " different",
                "\"split\": [{\"str\": \"a\"}, {\"str\": \"b\"}] ~ \"split\": [{\"str\": \"b\"}, {\"str\": \"a\"}] ~ split 1 of token"
                        + " \"ab\" into 2 parts, expected the 2 tokens present that it was made of first",
                "\"token\": {\"str\": \"ab\"} ~ \"token\": {\"str\": \"a\"} ~ split 1 of token \"a\", expected a token that a merge"
                        + " before it makes",
                "[{\"str\": \"b\"}, {\"str\": \"b\"}], \"new_token\": {\"str\": \"bb\"} ~ [{\"str\": \"ab\"}, {\"str\":"
                        + " \"b\"}], \"new_token\": {\"str\": \"abb\"} ~ merge 2 of token \"ab\", expected tokens that are present",
                "[{\"str\": \"b\"}, {\"str\": \"b\"}], \"new_token\": {\"str\": \"bb\"} ~ [{\"str\": \"b\"}, {\"str\":"
                        + " \"a\"}], \"new_token\": {\"str\": \"ba\"} ~ merge 2 to \"ba\", expected a token of the file",
                "\"str\": \"a\", \"special\": false, \"present\": true ~ \"str\": \"a\", \"special\": false, \"present\": false ~"
                        + " character \"a\" deleted, expected all characters present",
            })
    void eventsThatContradictTheTokens(String part, String changed, String message) {
        String file = """
                {"tokens": [{"id": 0, "str": "<UNK>", "special": true, "present": true},
                  {"id": 1, "str": "a", "special": false, "present": true},
                  {"id": 2, "str": "b", "special": false, "present": true},
                  {"id": 3, "str": "ab", "special": false, "present": false},
                  {"id": 4, "str": "bb", "special": false, "present": true}],
                 "id2int": {"0": 0, "1": 1, "2": 2, "4": 3, "3": 4},
                 "merges": [{"id": 0, "pair": [{"str": "a"}, {"str": "b"}], "new_token": {"str": "ab"}},
                   {"id": 2, "pair": [{"str": "b"}, {"str": "b"}], "new_token": {"str": "bb"}}],
                 "splits": [{"id": 1, "token": {"str": "ab"}, "split": [{"str": "a"}, {"str": "b"}]}]}
                """;
        assertTrue(file.contains(part), part);
        CorruptInputException corrupt =
                assertThrows(CorruptInputException.class, () -> read(file.replace(part, changed)));
        assertEquals("file, its tokens: found " + message, corrupt.getMessage());
    }

    private static PickyBpeModel.Parts read(String file) throws IOException {
        return PickyBpeReader.read(new ByteArrayInputStream(file.getBytes(UTF_8)), "file")
                .parts();
    }
}
