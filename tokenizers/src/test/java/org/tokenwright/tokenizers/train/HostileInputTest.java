package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** Input made to take long: a megabyte of it is trained on and encoded in a fraction of a second. */
class HostileInputTest {
    /** Far above what it takes, so that a busy machine does not fail the test; quadratic work takes minutes. */
    private static final long LIMIT_NANOS = 3_000_000_000L;

    @SuppressWarnings("ImmutableEnumChecker") // the operators keep no state
    enum Input {
        LETTER(1_000_000, i -> 'a'),
        SPACES(1_000_000, i -> ' '),
        NEWLINES(1_000_000, i -> '\n'),
        TWO_LETTERS(1_000_000, i -> "ab".charAt(i & 1)),
        WORDS(500_000, i -> " a".charAt(i & 1)),
        RANDOM_LETTERS(1_000_000, i -> 'a' + random(i, 26)),
        RANDOM_HAN(333_333, i -> 0x4E00 + random(i, 20_000)),
        MARKS(100_000, i -> 0x301);

        private final int characters;
        private final IntUnaryOperator character;

        Input(int characters, IntUnaryOperator character) {
            this.characters = characters;
            this.character = character;
        }

        byte[] text() {
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < characters; i++) {
                builder.appendCodePoint(character.applyAsInt(i));
            }
            return builder.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static int random(int index, int bound) {
            return new SplittableRandom(index).nextInt(bound);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTrainedOnAndEncodedInTime(Input input) throws IOException {
        byte[] text = input.text();
        for (String pattern : new String[] {"gpt2", "gpt4o", "ultimate2"}) {
            TrainerOptions options = TrainerOptions.of(4_096, Pretokenizers.of(pattern));
            long start = System.nanoTime();
            BpeModel model = BoundlessBpeTrainer.train(source(text), options, ProgressListener.NONE);
            long trained = System.nanoTime();
            Tokenizer tokenizer = model.tokenizer();
            Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.RAISE);
            int count = encoder.encode(text, 0, text.length);
            long encoded = System.nanoTime();
            String times = input + " with " + pattern + ": trained in " + (trained - start) / 1_000_000
                    + " ms, encoded in " + (encoded - trained) / 1_000_000 + " ms";
            System.out.println(times);
            assertTrue(trained - start < LIMIT_NANOS, times);
            assertTrue(encoded - trained < LIMIT_NANOS, times);
            assertArrayEquals(text, tokenizer.decodeBytes(Arrays.copyOf(encoder.ids(), count)));
        }
    }

    private static TextSource source(byte[] text) throws IOException {
        return TextSource.builder().stream("hostile", new ByteArrayInputStream(text))
                .format(TextFormat.TEXT)
                .build();
    }
}
