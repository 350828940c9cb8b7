package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.SlowEncoder;
import org.tokenwright.tokenizers.slow.SlowTrainer;

/** The trainers against plain models of them, on random corpora. */
class TrainerRandomTest {
    /** The last ones make pretokens whose concatenations arise in several ways. */
    private static final List<String> PATTERNS =
            List.of("gpt2", "gpt4o", "ultimate2", "whitespace", "none", "a+|b|\\s", "ab?|[^a]", "(?s).{1,2}");

    @Test
    void trainersGiveWhatThePlainModelsGive() throws IOException {
        compare(400, Seeds.random("trainersGiveWhatThePlainModelsGive"));
    }

    @Test
    @Tag("long")
    void trainersGiveWhatThePlainModelsGiveOnManyCorpora() throws IOException {
        compare(5_000, Seeds.random("trainersGiveWhatThePlainModelsGiveOnManyCorpora"));
    }

    @Test
    void deletionsInLongPretokensGiveWhatThePlainModelGives() throws IOException {
        compareDeletions(150, Seeds.random("deletionsInLongPretokensGiveWhatThePlainModelGives"));
    }

    @Test
    @Tag("long")
    void deletionsInManyLongPretokensGiveWhatThePlainModelGives() throws IOException {
        compareDeletions(2_500, Seeds.random("deletionsInManyLongPretokensGiveWhatThePlainModelGives"));
    }

    /**
     * In these a split token has come back, before its old place: an occurrence remembered from then was its last unit, and
     * was taken for an occurrence.
     */
    @ParameterizedTest
    @CsvSource({
        "438, 0.22669575142520038, ba abaaabaaabbbbbbbbababbbba aaaabbbbaabbbaabababbab",
        "336, 0.4409551590267009, abba abb aaaababbbbbaabbaaaaabaababbbba  aabbbbaaaaaaa abbbbbbbb"
    })
    void splitTokensThatCameBackAreFoundWhereTheyBegin(int size, double threshold, String text) throws IOException {
        comparePlain(List.of(text), Pretokenizers.of("none"), deletions(size, threshold, true));
    }

    /** Many tokens are made of few different letters, and made again after they have been deleted. */
    private static void compareDeletions(int rounds, SplittableRandom random) throws IOException {
        for (int round = 0; round < rounds; round++) {
            Pretokenizer pretokenizer = Pretokenizers.of(random.nextBoolean() ? "whitespace" : "none");
            int size = Alphabet.BYTES.size() + random.nextInt(250);
            double threshold = random.nextDouble(0.05, random.nextInt(4) == 0 ? 1 : 0.45);
            comparePlain(Corpora.fewLetters(random), pretokenizer, deletions(size, threshold, random.nextBoolean()));
        }
    }

    private static SlowTrainer.Settings deletions(int size, double threshold, boolean intoBytes) {
        return new SlowTrainer.Settings(
                size, 1, TrainerOptions.MAX_TOKEN_BYTES, Integer.MAX_VALUE, threshold, intoBytes, 0, false);
    }

    private static void comparePlain(List<String> texts, Pretokenizer pretokenizer, SlowTrainer.Settings settings)
            throws IOException {
        TrainerOptions options = options(settings, pretokenizer, 1).build();
        Pattern pattern = Pattern.compile(pretokenizer.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        List<List<String>> pretokens =
                texts.stream().map(text -> Bytes.pretokens(pattern, text)).toList();
        String input = options + " on " + texts;
        assertSame(
                SlowTrainer.plain(pretokens, bytes(Alphabet.BYTES), settings),
                assertDoesNotThrow(() -> BpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE), input),
                settings,
                pretokens,
                input);
    }

    private static void compare(int rounds, SplittableRandom random) throws IOException {
        for (int round = 0; round < rounds; round++) {
            compareOne(random);
        }
    }

