package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.ModelFile;

class OldModelTest {
    @TempDir
    private Path folder;

    /** Models were saved with one number more once. */
    @Test
    void summariesWithTheNumberOfDifferentRunsAreRead() throws IOException {
        TrainerOptions options = TrainerOptions.of(270, Pretokenizers.of("gpt4o"));
        BpeModel model = BoundlessBpeTrainer.train(
                Corpora.of(List.of("the sea and the sea and the sea")), options, ProgressListener.NONE);
        Path file = folder.resolve("new.model");
        model.save(file);
        ModelFile saved = ModelFile.open(file);
        ModelFile.Writer writer = ModelFile.writer(saved.kind());
        for (String section : saved.sections()) {
            ByteBuffer content = saved.section(section);
            if (section.equals("summary")) {
                ByteBuffer longer =
                        ByteBuffer.allocate(content.remaining() + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                longer.put(content).putLong(5).flip();
                content = longer;
            }
            if (section.equals("summary") || section.equals("settings") || section.startsWith("counts.")) {
                writer.note(section, content);
            } else {
                writer.content(section, content);
            }
        }
        Path old = folder.resolve("old.model");
        writer.write(old);
        BpeModel read = BpeModel.load(old);
        assertEquals(model.summary(), read.summary());
        assertEquals(model.fingerprint(), read.fingerprint());
    }
}
