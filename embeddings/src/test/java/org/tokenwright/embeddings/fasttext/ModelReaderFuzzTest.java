package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class ModelReaderFuzzTest {
    @TempDir
    Path folder;

    /** A small model with some bytes changed is refused, or it is read, works, and is written as it was. */
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreRefusedOrReadForWhatTheySay(FuzzedDataProvider data) throws IOException {
        byte[] bytes = TinyModels.bytes(data.consumeInt(0, TinyModels.COUNT - 1));
        for (int changes = data.consumeInt(0, 8); changes > 0; changes--) {
            bytes[data.consumeInt(0, bytes.length - 1)] = data.consumeByte();
        }
        int length = data.consumeBoolean() ? bytes.length : data.consumeInt(0, bytes.length);
        byte[] file = Arrays.copyOf(bytes, length);
        Path path = Files.write(folder.resolve("model"), file);
        FastTextModel model;
        try {
            model = FastTextModel.load(path);
        } catch (CorruptInputException e) {
            return;
        }
        use(model);
        model.save(path);
        boolean isWrittenByFloret = file[52] == 1 && !model.isFloret();
        if (file[4] == ModelReader.VERSION && !isWrittenByFloret) {
            assertArrayEquals(file, Files.readAllBytes(path));
        }
    }

    private static void use(FastTextModel model) {
        model.wordVector("one");
        model.sentenceVector("one two three");
        if (model.task() == FastTextTask.SUPERVISED) {
            model.predict("one two __label__a three", 3, 0);
        }
        new NearestWords(model).neighbours("one", 2);
    }
}
