package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class SectionsFuzzTest {
    @TempDir
    private static Path folder;

    /** Any sections in a good file: a vocabulary and its companions are read and keep their promises, or are refused. */
    @FuzzTest(maxDuration = "60s")
    void readsOrRefusesAnySections(FuzzedDataProvider data) throws IOException {
        int[] offsets = small(data);
        int[] sorted = small(data);
        ModelFile.Writer writer = ModelFile.writer("fuzz")
                .content("v.offsets", offsets)
                .content("v.sorted", sorted)
                .content("v.ids", small(data))
                .content("m.lefts", small(data))
                .content("m.rights", small(data))
                .content("m.products", small(data))
                .content("v.bytes", ByteBuffer.wrap(data.consumeRemainingAsBytes()));
        Path path = folder.resolve("sections.tkw");
        writer.write(path);
        ModelFile file = ModelFile.open(path);
        try {
            Vocabulary vocabulary = Vocabulary.read(file, "v");
            for (int i = 0; i < sorted.length; i++) {
                byte[] token = vocabulary.bytes(sorted[i]);
                assertEquals(sorted[i], vocabulary.idOf(token));
                assertEquals(sorted[i], vocabulary.longestPrefix(token, 0, token.length));
            }
            MergeTable merges = MergeTable.read(file, "m", vocabulary::contains);
            for (int rank = 0; rank < merges.size(); rank++) {
                assertEquals(rank, merges.rankAfter(merges.left(rank), merges.right(rank), rank - 1));
            }
            SpecialTokens special = SpecialTokens.read(file, "v");
            special.ids()
                    .forEach((token, id) ->
                            assertArrayEquals(token.getBytes(StandardCharsets.UTF_8), special.bytes(id)));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }

    private static int[] small(FuzzedDataProvider data) {
        int[] ints = new int[data.consumeInt(0, 12)];
        Arrays.setAll(ints, i -> data.consumeInt(-1, 20));
        return ints;
    }
}
