package org.tokenwright.tokenizers.slow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.slow.SlowTrainer.Settings;

/** The slow models give what the reference programs gave. */
class SlowModelsTest {
    @ParameterizedTest
    @CsvSource({
        "gpt4o_simple, gpt4o, SIMPLE",
        "gpt4o_improved, gpt4o, IMPROVED",
        "gpt2_simple, gpt2, SIMPLE",
        "ultimate2_improved, ultimate2, IMPROVED"
    })
    void trainsTheGoldenModels(String model, String pattern, MergeRule rule) {
        List<String> golden = GoldenSet.lines(model + ".model");
        Pattern regex = regex(golden);
        Function<String, List<String>> pretokens = text -> Bytes.pretokens(regex, text);
        SlowTrainer.Result result = SlowTrainer.boundless(
                GoldenSet.pretokens("meadow", pattern),
                utf8(),
                Settings.of(700),
                pretokens,
                Pattern.compile(rule.regex()));

        assertEquals(section(golden, "words", "merges"), merges(result.events(false)));
        assertEquals(section(golden, "superwords", "merges"), merges(result.events(true)));
        assertEquals(tokens(golden), shown(result.vocabulary()));
        assertEquals(counts(golden), shownCounts(result));
    }

    @Test
    void trainsTheGoldenFirstPass() {
        List<String> golden = GoldenSet.lines("gpt4o_simple.word.model");
        SlowTrainer.Result result = SlowTrainer.plain(GoldenSet.pretokens("meadow", "gpt4o"), utf8(), Settings.of(700));

        assertEquals(section(golden, "words", "merges"), merges(result.events(false)));
        assertEquals(List.of(), result.events(true));
        assertEquals(tokens(golden), shown(result.vocabulary()));
        assertEquals(counts(golden), shownCounts(result));
    }

    @Test
    void trainsAsHuggingFaceDoes() {
        List<String> golden = GoldenSet.lines("hf_gpt2.merges.txt");
        Pattern regex = regex(GoldenSet.lines("gpt2_simple.model"));
        List<List<String>> documents = new ArrayList<>();
        for (String text : GoldenSet.texts("meadow")) {
            for (String line : (text + "\n").split("(?<=\n)", -1)) {
                documents.add(Bytes.pretokens(regex, line));
            }
        }
        List<String> byCharacter = bytes(Alphabet.BYTES).stream()
                .sorted(Comparator.comparing(token -> ByteAlphabet.show(Bytes.toArray(token))))
                .toList();
        SlowTrainer.Result result = SlowTrainer.huggingFace(documents, byCharacter, 30_000);

        assertEquals(
                golden,
                result.events().stream()
                        .map(event -> show(event.left()) + " " + show(event.right()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt4o_simple",
                "gpt4o_improved",
                "gpt2_simple",
                "ultimate2_improved",
                "gpt4o_superbpe",
                "gpt4o_simple.word"
            })
    void encodesAsTheGoldenModelsDo(String model) {
        List<String> golden = GoldenSet.lines(model + ".model");
        SlowEncoder encoder = new SlowEncoder(
                pairs(section(golden, "words", "merges")),
                golden.contains("superwords") ? pairs(section(golden, "superwords", "merges")) : List.of());
        List<List<String>> pretokens = GoldenSet.pretokens("strings", model.substring(0, model.indexOf('_')));
        for (GoldenSet.Encoded encoded : GoldenSet.encoded(model)) {
            assertEquals(encoded.tokens(), shown(encoder.encode(pretokens.get(encoded.id()))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt4o_simple", "gpt2_simple", "ultimate2_improved"})
    void regularExpressionsGiveTheGoldenPretokens(String model) {
        Pattern regex = regex(GoldenSet.lines(model + ".model"));
        for (String name : new String[] {"meadow", "strings"}) {
            List<List<String>> pretokens = GoldenSet.pretokens(name, model.substring(0, model.indexOf('_')));
            List<String> texts = GoldenSet.texts(name);
            for (int i = 0; i < texts.size(); i++) {
                assertEquals(pretokens.get(i), Bytes.pretokens(regex, texts.get(i)));
            }
        }
    }

    @Test
    void regularMergesGoOnAfterTheLastSupermerge() {
        Pattern words = Pattern.compile(" ?[a-z]+| ?[0-9]+");
        Function<String, List<String>> pretokens = text -> Bytes.pretokens(words, text);
        List<List<String>> documents = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            documents.add(pretokens.apply(" ab cd"));
        }
        documents.add(pretokens.apply("1234567"));
        SlowTrainer.Result result =
                SlowTrainer.boundless(documents, utf8(), Settings.of(243 + 8), pretokens, Pattern.compile("\\p{L}"));

        List<SlowTrainer.Event> events = result.events();
        assertEquals(8, events.size());
        assertTrue(events.get(4).supermerge());
        assertEquals(" ab cd", events.get(4).product());
        assertEquals(List.of("12", "123", "1234"), products(events.subList(5, 8)));
    }

    private static List<String> products(List<SlowTrainer.Event> events) {
        return events.stream().map(SlowTrainer.Event::product).toList();
    }

    private static List<String> utf8() {
        return bytes(Alphabet.UTF8);
    }

    private static List<String> bytes(Alphabet alphabet) {
        List<String> bytes = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (alphabet.contains(value)) {
                bytes.add(Bytes.of(new byte[] {(byte) value}));
            }
        }
        return bytes;
    }

    private static String show(String token) {
        return ByteAlphabet.show(Bytes.toArray(token));
    }

    private static List<String> shown(List<String> tokens) {
        return tokens.stream().map(SlowModelsTest::show).toList();
    }

    private static List<Long> shownCounts(SlowTrainer.Result result) {
        return result.vocabulary().stream()
                .map(token -> result.counts().getOrDefault(token, 0L))
                .toList();
    }

    private static List<String> merges(List<SlowTrainer.Event> events) {
        List<String> lines = new ArrayList<>();
        for (SlowTrainer.Event event : events) {
            lines.add(lines.size() + " " + show(event.left()) + " " + show(event.right()) + " " + event.count() + " "
                    + (event.completing() ? 1 : 0));
        }
        return lines;
    }

    /** The pretokenizer's expression, read from the first of the JSON lines. */
    private static Pattern regex(List<String> model) {
        String json = model.get(model.indexOf("words") + 1);
        String start = "\"main_regex\": \"";
        String value =
                json.substring(json.indexOf(start) + start.length(), json.indexOf("\", \"script_specific_regex"));
        return Pattern.compile(value.replace("\\\\", "\\"), Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** The lines of a section, which begins behind a heading and its number of lines. */
    private static List<String> section(List<String> model, String block, String heading) {
        List<String> rest = model.subList(model.indexOf(block), model.size());
        int start = rest.indexOf(heading) + 2;
        return rest.subList(start, start + Integer.parseInt(rest.get(start - 1)));
    }

    private static List<String> tokens(List<String> model) {
        return section(model, "vocabulary", "vocabulary").stream()
                .map(line -> line.split(" ", -1)[1])
                .toList();
    }

    private static List<Long> counts(List<String> model) {
        return section(model, "vocabulary", "vocabulary").stream()
                .map(line -> Long.valueOf(line.split(" ", -1)[2]))
                .toList();
    }

    private static List<List<String>> pairs(List<String> merges) {
        return merges.stream()
                .map(line -> line.split(" ", -1))
                .map(fields -> List.of(token(fields[1]), token(fields[2])))
                .toList();
    }

    private static String token(String shown) {
        return Bytes.of(ByteAlphabet.parse(shown));
    }
}
