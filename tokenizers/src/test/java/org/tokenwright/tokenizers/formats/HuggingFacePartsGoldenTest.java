package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.pipeline.PipelineTokenizer;

/** Each part of the format, one small file for each, against the reference. */
class HuggingFacePartsGoldenTest {
    private static final String GOLDEN = "/golden/huggingface.jsonl";

    @TestFactory
    List<DynamicTest> everyPartDoesWhatTheReferenceDoes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        JsonValue characters = null;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(GOLDEN), GOLDEN)) {
            for (String text : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                JsonValue line = parse(text);
                Map<String, JsonValue> fields =
                        new LinkedHashMap<>(line.get("tokenizer").fields());
                characters = characters == null ? fields.get("model") : characters;
                fields.putIfAbsent("model", characters);
                String file = new JsonValue(GOLDEN, "", fields).json();
                tests.add(DynamicTest.dynamicTest(line.get("name").string(), () -> check(line, file)));
            }
        }
        assertTrue(tests.size() > 80, () -> tests.size() + " lines");
        return tests;
    }

    private static JsonValue parse(String line) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            return JsonValue.read(json, GOLDEN, "", new JsonValue.Budget(1 << 20));
        }
    }

    private static void check(JsonValue line, String file) throws IOException {
        PipelineTokenizer tokenizer = read(file.getBytes(UTF_8));
        checkIds(line, tokenizer);
        checkTexts(line, tokenizer);

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new HuggingFaceWriter(tokenizer.parts()).writeTo(written);
        PipelineTokenizer again = read(written.toByteArray());
        checkIds(line, again);
        checkTexts(line, again);
    }

    private static PipelineTokenizer read(byte[] file) throws IOException {
        return HuggingFaceFormat.read(new ByteArrayInputStream(file), "file", HuggingFaceLimits.DEFAULT, 0);
    }

    private static void checkIds(JsonValue line, PipelineTokenizer tokenizer) throws IOException {
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.ALLOW);
        for (JsonValue golden : line.get("cases").elements()) {
            String text = golden.elements().get(0).string();
            int count = encoder.encode(text);
            assertEquals(
                    numbers(golden.elements().get(1)),
                    Arrays.stream(encoder.ids(), 0, count).boxed().toList(),
                    () -> show(text));
            checkOffsets(text, encoder);
        }
    }

    private static void checkOffsets(String text, Encoder encoder) {
        Encoding bytes = encoder.encoding(OffsetUnit.BYTES);
        Encoding chars = encoder.encoding(OffsetUnit.UTF16);
        int last = 0;
        for (int i = 0; i < bytes.size(); i++) {
            assertTrue(
                    last <= chars.start(i) && chars.start(i) <= chars.end(i) && chars.end(i) <= text.length(),
                    () -> show(text));
            last = chars.start(i);
            assertTrue(text.substring(0, chars.start(i)).getBytes(UTF_8).length <= bytes.start(i), () -> show(text));
            assertTrue(text.substring(0, chars.end(i)).getBytes(UTF_8).length >= bytes.end(i), () -> show(text));
        }
    }

    private static void checkTexts(JsonValue line, PipelineTokenizer tokenizer) throws IOException {
        for (JsonValue golden : line.get("decoded").elements()) {
            List<Integer> numbers = numbers(golden.elements().get(0));
            int[] ids = numbers.stream().mapToInt(Integer::intValue).toArray();
            assertEquals(golden.elements().get(1).string(), tokenizer.decode(ids), numbers::toString);
            Decoder decoder = tokenizer.newDecoder();
            for (int round = 0; round < 2; round++) {
                StringBuilder text = new StringBuilder();
                for (int id : ids) {
                    text.append(decoder.append(id));
                }
                text.append(decoder.finish());
                assertEquals(golden.elements().get(1).string(), text.toString(), numbers::toString);
            }
        }
    }

    private static List<Integer> numbers(JsonValue array) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (JsonValue element : array.elements()) {
            numbers.add(element.number(0, Integer.MAX_VALUE));
        }
        return numbers;
    }

    private static String show(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c -> shown.append(c > ' ' && c < 0x7F ? Character.toString(c) : "\\u{%x}".formatted(c)));
        return shown.toString();
    }
}
