package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.Bytes;
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
        TrainerOptions options = TrainerOptions.builder(size, pretokenizer)
                .mergeRule(rule)
                .alphabet(alphabet)
                .threads(random.nextInt(1, 4))
                .build();
        String input = options + " on " + texts;

        Pattern pattern = Pattern.compile(pretokenizer.regex(), Pattern.UNICODE_CHARACTER_CLASS);
        List<List<String>> pretokens =
                texts.stream().map(text -> Bytes.pretokens(pattern, text)).toList();
        List<String> bytes = bytes(alphabet);

        BpeModel plain = BpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE);
        SlowTrainer.Result slowPlain = SlowTrainer.plain(pretokens, bytes, size);
        assertEquals(merges(slowPlain), TrainedEvents.merges(plain), input);
        assertEquals(slowPlain.vocabulary(), TrainedEvents.vocabulary(plain), input);
        assertCounts(slowPlain, plain, input);

        BpeModel boundless = BoundlessBpeTrainer.train(Corpora.of(texts), options, ProgressListener.NONE);
        SlowTrainer.Result slowBoundless = SlowTrainer.boundless(
                pretokens,
                bytes,
                size,
                text -> Bytes.pretokens(pattern, text),
                Pattern.compile(rule.regex(), Pattern.UNICODE_CHARACTER_CLASS));
        assertEquals(merges(slowBoundless), TrainedEvents.merges(boundless), input);
        assertEquals(supermerges(slowBoundless), TrainedEvents.supermerges(boundless), input);
        assertEquals(slowBoundless.vocabulary(), TrainedEvents.vocabulary(boundless), input);
        assertCounts(slowBoundless, boundless, input);

        BpeModel huggingFace =
                new Training(Corpora.of(texts), options, ProgressListener.NONE).trainWords(Counting.HUGGING_FACE);
        SlowTrainer.Result slowHuggingFace = SlowTrainer.huggingFace(pretokens, huggingFaceBytes(alphabet), size);
        assertEquals(merges(slowHuggingFace), TrainedEvents.merges(huggingFace), input);
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
