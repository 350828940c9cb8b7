package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Pretokens of more bytes than stand in a slot of the cache. */
class LongPretokenTest {
    @Test
    void areJoinedBySupermergesWhenTheyAreRememberedToo() throws IOException {
        String text =
                "the internationalization of counterrevolutionaries ".repeat(8).strip();
        TextSource source = TextSource.builder().stream("text", new ByteArrayInputStream(text.getBytes(UTF_8)))
                .format(TextFormat.LINES)
                .build();
        BpeModel model = BoundlessBpeTrainer.train(
                source, TrainerOptions.of(400, Pretokenizers.of("gpt4o")), ProgressListener.NONE);
        Encoder encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        int count = encoder.encode(text);
        int[] first = Arrays.copyOf(encoder.ids(), count);
        assertEquals(count, encoder.encode(text));
        assertArrayEquals(first, Arrays.copyOf(encoder.ids(), count));
        count = encoder.encode(" internationalization of internationalization of");
        assertEquals(2, count, "each a superword of a long pretoken and another");
    }
}
