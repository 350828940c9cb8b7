package org.tokenwright.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * A model of the demo.
 *
 * @param model the model
 * @param seconds how long it took to train
 */
record DemoModel(BpeModel model, double seconds) {

    /** {@return number of tokens of some documents} */
    long tokens(List<String> documents) {
        Encoder encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        long tokens = 0;
        for (String document : documents) {
            byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
            tokens += encoder.encode(utf8, 0, utf8.length);
        }
        return tokens;
    }

    /** {@return the model as it was when its vocabulary had a size} */
    DemoModel atSize(int size) {
        return new DemoModel(Truncation.of(model, size), 0);
    }
}