    private static void compareOne(SplittableRandom random) throws IOException {
        List<String> once = random.nextInt(4) == 0 ? Corpora.fewLetters(random) : Corpora.random(random);
        List<String> often = random.nextBoolean() ? Corpora.random(random) : List.of();
        int weight = random.nextInt(1, random.nextBoolean() ? 4 : 25);
        Pretokenizer pretokenizer = Pretokenizers.of(PATTERNS.get(random.nextInt(PATTERNS.size())));
        Alphabet alphabet = random.nextBoolean() ? Alphabet.BYTES : Alphabet.UTF8;
        MergeRule rule = random.nextBoolean() ? MergeRule.SIMPLE : MergeRule.IMPROVED;
        int size = alphabet.size() + random.nextInt(0, random.nextBoolean() ? 12 : 150);
        SlowTrainer.Settings settings = settings(size, alphabet, random);
        TrainerOptions options = options(settings, pretokenizer, random.nextInt(1, 4))
                .mergeRule(rule)
                .alphabet(alphabet)
                .build();
        String input = options + " on " + once + " and " + weight + " times " + often;

        Pattern pattern = Pattern.compile(pretokenizer.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        Pattern admitted = Pattern.compile(rule.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        Function<String, List<String>> pretokenize = text -> Bytes.pretokens(pattern, text);
        List<List<String>> pretokens =
                new ArrayList<>(once.stream().map(pretokenize).toList());
        often.forEach(text -> pretokens.addAll(Collections.nCopies(weight, pretokenize.apply(text))));
        List<String> bytes = bytes(alphabet);

        assertSame(
                SlowTrainer.plain(pretokens, bytes, settings),
                BpeTrainer.train(Corpora.of(once, often, weight), options, ProgressListener.NONE),
                settings,
                pretokens,
                input);
        assertSame(
                SlowTrainer.boundless(pretokens, bytes, settings, pretokenize, admitted),
                BoundlessBpeTrainer.train(Corpora.of(once, often, weight), options, ProgressListener.NONE),
                settings,
                pretokens,
                input);
        if (settings.supermerges() > 0) {
            assertSame(
                    SlowTrainer.superwords(pretokens, bytes, settings, pretokenize, admitted),
                    SuperBpeTrainer.train(Corpora.of(once, often, weight), options, ProgressListener.NONE),
                    settings,
                    pretokens,
                    input);
        }
        BpeModel huggingFace = new Training(
                        TrainerOptions.builder(size, pretokenizer)
                                .alphabet(alphabet)
                                .build(),
                        ProgressListener.NONE)
                .trainWords(Corpora.of(once, often, weight), Counting.HUGGING_FACE);
        SlowTrainer.Result slowHuggingFace = SlowTrainer.huggingFace(pretokens, huggingFaceBytes(alphabet), size);
        assertEquals(merges(slowHuggingFace), TrainedEvents.merges(huggingFace), input);
    }

    /** Half of the settings have no limits; a third has deletions. */
    private static SlowTrainer.Settings settings(int size, Alphabet alphabet, SplittableRandom random) {
        boolean limited = random.nextBoolean();
        return new SlowTrainer.Settings(
                size,
                limited ? random.nextInt(1, 4) : 1,
                limited && random.nextBoolean() ? random.nextInt(2, 12) : TrainerOptions.MAX_TOKEN_BYTES,
                limited && random.nextBoolean() ? random.nextInt(2, 5) : Integer.MAX_VALUE,
                random.nextInt(3) == 0 ? random.nextDouble(0.05, 1) : 2,
                random.nextBoolean(),
                random.nextInt(0, size - alphabet.size() + 1),
                random.nextInt(3) == 0);
    }

    private static TrainerOptions.Builder options(
            SlowTrainer.Settings settings, Pretokenizer pretokenizer, int threads) {
        TrainerOptions.Builder options = TrainerOptions.builder(settings.size(), pretokenizer)
                .minCount(settings.minCount())
                .maxTokenBytes(settings.maxTokenBytes())
                .maxWords(settings.maxWords())
                .supermerges(settings.supermerges())
                .splitRuns(settings.splitRuns())
                .threads(threads);
        return settings.threshold() > 1
                ? options
                : options.deletions(
                        settings.threshold(), settings.intoBytes() ? DeletionParts.BYTES : DeletionParts.OPERANDS);
    }

    private static void assertSame(
            SlowTrainer.Result slow,
            BpeModel model,
            SlowTrainer.Settings settings,
            List<List<String>> pretokens,
            String input) {
        assertEquals(merges(slow), TrainedEvents.merges(model), input);
        if (model.supermerges() != null) {
            assertEquals(supermerges(slow), TrainedEvents.supermerges(model), input);
        }
        assertEquals(slow.deletions(), TrainedEvents.deletions(model), input);
        assertEquals(slow.vocabulary(), TrainedEvents.vocabulary(model), input);
        assertCounts(slow, model, input);
        SlowEncoder slowEncoder = slow.encoder(settings.intoBytes());
        Encoder encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        for (List<String> text : new LinkedHashSet<>(pretokens)) {
            byte[] utf8 = Bytes.toArray(String.join("", text));
            int count = encoder.encode(utf8, 0, utf8.length);
            List<String> tokens = Arrays.stream(encoder.ids())
                    .limit(count)
                    .mapToObj(id -> Bytes.of(model.vocabulary().bytes(id)))
                    .toList();
            assertEquals(slowEncoder.encode(text), tokens, input);
        }
    }

    private static void assertCounts(SlowTrainer.Result slow, BpeModel model, String input) {
        for (int id = 0; id < slow.vocabulary().size(); id++) {
            assertEquals(
                    slow.counts().getOrDefault(slow.vocabulary().get(id), 0L),
                    Objects.requireNonNull(model.counts()).token(id),
                    input);
        }
    }

    private static List<String> merges(SlowTrainer.Result slow) {
        return slow.events(false).stream()
                .map(event -> event.left() + " + " + event.right() + " " + event.count() + " " + event.completing())
                .toList();
    }

    private static List<String> supermerges(SlowTrainer.Result slow) {
        return slow.events(true).stream()
                .map(event -> event.left() + " + " + event.right() + " " + event.count())
                .toList();
    }

    private static List<String> bytes(Alphabet alphabet) {
        List<String> bytes = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (alphabet.contains(value)) {
                bytes.add(String.valueOf((char) value));
            }
        }
        return bytes;
    }

    /** The printable bytes first, as the byte level of Hugging Face's tokenizers numbers them. */
    private static List<String> huggingFaceBytes(Alphabet alphabet) {
        List<String> printable = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String value : bytes(alphabet)) {
            char c = value.charAt(0);
            boolean isPrintable = (c >= '!' && c <= '~') || (c >= 0xA1 && c <= 0xAC) || c >= 0xAE;
            (isPrintable ? printable : others).add(value);
        }
        printable.addAll(others);
        return printable;
    }
}
