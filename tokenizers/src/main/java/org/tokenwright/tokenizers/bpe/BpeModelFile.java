package org.tokenwright.tokenizers.bpe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/**
 * The file of a {@link BpeModel}: a {@link ModelFile} of kind "bpe" with these sections.
 *
 * <table>
 * <caption>Content</caption>
 * <tr><th>section</th><th>type</th><th>what</th></tr>
 * <tr><td>config</td><td>JSON object, UTF-8</td><td>{@code alphabet}: "bytes" or "utf8"; {@code pattern}: the pretokenizer's
 *     regular expression; {@code mergeRule}: "simple" or "improved"</td></tr>
 * <tr><td>vocabulary.*</td><td>see {@link Vocabulary}</td><td>the tokens</td></tr>
 * <tr><td>merges.*</td><td>see {@link MergeTable}</td><td>the merges</td></tr>
 * <tr><td>supermerges.*</td><td>see {@link MergeTable}</td><td>the supermerges; absent for plain BPE</td></tr>
 * <tr><td>special.*</td><td>see {@link SpecialTokens}</td><td>the special tokens</td></tr>
 * </table>
 *
 * <table>
 * <caption>Notes, each of which may be absent</caption>
 * <tr><th>section</th><th>type</th><th>what</th></tr>
 * <tr><td>summary</td><td>JSON object, UTF-8</td><td>the numbers of {@link TrainingSummary} by their names</td></tr>
 * <tr><td>counts.tokens</td><td>int64 for each id below the vocabulary's bound</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.merges</td><td>int64 for each merge</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.completing</td><td>a bit for each merge, the lowest of a byte first; zero bytes at the end are left out</td>
 *     <td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.supermerges</td><td>int64 for each supermerge</td><td>see {@link MergeCounts}</td></tr>
 * <tr><td>counts.completingRuns</td><td>a bit for each supermerge, as in counts.completing</td>
 *     <td>see {@link MergeCounts}</td></tr>
 * </table>
 */
final class BpeModelFile {
    private static final String KIND = "bpe";
    private static final String CONFIG = "config";
    private static final String SUMMARY = "summary";
    private static final String TOKEN_COUNTS = "counts.tokens";
    private static final String MERGE_COUNTS = "counts.merges";
    private static final String COMPLETING = "counts.completing";
    private static final String SUPERMERGE_COUNTS = "counts.supermerges";
    private static final String COMPLETING_RUNS = "counts.completingRuns";

    private static final JsonFactory JSON = new JsonFactory();

    private BpeModelFile() {}

    static ModelFile.Writer writer(BpeModel model) {
        ModelFile.Writer file = ModelFile.writer(KIND);
        MergeTable supermerges = model.supermerges();
        file.content(CONFIG, config(model));
        model.vocabulary().write(file, "vocabulary");
        model.merges().write(file, "merges");
        if (supermerges != null) {
            supermerges.write(file, "supermerges");
        }
        model.specialTokens().write(file, "special");
        TrainingSummary summary = model.summary();
        if (summary != null) {
            file.note(SUMMARY, json(summary));
        }
        MergeCounts counts = model.counts();
        if (counts != null) {
            file.note(TOKEN_COUNTS, buffer(counts.tokens()));
            file.note(MERGE_COUNTS, buffer(counts.merges()));
            file.note(COMPLETING, ByteBuffer.wrap(counts.completing().toByteArray()));
            file.note(SUPERMERGE_COUNTS, buffer(counts.supermerges()));
            file.note(COMPLETING_RUNS, ByteBuffer.wrap(counts.completingRuns().toByteArray()));
        }
        return file;
    }

