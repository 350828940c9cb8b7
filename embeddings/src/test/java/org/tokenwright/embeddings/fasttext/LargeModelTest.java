package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.SharedData;

class LargeModelTest {
    @TempDir
    Path folder;

    /** As large as the vectors of Common Crawl; the matrices are holes of a sparse file. */
    @Test
    @Tag("long")
    void twoMillionWordsAreMappedAndNotRead() throws IOException {
        int words = 2_000_000;
        int buckets = 2_000_000;
        int dimension = 300;
        Path file = folder.resolve("large.bin");
        write(file, words, buckets, dimension);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            FastTextModel model = FastTextModel.load(file);
            best = Math.min(best, System.nanoTime() - start);
            assertEquals(words, model.wordCount());
            assertEquals(words - 1, model.wordId("word" + (words - 1)));
            assertArrayEquals(new float[dimension], model.wordVector("word" + (words - 1)));
        }
        System.out.printf("2,000,000 words opened in %.2f s%n", best / 1e9);
        assertTrue(best < 5_000_000_000L, best / 1e9 + " s");
    }

    private static void write(Path file, int words, int buckets, int dimension) throws IOException {
        ModelArguments arguments = new ModelArguments(
                dimension,
                5,
                5,
                5,
                5,
                1,
                FastTextLoss.NEGATIVE_SAMPLING,
                FastTextTask.SKIPGRAM,
                buckets,
                3,
                6,
                100,
                1e-4,
                0);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            ModelOutput out = new ModelOutput(stream);
            WordTable entries = new WordTable(words);
            for (int i = 0; i < words; i++) {
                byte[] word = ("word" + i).getBytes(StandardCharsets.US_ASCII);
                entries.add(word, 0, word.length);
            }
            Dictionary dictionary =
                    new Dictionary(arguments, entries, new long[words], words, words, null, new byte[] {'_'});
            ModelWriter.start(arguments, dictionary, out);
            out.uint8(0);
            out.int64((long) words + buckets);
            out.int64(dimension);
            out.flush();
            stream.flush();
            channel.position(channel.position() + ((long) words + buckets) * dimension * Float.BYTES);
            ByteBuffer output = ByteBuffer.allocate(17).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(output.put((byte) 0).putLong(words).putLong(dimension).flip());
            channel.position(channel.position() + (long) words * dimension * Float.BYTES - 1);
            channel.write(ByteBuffer.allocate(1));
        }
    }

    @Test
    void theModelOfLanguagesRetainsFewerThanThreeMegabytes() throws IOException {
        Path file = SharedData.path("golden/embeddings/lid176/lid.176.ftz");
        List<FastTextModel> models = new ArrayList<>();
        models.add(FastTextModel.load(file));
        int copies = 20;
        long before = used();
        for (int i = 0; i < copies; i++) {
            models.add(FastTextModel.load(file));
        }
        long each = (used() - before) / copies;
        System.out.printf("lid.176.ftz retains %,d bytes%n", each);
        assertTrue(each < 3_000_000, each + " bytes");
        assertEquals(
                "__label__en",
                models.getLast().predict("Where is the well?", 1, 0).get(0).label());
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
