package org.tokenwright.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tokenwright.tokenizers.SequenceTemplate.Part;
import org.tokenwright.tokenizers.Truncation.Strategy;
import org.tokenwright.tokenizers.slow.GoldenSet;

class BatchEncoderTest {
    private static final int CLS = LetterTokenizer.CLS;
    private static final int SEP = LetterTokenizer.SEP;
    private static final int PAD = LetterTokenizer.PAD;

    private static final Map<String, SequenceTemplate> TEMPLATES = Map.of(
            "none",
            SequenceTemplate.PLAIN,
            "bert",
            new LetterTokenizer().template(),
            "turned",
            SequenceTemplate.of(
                    List.of(Part.first(0), Part.special(SEP, 2), Part.special(CLS, 1)),
                    List.of(Part.second(1), Part.special(SEP, 0), Part.special(SEP, 2), Part.first(0))));

    private final BatchEncoder plain = BatchEncoder.of(new LetterTokenizer());

    @Test
    void rowsAreThoseOfTheReference() throws IOException {
        int number = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            for (String line : GoldenSet.lines("batches.jsonl")) {
                Map<?, ?> golden = (Map<?, ?>) Objects.requireNonNull(json(line));
                BatchEncoder encoder = encoder(golden);
                String where = "batch " + number;
                assertRows((List<?>) get(golden, "rows"), encode(encoder, golden), where);
                assertRows((List<?>) get(golden, "rows"), encode(encoder.withThreads(executor, 3), golden), where);
                number++;
            }
        }
        assertEquals(100, number);
    }

    private static BatchEncoding encode(BatchEncoder encoder, Map<?, ?> golden) {
        List<String> first = strings(get(golden, "first"));
        return golden.get("second") == null
                ? encoder.encode(first)
                : encoder.encodePairs(first, strings(get(golden, "second")));
    }

    private BatchEncoder encoder(Map<?, ?> golden) {
        BatchEncoder encoder = plain.withTemplate(
                        Objects.requireNonNull(TEMPLATES.get(String.valueOf(golden.get("template")))))
                .withTruncation(null)
                .withPadding(null)
                .withOverflow(true)
                .withOffsets(OffsetUnit.UTF16);
        if (golden.get("truncation") instanceof Map<?, ?> truncation) {
            Strategy strategy = Strategy.valueOf(String.valueOf(truncation.get("strategy"))
                    .replaceAll("(?<=.)(?=[A-Z])", "_")
                    .toUpperCase(Locale.ROOT));
            encoder = encoder.withTruncation(new Truncation(
                    number(truncation, "max_length"), strategy, side(truncation), number(truncation, "stride")));
        }
        if (golden.get("padding") instanceof Map<?, ?> padding) {
            int length = padding.get("strategy") instanceof Map<?, ?> fixed ? number(fixed, "Fixed") : 0;
            int multiple = padding.get("pad_to_multiple_of") == null ? 1 : number(padding, "pad_to_multiple_of");
            encoder = encoder.withPadding(
                    new Padding(length, multiple, side(padding), PAD, number(padding, "pad_type_id"), "[PAD]"));
        }
        return encoder;
    }

    private static void assertRows(List<?> rows, BatchEncoding batch, String where) {
        assertEquals(rows.size(), batch.size(), where);
        for (int i = 0; i < rows.size(); i++) {
            Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(rows.get(i));
            String which = where + ", row " + i;
            assertEquals(number(row, "sample"), batch.sample(i), which);
            assertArrayEquals(ints(row, "ids"), batch.ids(i), which);
            assertArrayEquals(ints(row, "types"), batch.typeIds(i), which);
            assertArrayEquals(ints(row, "attention"), batch.attentionMask(i), which);
            assertArrayEquals(ints(row, "special"), batch.specialTokensMask(i), which);
            assertArrayEquals(ints(row, "starts"), batch.starts(i), which);
            assertArrayEquals(ints(row, "ends"), batch.ends(i), which);
            assertEquals(batch.ids(i).length, batch.length(i), which);
        }
    }

    private static Object get(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static int number(Map<?, ?> map, String key) {
        return (Integer) get(map, key);
    }

    private static Side side(Map<?, ?> map) {
        return Side.valueOf(String.valueOf(map.get("direction")).toUpperCase(Locale.ROOT));
    }

    private static int[] ints(Map<?, ?> map, String key) {
        return ((List<?>) get(map, key)).stream().mapToInt(n -> (Integer) n).toArray();
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static @Nullable Object json(String line) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            return value(json);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> json.getIntValue();
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    @Test
    void theTokenizersOwnSettingsHold() {
        BatchEncoding batch = plain.encode(List.of("a", "bcd"));
        assertArrayEquals(new int[] {CLS, 0, SEP, PAD, PAD}, batch.ids(0));
        assertArrayEquals(new int[] {CLS, 1, 28, 29, SEP}, batch.ids(1));
        assertArrayEquals(new int[] {-1, 0, -1, -1, -1}, batch.sequences(0));
        assertNull(batch.unit());
        assertEquals(
                "there are no offsets: call BatchEncoder.withOffsets before encoding",
                assertThrows(IllegalStateException.class, () -> batch.starts(0)).getMessage());
        BatchEncoding pair = plain.encodePairs(List.of("a"), List.of("b"));
        assertArrayEquals(new int[] {CLS, 0, SEP, 1, SEP}, pair.ids(0));
        assertArrayEquals(new int[] {0, 0, 0, 1, 1}, pair.typeIds(0));
        assertArrayEquals(new int[] {-1, 0, -1, 1, -1}, pair.sequences(0));
        assertEquals(0, plain.encode(List.of()).size());
        Tokenizer model = TestTokenizers.of("words");
        assertEquals(SequenceTemplate.PLAIN, model.template());
        assertArrayEquals(
                model.encode("a few"),
                BatchEncoder.of(model).encode(List.of("a few")).ids(0));
    }

    @Test
    void overflowIsLeftOutUnlessAskedFor() {
        BatchEncoder encoder = plain.withTruncation(Truncation.to(4).withStride(1));
        assertEquals(1, encoder.encode(List.of("abcdef")).size());
        BatchEncoding batch = encoder.withOverflow(true).encode(List.of("a", "abcdef"));
        assertEquals(6, batch.size());
        assertArrayEquals(new int[] {CLS, 27, 28, SEP}, batch.ids(2));
        assertEquals(1, batch.sample(2));
        assertEquals(
                1,
                encoder.withTruncation(Truncation.to(2))
                        .withOverflow(true)
                        .encode(List.of("ab"))
                        .size());
    }

    @Test
    void whatCannotBeTruncatedIsRefused() {
        List<String> texts = List.of("abcd");
        assertEquals(
                "the template adds 2 tokens to rows of at most 1: expected a greater maximum length",
                refusal(() -> plain.withTruncation(Truncation.to(1)).encode(texts)));
        Truncation second = Truncation.to(4).withStrategy(Strategy.ONLY_SECOND);
        assertEquals(
                "the second sequence is to be truncated, but there is only one, of 4 tokens for 2",
                refusal(() -> plain.withTruncation(second).encode(texts)));
        assertEquals(
                "the second sequence has 4 tokens and 7 are to be taken off: expected a longer one, or another strategy",
                refusal(() -> plain.withTruncation(second).encodePairs(texts, texts)));
        assertEquals(
                "the stride is 2, expected less than 2, what is left of a sequence of 4 tokens",
                refusal(() -> plain.withTruncation(Truncation.to(4).withStride(2))
                        .withOverflow(true)
                        .encode(texts)));
        assertEquals(
                "there are 1 first texts and 0 second, expected as many",
                refusal(() -> plain.encodePairs(texts, List.of())));
        assertEquals(
                "the number of threads is 0, expected 1 or more", refusal(() -> plain.withThreads(Runnable::run, 0)));
        assertTrue(refusal(() -> BatchEncoder.of(TestTokenizers.of("words")).encode(List.of("a<|end|>")))
                .startsWith("the text holds the special token <|end|> at byte 1"));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertEquals("the maximum length is 0, expected 1 or more", refusal(() -> Truncation.to(0)));
        assertEquals(
                "the stride is 8, expected 0 to 7, less than the maximum length",
                refusal(() -> Truncation.to(8).withStride(8)));
        assertEquals("the length is 0, expected 1 or more", refusal(() -> Padding.toLength(0, 0, "")));
        assertEquals("the length is -1, expected 0 or more", refusal(() -> new Padding(-1, 1, Side.LEFT, 0, 0, "")));
        assertEquals(
                "the multiple is 0, expected 1 or more",
                refusal(() -> Padding.toLongest(0, "").withMultipleOf(0)));
        assertEquals("the id is -1 and the type id 0, expected 0 or more", refusal(() -> Padding.toLongest(-1, "")));
        assertEquals("the type id is -1, expected 0 or more", refusal(() -> Part.first(-1)));
        assertEquals("the id of SPECIAL is -1, expected 0 or more", refusal(() -> Part.special(-1, 0)));
        assertEquals("the id of FIRST is 3, expected -1", refusal(() -> new Part(SequenceTemplate.Kind.FIRST, 3, 0)));
        assertEquals(
                "the template of one sequence holds the first sequence 0 times and the second 0 times, expected 1 and 0",
                refusal(() -> SequenceTemplate.of(List.of(), List.of())));
        assertEquals(
                "the template of two sequences holds the first sequence 2 times and the second 0 times, expected 1 and 1",
                refusal(() -> SequenceTemplate.of(List.of(Part.first(0)), Collections.nCopies(2, Part.first(0)))));
    }

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