    static BpeModel read(Path path) throws IOException {
        ModelFile file = ModelFile.open(path);
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    path.toString(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        Map<String, String> config = readConfig(file);
        Vocabulary vocabulary = Vocabulary.read(file, "vocabulary");
        Alphabet alphabet = alphabet(file, config.get("alphabet"));
        MergeTable merges = MergeTable.read(file, "merges", vocabulary);
        BpeModel.Builder model =
                BpeModel.builder(vocabulary, alphabet, merges, pretokenizer(file, config.get("pattern")));
        model.specialTokens(SpecialTokens.read(file, "special"));
        model.mergeRule(mergeRule(file, config.get("mergeRule")));
        int supermerges = 0;
        if (file.sections().contains("supermerges.products")) {
            MergeTable table = MergeTable.read(file, "supermerges", vocabulary);
            supermerges = table.size();
            model.supermerges(table);
        }
        if (file.sections().contains(SUMMARY)) {
            model.summary(readSummary(file));
        }
        if (file.sections().contains(TOKEN_COUNTS)) {
            model.counts(new MergeCounts(
                    longs(file, TOKEN_COUNTS, vocabulary.idBound()),
                    longs(file, MERGE_COUNTS, merges.size()),
                    BitSet.valueOf(file.section(COMPLETING)),
                    longs(file, SUPERMERGE_COUNTS, supermerges),
                    BitSet.valueOf(file.section(COMPLETING_RUNS))));
        }
        try {
            return model.build();
        } catch (IllegalArgumentException e) {
            throw inconsistent(file, e);
        }
    }

    private static IOException inconsistent(ModelFile file, IllegalArgumentException e) {
        return (IOException)
                file.corrupt(CONFIG, 0, "sections that contradict each other: " + e.getMessage(), "a model")
                        .initCause(e);
    }

    private static ByteBuffer config(BpeModel model) {
        Map<String, Object> config = new TreeMap<>();
        config.put("alphabet", model.alphabet().label());
        config.put("pattern", model.pretokenizer().regex());
        config.put("mergeRule", model.mergeRule().label());
        return json(config);
    }

    private static ByteBuffer json(TrainingSummary summary) {
        Map<String, Object> numbers = new TreeMap<>();
        numbers.put("requestedSize", (long) summary.requestedSize());
        numbers.put("documents", summary.documents());
        numbers.put("skippedDocuments", summary.skippedDocuments());
        numbers.put("bytes", summary.bytes());
        numbers.put("pretokens", summary.pretokens());
        numbers.put("distinctPretokens", summary.distinctPretokens());
        numbers.put("runs", summary.runs());
        numbers.put("distinctRuns", summary.distinctRuns());
        return json(numbers);
    }

    private static ByteBuffer json(Map<String, Object> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (field.getValue() instanceof Long number) {
                    generator.writeNumberField(field.getKey(), number);
                } else {
                    generator.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** The fields of a flat object of strings and whole numbers, as strings. */
    private static Map<String, String> fields(ModelFile file, String section) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(file.bytes(section))) {
            require(file, section, parser, parser.nextToken() == JsonToken.START_OBJECT, "an object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                require(
                        file,
                        section,
                        parser,
                        value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT,
                        "a string or a whole number");
                require(file, section, parser, fields.put(name, parser.getText()) == null, name + " only once");
            }
            require(file, section, parser, parser.currentToken() == JsonToken.END_OBJECT, "a field");
            require(file, section, parser, parser.nextToken() == null, "the end of the section");
        } catch (JsonProcessingException e) {
            throw (IOException) file.corrupt(section, e.getLocation().getByteOffset(), e.getOriginalMessage(), "JSON")
                    .initCause(e);
        }
        return fields;
    }

    private static void require(ModelFile file, String section, JsonParser parser, boolean condition, String expected)
            throws CorruptInputException {
        if (!condition) {
            throw file.corrupt(
                    section,
                    Math.max(0, parser.currentTokenLocation().getByteOffset()),
                    String.valueOf(parser.currentToken()),
                    expected);
        }
    }

    private static Map<String, String> readConfig(ModelFile file) throws IOException {
        Map<String, String> config = fields(file, CONFIG);
        for (String name : config.keySet()) {
            if (!name.equals("alphabet") && !name.equals("pattern") && !name.equals("mergeRule")) {
                throw file.corrupt(CONFIG, 0, "a field " + name, "alphabet, pattern and mergeRule only");
            }
        }
        return config;
    }

    private static Alphabet alphabet(ModelFile file, @Nullable String label) throws CorruptInputException {
        for (Alphabet alphabet : Alphabet.values()) {
            if (alphabet.label().equals(label)) {
                return alphabet;
            }
        }
        throw file.corrupt(CONFIG, 0, "alphabet " + label, "bytes or utf8");
    }

    private static MergeRule mergeRule(ModelFile file, @Nullable String label) throws CorruptInputException {
        for (MergeRule rule : MergeRule.values()) {
            if (rule.label().equals(label)) {
                return rule;
            }
        }
        throw file.corrupt(CONFIG, 0, "mergeRule " + label, "simple or improved");
    }

    private static Pretokenizer pretokenizer(ModelFile file, @Nullable String regex) throws IOException {
        if (regex == null) {
            throw file.corrupt(CONFIG, 0, "no pattern", "a pattern");
        }
        try {
            return Pretokenizers.of(regex);
        } catch (IllegalArgumentException e) {
            throw (IOException) file.corrupt(CONFIG, 0, "the pattern " + regex, "a regular expression")
                    .initCause(e);
        }
    }

    private static TrainingSummary readSummary(ModelFile file) throws IOException {
        Map<String, String> fields = fields(file, SUMMARY);
        return new TrainingSummary(
                (int) number(file, fields, "requestedSize"),
                number(file, fields, "documents"),
                number(file, fields, "skippedDocuments"),
                number(file, fields, "bytes"),
                number(file, fields, "pretokens"),
                number(file, fields, "distinctPretokens"),
                number(file, fields, "runs"),
                number(file, fields, "distinctRuns"));
    }

    private static long number(ModelFile file, Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw (IOException) file.corrupt(SUMMARY, 0, name + " " + value, "a whole number")
                    .initCause(e);
        }
    }

    private static ByteBuffer buffer(long[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(numbers);
        return buffer;
    }

    private static long[] longs(ModelFile file, String section, int expected) throws CorruptInputException {
        ByteBuffer buffer = file.section(section);
        if (buffer.remaining() != (long) expected * Long.BYTES) {
            throw file.corrupt(section, 0, buffer.remaining() + " bytes", (long) expected * Long.BYTES + " bytes");
        }
        long[] numbers = new long[expected];
        buffer.asLongBuffer().get(numbers);
        return numbers;
    }
}
