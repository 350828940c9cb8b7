package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.TrainingSummary;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.vocab.Vocabulary;

/** What {@code inspect} tells about a model. */
final class ModelReport {
    private static final int LISTED = 10;
    private static final int LONGEST_SHOWN = 80;

    private final Tokenizer tokenizer;
    private final String kind;
    private final @Nullable BpeModel model;
    private final Superwords superwords;
    private final List<byte[]> longest;
    private final Map<TokenKind, Integer> kinds;

    ModelReport(LoadedModel loaded) {
        tokenizer = loaded.tokenizer();
        kind = loaded.kind();
        model = loaded.model();
        superwords = new Superwords(model);
        longest = longest(tokenizer.vocabulary());
        kinds = kinds(tokenizer);
    }

    private static List<byte[]> longest(Vocabulary vocabulary) {
        return IntStream.range(0, vocabulary.idBound())
                .filter(vocabulary::contains)
                .boxed()
                .sorted(Comparator.comparingInt(vocabulary::length).reversed())
                .limit(LISTED)
                .map(vocabulary::bytes)
                .toList();
    }

    /** {@return how many tokens of each kind there are, without kinds that there are none of} */
    private static Map<TokenKind, Integer> kinds(Tokenizer tokenizer) {
        Map<TokenKind, Integer> kinds = new EnumMap<>(TokenKind.class);
        Vocabulary vocabulary = tokenizer.vocabulary();
        IntStream.range(0, vocabulary.idBound())
                .filter(vocabulary::contains)
                .forEach(id -> kinds.merge(tokenizer.kind(id), 1, Integer::sum));
        int specials = tokenizer.specialTokens().ids().size();
        if (specials > 0) {
            kinds.merge(TokenKind.SPECIAL, specials, Integer::sum);
        }
        return kinds;
    }

    /** {@return the kind of a model, in a word or a few} */
    static String type(LoadedModel loaded) {
        return loaded.model() == null ? loaded.kind() : type(loaded.model());
    }

    private static String type(BpeModel model) {
        return model.supermerges() == null ? "bpe" : model.settings().getOrDefault("type", "boundless");
    }

    private static int supermerges(BpeModel model) {
        return model.supermerges() == null ? 0 : model.supermerges().size();
    }

    /** The name of the alphabet with which a vocabulary begins. */
    static String alphabet(BpeModel model) {
        @Nullable Alphabet alphabet = model.alphabet();
        return alphabet == null ? "other" : alphabet.label();
    }

    /** Something that is told of the model. */
    record Fact(String name, String value) {}

    /** {@return what there is to tell in a line each} */
    List<Fact> facts() {
        BpeModel model = this.model;
        if (model != null) {
            return facts(model);
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("type", kind));
        facts.add(new Fact("tokens", number(tokenizer.vocabulary().size())));
        facts.add(new Fact(
                "kinds",
                kinds.entrySet().stream()
                        .map(count ->
                                number(count.getValue()) + " " + count.getKey().label())
                        .collect(Collectors.joining(", "))));
        facts.add(new Fact("special tokens", specialTokens()));
        return facts;
    }

