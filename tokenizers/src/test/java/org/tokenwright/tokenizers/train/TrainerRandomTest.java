package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
            List.of("gpt2", "gpt4o", "ultimate2", "a+|b|\\s", "ab?|[^a]", "(?s).{1,2}");

    @Test
    void trainersGiveWhatThePlainModelsGive() throws IOException {
        compare(400, Seeds.random("trainersGiveWhatThePlainModelsGive"));
    }

    @Test
    @Tag("long")
    void trainersGiveWhatThePlainModelsGiveOnManyCorpora() throws IOException {
        compare(20_000, Seeds.random("trainersGiveWhatThePlainModelsGiveOnManyCorpora"));
    }

    private static void compare(int rounds, SplittableRandom random) throws IOException {
        for (int round = 0; round < rounds; round++) {
            compareOne(random);
        }
    }

    private static void compareOne(SplittableRandom random) throws IOException {
        List<String> texts = Corpora.random(random);
        Pretokenizer pretokenizer = Pretokenizers.of(PATTERNS.get(random.nextInt(PATTERNS.size())));
        Alphabet alphabet = random.nextBoolean() ? Alphabet.BYTES : Alphabet.UTF8;
        MergeRule rule = random.nextBoolean() ? MergeRule.SIMPLE : MergeRule.IMPROVED;
        int size = alphabet.size() + random.nextInt(0, random.nextBoolean() ? 12 : 150);
        SlowTrainer.Settings settings = settings(size, alphabet, random);
        TrainerOptions options = options(settings, pretokenizer, random)
                .mergeRule(rule)
                .alphabet(alphabet)
                .build();
        String input = options + " on " + texts;

        Pattern pattern = Pattern.compile(pretokenizer.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        Pattern admitted = Pattern.compile(rule.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        Function<String, List<String>> pretokenize = text -> Bytes.pretokens(pattern, text);
        List<List<String>> pretokens = texts.stream().map(pretokenize).toList();
        List<String> bytes = bytes(alphabet);

        assertSame(
                SlowTrainer.plain(pretokens, bytes, settings),
                BpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE),
                settings,
                pretokens,
                input);
        assertSame(
                SlowTrainer.boundless(pretokens, bytes, settings, pretokenize, admitted),
                BoundlessBpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE),
                settings,
                pretokens,
                input);
        if (settings.supermerges() > 0) {
            assertSame(
                    SlowTrainer.superwords(pretokens, bytes, settings, pretokenize, admitted),
                    SuperBpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE),
                    settings,
                    pretokens,
                    input);
        }
        BpeModel huggingFace = new Training(
                        Corpora.of(texts),
                        TrainerOptions.builder(size, pretokenizer)
                                .alphabet(alphabet)
                                .build(),
                        ProgressListener.NONE)
                .trainWords(Counting.HUGGING_FACE);
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
                random.nextInt(3) == 0 ? random.nextDouble(0.3, 1) : 2,
                random.nextBoolean(),
                random.nextInt(0, size - alphabet.size() + 1));
    }

    private static TrainerOptions.Builder options(
            SlowTrainer.Settings settings, Pretokenizer pretokenizer, SplittableRandom random) {
        TrainerOptions.Builder options = TrainerOptions.builder(settings.size(), pretokenizer)
                .minCount(settings.minCount())
                .maxTokenBytes(settings.maxTokenBytes())
                .maxWords(settings.maxWords())
                .supermerges(settings.supermerges())
                .threads(random.nextInt(1, 4));
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
        for (List<String> text : pretokens) {
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
