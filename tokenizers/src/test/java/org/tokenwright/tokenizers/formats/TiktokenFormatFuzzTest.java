package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class TiktokenFormatFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsRefusedOrReadForWhatItSays(byte[] data) throws IOException {
        readOrRefuse(data);
    }

    static void readOrRefuse(byte[] bytes) throws IOException {
        RankFile file = new RankFile("file", bytes);
        BpeModel model;
        try {
            model = TiktokenFormat.model(file, Pretokenizers.of("none"), SpecialTokens.NONE);
        } catch (CorruptInputException expected) {
            return;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        RankFile.write(model.vocabulary(), written);
        Vocabulary again = new RankFile("written", written.toByteArray()).vocabulary();
        for (int id = 0; id < again.idBound(); id++) {
            assertEquals(model.vocabulary().contains(id), again.contains(id));
            if (again.contains(id)) {
                assertArrayEquals(model.vocabulary().bytes(id), again.bytes(id));
            }
        }
        RankMerges.requireRanks(model);
    }
}
