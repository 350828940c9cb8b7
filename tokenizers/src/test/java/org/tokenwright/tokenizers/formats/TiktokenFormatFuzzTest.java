package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class TiktokenFormatFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsRefusedOrReadForWhatItSays(byte[] data) throws IOException {
        readOrRefuse(data);
    }

    @FuzzTest(maxDuration = "60s")
    void anyTokensEncodeWithoutLoss(FuzzedDataProvider data) throws IOException {
        StringBuilder file = new StringBuilder();
        int rank = 0;
        for (String letter : List.of("a", "b", "c", "d")) {
            file.append(line(letter, rank++));
        }
        for (int i = data.consumeInt(0, 40); i > 0; i--) {
            StringBuilder token = new StringBuilder();
            for (int length = data.consumeInt(2, 8); length > 0; length--) {
                token.append((char) ('a' + data.consumeInt(0, 3)));
            }
            rank += data.consumeInt(1, 3);
            file.append(line(token.toString(), rank));
        }
        readOrRefuse(Bytes.toArray(file.toString()));
    }

    private static String line(String token, int rank) {
        return Base64.getEncoder().encodeToString(Bytes.toArray(token)) + " " + rank + "\n";
    }

    private static void readOrRefuse(byte[] bytes) throws IOException {
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
