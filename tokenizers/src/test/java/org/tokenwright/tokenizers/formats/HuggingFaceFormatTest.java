package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SequenceTemplate.Part;
import org.tokenwright.tokenizers.Side;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Truncation;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class HuggingFaceFormatTest {
    private static final String WORDS =
            "{\"type\":\"WordLevel\",\"vocab\":{\"?\":0,\"a\":1,\"b\":2,\"ab\":3,\"é\":4,\"😀\":5,\"▁a\":6},\"unk_token\":\"?\"}";

    private static Tokenizer read(String json) throws IOException {
        return HuggingFaceFormat.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8)),
                "file",
                HuggingFaceLimits.DEFAULT,
                7);
    }

    private static String refused(String json) {
        return message(
                assertThrows(CorruptInputException.class, () -> read(json)).getMessage());
    }

    private static String message(@Nullable String message) {
        return Objects.requireNonNull(message);
    }

    private static String bpe(String vocabulary, String merges) {
        return "{'model':{'type':'BPE','vocab':{" + vocabulary + "},'merges':[" + merges + "]}}";
    }

    @Test
    void whatIsNotSupportedIsRefusedWithItsPlace() {
        String model = ",'model':" + WORDS + "}";
        assertEquals(
                "file, /normalizer/normalizers/1/type: found \"Upper\", expected a type of normalizer that is known",
                refused("{'normalizer':{'type':'Sequence','normalizers':[{'type':'NFC'},{'type':'Upper'}]}" + model));
        assertEquals(
                "file, /pre_tokenizer/type: found \"Nothing\", expected a type of pre-tokenizer that is known",
                refused("{'pre_tokenizer':{'type':'Nothing'}" + model));
        assertEquals(
                "file, /pre_tokenizer/behavior: found \"Kept\", expected Removed, Isolated, MergedWithPrevious,"
                        + " MergedWithNext or Contiguous",
                refused("{'pre_tokenizer':{'type':'Split','pattern':{'String':'a'},'behavior':'Kept'}" + model));
        assertEquals(
                "file, /decoder/decoders/0/type: found null, expected a string",
                refused("{'decoder':{'type':'Sequence','decoders':[{}]}" + model));
        assertEquals(
                "file, /post_processor/single/0/SpecialToken/id: found \"[X]\", expected a token of"
                        + " /post_processor/special_tokens",
                refused(
                        "{'post_processor':{'type':'TemplateProcessing','single':[{'SpecialToken':{'id':'[X]','type_id':0}}],"
                                + "'pair':[],'special_tokens':{}}" + model));
        assertEquals(
                "file, /truncation/strategy: found \"Never\", expected LongestFirst, OnlyFirst or OnlySecond",
                refused("{'truncation':{'max_length':3,'strategy':'Never'}" + model));
        assertEquals(
                "file, /padding/pad_id: found -1, expected a number from 0 to 16777215",
                refused("{'padding':{'strategy':'BatchLongest','direction':'Left','pad_id':-1}" + model));
        assertEquals("file, /version: found \"2.0\", expected \"1.0\"", refused("{'version':'2.0'" + model));
        assertEquals(
                "file, /model/type: found \"Neural\", expected BPE, WordPiece, Unigram or WordLevel",
                refused("{'model':{'type':'Neural','vocab':{}}}"));
        assertEquals("file, /model: found null, expected an object", refused("{}"));
        assertEquals("file, /model/vocab: found null, expected an object or an array", refused("{'model':{}}"));
    }

    @Test
    void malformedModelsAreRefusedWithTheirPlace() {
        assertEquals(
                "file, /model/vocab/b~1: found id 0, which another token has, expected an id of its own",
                refused(bpe("'a':0,'b/':0", "")));
        assertEquals(
                "file, /model/vocab/a: found a token that is there already, expected a new one",
                refused(bpe("'a':0,'a':1", "")));
        assertEquals(
                "file, /model/vocab/a: found \"-1\", expected an id from 0 to 16777215", refused(bpe("'a':-1", "")));
        assertEquals(
                "file, /model/merges/1: found \"a  b\", expected two tokens with one space between them",
                refused(bpe("'a':0,'b':1,'ab':2", "'a b','a  b'")));
        assertEquals(
                "file, /model/merges/0: found token \"c\", expected a token of the vocabulary",
                refused(bpe("'a':0", "['a','c']")));
        assertEquals(
                "file, /model/merges/0: found a merge to \"aa\", expected a merge to a token of the vocabulary",
                refused(bpe("'a':0", "['a','a']")));
        assertEquals(
                "file, /model/merges/0/2: found \"a\", expected the end of the array",
                refused(bpe("'a':0,'aa':1", "['a','a','a']")));
        assertEquals(
                "file, /model/dropout: found 2, expected a number from 0.0 to 1.0",
                refused("{'model':{'type':'BPE','dropout':2,'vocab':{},'merges':[]}}"));
        assertEquals(
                "file, /model/unk_id: found 5, expected the id of a token",
                refused("{'model':{'type':'Unigram','unk_id':5,'vocab':[['a',-1.0]]}}"));
        assertTrue(refused(bpe("'\\ud800':0", "")).startsWith("file, line 1, column "));
        assertEquals(
                "file, line 1, column 10: found no JSON (Unexpected end-of-input within/between Object entries), expected JSON",
                refused("{'model':{")
                        .replaceAll(
                                "\\(Unexpected end-of-input.*\\)",
                                "(Unexpected end-of-input within/between Object entries)")
                        .replaceAll("column \\d+", "column 10"));
    }

    @Test
    void idsOfAddedTokensAreThoseOfTheFile() throws IOException {
        String token = "{'id':%d,'content':'%s','special':%b}";
        Tokenizer tokenizer = read("{'added_tokens':[" + token.formatted(100, "<s>", true) + ","
                + token.formatted(3, "ab", false) + "," + token.formatted(50, "", true) + "],'model':" + WORDS + "}");
        assertEquals(Map.of("<s>", 100), tokenizer.specialTokens().ids());
        assertArrayEquals(new int[] {100, 1, 3}, tokenizer.encode("<s>aab", SpecialTokenPolicy.ALLOW));
        assertEquals(
                "file, /added_tokens/0/id: found id 5 for \"ab\", expected 3, as /model/vocab/ab has for this"
                        + " token",
                refused("{'added_tokens':[" + token.formatted(5, "ab", false) + "],'model':" + WORDS + "}"));
        assertEquals(
                "file, /added_tokens/0/id: found id 3 for \"x\", expected another id, as /model/vocab/ab has this"
                        + " one for \"ab\"",
                refused("{'added_tokens':[" + token.formatted(3, "x", false) + "],'model':" + WORDS + "}"));
        assertEquals(
                "file, /added_tokens/0/id: found id 0 for \"x\", expected another id, as /model/vocab/0 has this one"
                        + " for \"a\"",
                refused("{'added_tokens':[" + token.formatted(0, "x", true)
                        + "],'model':{'type':'Unigram','vocab':[['a',-1.0]]}}"));
        assertEquals(
                "file, /added_tokens/1/id: found id 9 for \"y\", expected another id, as /added_tokens/0 has this"
                        + " one for \"x\"",
                refused("{'added_tokens':[" + token.formatted(9, "x", false) + "," + token.formatted(9, "y", false)
                        + "],'model':" + WORDS + "}"));
    }

    @Test
    void policiesAreForSpecialTokensAlone() throws IOException {
        Tokenizer tokenizer = read("{'added_tokens':[{'id':10,'content':'<s>','special':true},"
                + "{'id':11,'content':'<t>','special':false}],'model':" + WORDS + "}");
        assertArrayEquals(new int[] {10, 11}, tokenizer.encode("<s><t>", SpecialTokenPolicy.ALLOW));
        assertArrayEquals(new int[] {0, 11}, tokenizer.encode("<s><t>", SpecialTokenPolicy.IGNORE));
        assertArrayEquals(new int[] {10}, tokenizer.encode("<s>", SpecialTokenPolicy.allowOnly(Set.of("<s>"))));
        assertEquals(
                "the text holds the special token <s> at byte 3; allow or ignore special tokens to encode it",
                assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("<t><s>"))
                        .getMessage());
        assertEquals(
                "\"<t>\" is not a special token, expected one of [<s>]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tokenizer.newEncoder(SpecialTokenPolicy.allowOnly(Set.of("<t>"))))
                        .getMessage());
        assertEquals("<s>ab", tokenizer.decode(10, 3).replace(" ", ""));
        assertEquals(
                "no token has the id 99",
                assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(99))
                        .getMessage());
    }

    @Test
    void offsetsLeadThroughNormalizersToTheTextAsGiven() throws IOException {
        Tokenizer tokenizer =
                read("{'normalizer':{'type':'Sequence','normalizers':[{'type':'NFC'},{'type':'Lowercase'}]},"
                        + "'pre_tokenizer':{'type':'Whitespace'},'model':" + WORDS + "}");
        Encoding encoding = tokenizer.encode("😀  e\u0301 AB", SpecialTokenPolicy.RAISE, OffsetUnit.UTF16);
        assertArrayEquals(new int[] {5, 4, 3}, encoding.ids());
        assertEquals(List.of(0, 4, 7), List.of(encoding.start(0), encoding.start(1), encoding.start(2)));
        assertEquals(List.of(2, 6, 9), List.of(encoding.end(0), encoding.end(1), encoding.end(2)));
        encoding = tokenizer.encode("😀  e\u0301 AB", SpecialTokenPolicy.RAISE, OffsetUnit.BYTES);
        assertEquals(List.of(4, 9, 12), List.of(encoding.end(0), encoding.end(1), encoding.end(2)));
    }

    @Test
    void prefixesAndRemovedSpacesHaveNoPlaceInTheText() throws IOException {
        Tokenizer tokenizer =
                read("{'pre_tokenizer':{'type':'Metaspace','replacement':'▁','prepend_scheme':'always'},'model':"
                        + WORDS + "}");
        Encoding encoding = tokenizer.encode("a a", SpecialTokenPolicy.RAISE, OffsetUnit.UTF16);
        assertArrayEquals(new int[] {6, 6}, encoding.ids());
        assertEquals(
                List.of(0, 1, 1, 3), List.of(encoding.start(0), encoding.end(0), encoding.start(1), encoding.end(1)));
    }

    @Test
    void templatesTruncationAndPaddingAreKept() throws IOException {
        Tokenizer tokenizer =
                read("{'truncation':{'direction':'Left','max_length':8,'strategy':'OnlySecond','stride':2},"
                        + "'padding':{'strategy':{'Fixed':16},'direction':'Left','pad_to_multiple_of':8,'pad_id':2,'pad_type_id':1,"
                        + "'pad_token':'b'},'post_processor':{'type':'Sequence','processors':[{'type':'ByteLevel','trim_offsets':true},"
                        + "{'type':'RobertaProcessing','sep':['b',2],'cls':['a',1],'trim_offsets':true,'add_prefix_space':true}]},"
                        + "'model':" + WORDS + "}");
        assertEquals(new Truncation(8, Truncation.Strategy.ONLY_SECOND, Side.LEFT, 2), tokenizer.truncation());
        assertEquals(new Padding(16, 8, Side.LEFT, 2, 1, "b"), tokenizer.padding());
        assertEquals(
                SequenceTemplate.of(
                        List.of(Part.special(1, 0), Part.first(0), Part.special(2, 0)),
                        List.of(
                                Part.special(1, 0),
                                Part.first(0),
                                Part.special(2, 0),
                                Part.special(2, 0),
                                Part.second(0),
                                Part.special(2, 0))),
                tokenizer.template());
        Tokenizer plain = read("{'model':" + WORDS + "}");
        assertNull(plain.truncation());
        assertNull(plain.padding());
        assertEquals(SequenceTemplate.PLAIN, plain.template());
    }

    @Test
    void dropoutDrawsFromTheSeed() throws IOException {
        String model =
                "{'model':{'type':'BPE','dropout':0.5,'vocab':{'a':0,'b':1,'ab':2,'abab':3},'merges':['a b','ab ab']}}";
        String text = "abababababababababababababababab";
        Tokenizer tokenizer = read(model);
        assertArrayEquals(tokenizer.encode(text), tokenizer.encode(text));
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.RAISE);
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            int count = encoder.encode(text);
            assertEquals(
                    text, tokenizer.decode(Arrays.copyOf(encoder.ids(), count)).replace(" ", ""));
            seen.add(Arrays.stream(encoder.ids(), 0, count).boxed().toList());
        }
        assertTrue(seen.size() > 10, () -> "only " + seen.size() + " ways");
    }

    @Test
    void expressionsThatBacktrackTooMuchGiveUp() throws IOException {
        checkGivesUp("a?".repeat(40) + "a".repeat(40) + "b", "a".repeat(60));
        checkGivesUp("(?:a|ab|b)*c", "ab".repeat(200_000));
        checkGivesUp("a+b", "a".repeat(1_000_000));
    }

    private static void checkGivesUp(String regex, String text) throws IOException {
        for (String model : List.of(WORDS, bytes())) {
            Tokenizer tokenizer =
                    read("{'pre_tokenizer':{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'"
                            + regex
                            + "'},'behavior':'Isolated','invert':false},{'type':'ByteLevel','add_prefix_space':false,"
                            + "'use_regex':false}]},'model':" + model + "}");
            assertTimeout(Duration.ofSeconds(30), () -> {
                String message = message(assertThrows(
                                IllegalArgumentException.class, () -> tokenizer.encode(text), text.length() + " chars")
                        .getMessage());
                assertTrue(message.startsWith("the expression "), message);
                assertTrue(
                        message.contains(" overflows the stack on a text of ")
                                || message.endsWith("not come to an end: it backtracks too much"),
                        message);
            });
        }
    }

    /** BPE with all bytes and no merges. */
    private static String bytes() {
        StringBuilder json = new StringBuilder("{'type':'BPE','merges':[],'vocab':{");
        for (int value = 0; value < 256; value++) {
            String name = ByteAlphabet.show(new byte[] {(byte) value});
            json.append(value == 0 ? "" : ",").append("'\\u%04x':%d".formatted((int) name.charAt(0), value));
        }
        return json.append("}}").toString();
    }

    @Test
    void fourHundredThousandAddedTokensAreReadAndFound() throws IOException {
        StringBuilder json = new StringBuilder("{\"added_tokens\":[");
        for (int i = 0; i < 400_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i + 10)
                    .append(",\"content\":\"<x")
                    .append(i)
                    .append(">\"}");
        }
        json.append("],\"model\":").append(WORDS).append('}');
        assertTimeout(Duration.ofSeconds(30), () -> {
            Tokenizer tokenizer = read(json.toString());
            assertArrayEquals(new int[] {10, 1, 399_999 + 10, 2}, tokenizer.encode("<x0>a<x399999>b"));
        });
    }

    @Test
    void ownModelsAreWrittenAndReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        for (String name : List.of("gpt2", "gpt4", "gpt4o", "qwen2", "superbpe1", "whitespace", "none")) {
            BpeModel model = model(name, MergeOrder.TRAINED).build();
            HuggingFaceFormat.write(model, file);
            BpeModel again = HuggingFaceFormat.readModel(file);
            assertEquals(model.fingerprint(), again.fingerprint(), name);
            Tokenizer tokenizer = HuggingFaceFormat.read(file);
            String text = "the cat's <|end|> the  the\u00e9 12 \u0301";
            assertArrayEquals(
                    model.tokenizer().encode(text, SpecialTokenPolicy.ALLOW),
                    tokenizer.encode(text, SpecialTokenPolicy.ALLOW),
                    name);
            assertEquals(text, tokenizer.decode(tokenizer.encode(text, SpecialTokenPolicy.ALLOW)));
            assertTrue(HuggingFaceFormat.matches(file));
        }
        BpeModel normalizing = model("gpt2", MergeOrder.TRAINED)
                .normalization(Normalization.NFC)
                .wholePretokens(true)
                .build();
        HuggingFaceFormat.write(normalizing, file);
        assertEquals(
                normalizing.fingerprint(), HuggingFaceFormat.readModel(file).fingerprint());
    }

    private static BpeModel.Builder model(String pretokenizer, MergeOrder order) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int value = 0; value < 256; value++) {
            vocabulary.add(new byte[] {(byte) value});
        }
        vocabulary.add("th".getBytes(UTF_8));
        vocabulary.add("the".getBytes(UTF_8));
        vocabulary.add(" the".getBytes(UTF_8));
        MergeTable merges =
                MergeTable.of(new int[] {'t', 256, ' '}, new int[] {'h', 'e', 257}, new int[] {256, 257, 258});
        return BpeModel.builder(vocabulary.build(), merges, Pretokenizers.of(pretokenizer))
                .mergeOrder(order)
                .specialTokens(SpecialTokens.of(Map.of("<|end|>", 300)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gpt4o-script;this format has no room for a pretokenizer of some scripts",
                "\\w+|.;the pretokenizer \\w+|. cannot be written in this format: the regular expression \\w+|. holds \\w at index 0,"
                        + " which means something else there",
            })
    void whatTheFormatCannotHoldIsNotWritten(String pretokenizer, String message, @TempDir Path folder) {
        Path file = folder.resolve("tokenizer.json");
        BpeModel model = model(pretokenizer, MergeOrder.TRAINED).build();
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> HuggingFaceFormat.write(model, file))
                        .getMessage());
        assertFalse(Files.exists(file));
        assertEquals(
                "the tokenizer was not read from tokenizer.json",
                assertThrows(IllegalArgumentException.class, () -> HuggingFaceFormat.write(model.tokenizer(), file))
                        .getMessage());
    }

    @Test
    void bytesThatAreNoTextAreRefusedWhereTextIsNeeded() throws IOException {
        Encoder encoder = read("{'model':" + WORDS + "}").newEncoder(SpecialTokenPolicy.IGNORE);
        byte[] bytes = {'a', (byte) 0xC3};
        assertEquals(
                "byte 0xC3 at index 1 is not UTF-8",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode(bytes, 0, 2))
                        .getMessage());
        assertThrows(IllegalStateException.class, () -> encoder.encoding(OffsetUnit.BYTES));
        assertEquals(
                "unpaired surrogate U+D800 at index 1",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode("a\ud800"))
                        .getMessage());
    }
}