    private List<Fact> facts(BpeModel model) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("type", type(model)));
        facts.add(new Fact("fingerprint", model.fingerprint()));
        facts.add(new Fact("tokens", number(model.vocabulary().size())));
        facts.add(new Fact("alphabet", alphabet(model) + " (" + model.byteTokens() + ")"));
        facts.add(new Fact("merges", number(model.merges().size())));
        if (model.supermerges() != null) {
            facts.add(new Fact("supermerges", number(supermerges(model))));
            facts.add(new Fact("merge rule", model.mergeRule().label()));
        }
        if (model.deletions().size() > 0) {
            facts.add(new Fact(
                    "deletions",
                    number(model.deletions().size()) + ", into "
                            + model.deletions().parts().label()));
        }
        if (model.isSinglePass()) {
            facts.add(new Fact("passes", "one: merges and supermerges share a clock"));
        }
        if (model.normalization() != Normalization.NONE) {
            facts.add(new Fact("normalization", model.normalization().label()));
        }
        facts.add(new Fact("special tokens", specialTokens()));
        facts.add(new Fact("pretokenizer", model.pretokenizer().name()));
        addTraining(facts, model);
        if (!model.settings().isEmpty()) {
            facts.add(new Fact(
                    "settings",
                    model.settings().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining(" "))));
        }
        return facts;
    }

    private String specialTokens() {
        Map<String, Integer> specials = tokenizer.specialTokens().ids();
        return specials.isEmpty()
                ? "none"
                : specials.entrySet().stream()
                        .map(special -> special.getKey() + " (" + special.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static void addTraining(List<Fact> facts, BpeModel model) {
        @Nullable TrainingSummary summary = model.summary();
        if (summary == null) {
            return;
        }
        facts.add(new Fact("trained on", format("%,d documents, %,d bytes", summary.documents(), summary.bytes())));
        facts.add(new Fact("pretokens", format("%,d, %,d distinct", summary.pretokens(), summary.distinctPretokens())));
        if (summary.runs() > 0) {
            facts.add(new Fact("runs", format("%,d", summary.runs())));
        }
        if (summary.skippedDocuments() > 0) {
            facts.add(new Fact("passed over", format("%,d malformed documents", summary.skippedDocuments())));
        }
    }

    /** {@return the longest tokens as a table} */
    List<List<String>> longestTokens() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("token", "bytes"));
        longest.forEach(token -> rows.add(List.of(readable(token), number(token.length))));
        return rows;
    }

    /** {@return the most frequent superwords as a table} */
    List<List<String>> superwords() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("superword", "times"));
        superwords
                .mostFrequent(LISTED)
                .forEach(superword -> rows.add(List.of(
                        readable(tokenizer.vocabulary().bytes(superword.id())),
                        superword.count() < 0 ? "?" : number(superword.count()))));
        return rows;
    }

    /** Writes a table for people. */
    void writeText(OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        facts().forEach(fact -> text.append(format("%-16s%s%n", fact.name(), fact.value())));
        text.append("\nlongest tokens\n");
        longestTokens().stream().skip(1).forEach(row -> text.append(format("%8s bytes  %s%n", row.get(1), row.get(0))));
        if (superwords.size() > 0) {
            text.append(
                    superwords.mostFrequent(1).getFirst().count() < 0
                            ? "\nfirst superwords\n"
                            : "\nmost frequent superwords\n");
            superwords().stream()
                    .skip(1)
                    .forEach(row -> text.append(format("%8s times  %s%n", row.get(1), row.get(0))));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String number(long value) {
        return format("%,d", value);
    }

    @FormatMethod
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private String show(Superwords.Superword superword) {
        return ByteAlphabet.show(tokenizer.vocabulary().bytes(superword.id()));
    }

    /** {@return a token as quoted text, or one visible character for each byte if it is not UTF-8} */
    static String readable(byte[] token) {
        String shown;
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(token));
            shown = '"' + text.toString().replaceAll("\\p{Cntrl}", "\u00b7") + '"';
        } catch (CharacterCodingException e) {
            shown = ByteAlphabet.show(token);
        }
        return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "...";
    }

    /** Writes a JSON object for programs. */
    void writeJson(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            BpeModel model = this.model;
            if (model == null) {
                json.writeStringField("type", kind);
                writeSizes(json, null);
                writeSpecialTokens(json);
            } else {
                writeModel(json, model);
            }
            writeTokens(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void writeModel(JsonGenerator json, BpeModel model) throws IOException {
        json.writeStringField("type", type(model));
        json.writeStringField("fingerprint", model.fingerprint());
        writeSizes(json, model);
        json.writeStringField("alphabet", alphabet(model));
        json.writeStringField("mergeRule", model.mergeRule().label());
        json.writeStringField("deletionParts", model.deletions().parts().label());
        json.writeBooleanField("singlePass", model.isSinglePass());
        json.writeStringField("normalization", model.normalization().label());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : model.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("pretokenizer");
        json.writeStringField("name", model.pretokenizer().name());
        json.writeStringField("regex", model.pretokenizer().regex());
        json.writeEndObject();
        writeSpecialTokens(json);
        writeTraining(json, model.summary());
    }

    private void writeSizes(JsonGenerator json, @Nullable BpeModel model) throws IOException {
        json.writeObjectFieldStart("sizes");
        json.writeNumberField("tokens", tokenizer.vocabulary().size());
        if (model != null) {
            json.writeNumberField("alphabet", model.byteTokens());
            json.writeNumberField("merges", model.merges().size());
            json.writeNumberField("supermerges", supermerges(model));
            json.writeNumberField("deletions", model.deletions().size());
        }
        json.writeNumberField("specialTokens", tokenizer.specialTokens().ids().size());
        json.writeEndObject();
        json.writeObjectFieldStart("kinds");
        for (Map.Entry<TokenKind, Integer> count : kinds.entrySet()) {
            json.writeNumberField(count.getKey().label(), count.getValue());
        }
        json.writeEndObject();
    }

    private void writeSpecialTokens(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("specialTokens");
        for (Map.Entry<String, Integer> special :
                tokenizer.specialTokens().ids().entrySet()) {
            json.writeNumberField(special.getKey(), special.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTraining(JsonGenerator json, @Nullable TrainingSummary summary) throws IOException {
        if (summary == null) {
            return;
        }
        json.writeObjectFieldStart("training");
        json.writeNumberField("requestedSize", summary.requestedSize());
        json.writeNumberField("documents", summary.documents());
        json.writeNumberField("skippedDocuments", summary.skippedDocuments());
        json.writeNumberField("bytes", summary.bytes());
        json.writeNumberField("pretokens", summary.pretokens());
        json.writeNumberField("distinctPretokens", summary.distinctPretokens());
        json.writeNumberField("runs", summary.runs());
        json.writeEndObject();
    }

    private void writeTokens(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("longestTokens");
        for (byte[] token : longest) {
            json.writeString(ByteAlphabet.show(token));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("superwords");
        for (Superwords.Superword superword : superwords.mostFrequent(LISTED)) {
            json.writeStartObject();
            json.writeNumberField("id", superword.id());
            json.writeStringField("token", show(superword));
            if (superword.count() >= 0) {
                json.writeNumberField("count", superword.count());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
