package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** What the reference programs make of texts. */
class SegmentGoldenTest {
    @Test
    void wordsOfLearnYourTokens() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("etok_segmentation.json", "cases");
        assertEquals(8, cases.size());
        for (GoldenJson golden : cases) {
            String text = golden.text("text");
            assertEquals(golden.strings("eDataset_words"), LearnYourTokens.EXPERIMENTS.words(text), text);
            assertEquals(
                    golden.strings("eDataset_nat_words_cap9"), LearnYourTokens.EXPERIMENTS_SHORT.words(text), text);
            assertEquals(golden.strings("myDataset_without_letter_drop"), LearnYourTokens.PUBLISHED.words(text), text);
            assertEquals(
                    golden.strings("myDataset_HEAD_words"),
                    LearnYourTokens.PUBLISHED_WITHOUT_LETTERS.words(text),
                    text);
        }
    }

    @Test
    void wordsOfHat() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("hat_splitter.json", "cases");
        assertEquals(7, cases.size());
        for (GoldenJson golden : cases) {
            Segmenter segmenter = Segmenters.of("hat");
            if (golden.has("max_bytes")) {
                segmenter = Segmenters.limited(segmenter, (int) golden.number("max_bytes"));
            }
            assertEquals(golden.strings("words"), Segments.of(segmenter, golden.text("text")));
        }
    }

    @Test
    void wordsOfTFree() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("tfree.json", "splits");
        assertEquals(15, cases.size());
        for (GoldenJson golden : cases) {
            String text = golden.text("text");
            assertEquals(golden.strings("words"), TFreeWords.words(text), text);
            assertEquals(golden.text("words_to_text"), TFreeWords.text(golden.strings("words")));
        }
    }

    /** The reference counts the mark at the beginning as the first place. */
    @Test
    void patchesOfSpaceByte() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("bytes_patches.json", "spacebyte");
        assertEquals(13, cases.size());
        for (GoldenJson golden : cases) {
            byte[] utf8 = golden.text("text").getBytes(UTF_8);
            int[] positions = golden.ints("global_positions");
            List<Integer> ends = new ArrayList<>();
            Arrays.stream(positions).skip(1).forEach(ends::add);
            if (!ends.contains(utf8.length)) {
                ends.add(utf8.length);
            }
            assertEquals(
                    ends,
                    Arrays.stream(Segmenters.of("spacebyte").ends(utf8, 0, utf8.length))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void spacePatchesOfBlt() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("bytes_patches.json", "blt_space");
        assertEquals(14, cases.size());
        for (GoldenJson golden : cases) {
            int[] ids = golden.ints("ids");
            int[] starts = BltPatches.spaceStarts(ids);
            assertArrayEquals(golden.ints("space_start_ids"), starts);
            assertArrayEquals(
                    golden.ints("space_patch_lengths"), BltPatches.lengths(starts, ids.length, Integer.MAX_VALUE));
            assertArrayEquals(
                    golden.ints("space_patch_lengths_incl_next"),
                    BltPatches.lengths(starts, ids.length + 1, Integer.MAX_VALUE));
            assertSameInBytes(golden, starts);
        }
    }

    /** Between the marks, patches are the segments of the text. */
    private static void assertSameInBytes(GoldenJson golden, int[] starts) {
        byte[] utf8 = golden.text("text").getBytes(UTF_8);
        int[] ends = Arrays.stream(starts)
                .map(start -> start - 1)
                .filter(end -> end > 0 && end < utf8.length)
                .toArray();
        int[] all = Segmenters.of("blt-space").ends(utf8, 0, utf8.length);
        assertArrayEquals(ends, Arrays.copyOf(all, Math.max(all.length - 1, 0)));
    }

    @Test
    void entropyPatchesOfBlt() throws IOException {
        List<GoldenJson> cases = GoldenJson.cases("bytes_patches.json", "blt_entropy");
        assertEquals(40, cases.size());
        int failures = 0;
        for (GoldenJson golden : cases) {
            double[] entropies = golden.doubles("entropies");
            boolean withNext = golden.isTrue("include_next_token");
            EntropyRule rule = rule(golden);
            if (golden.has("error")) {
                assertEquals(4.5, golden.number("patch_size"));
                failures++;
                assertLargest(entropies, withNext, BltPatches.entropyStarts(entropies, rule, withNext));
                continue;
            }
            int[] starts = golden.ints("start_ids");
            assertArrayEquals(starts, BltPatches.entropyStartsOfReference(entropies, rule, withNext), golden::toString);
            int places = entropies.length + (withNext ? 1 : 0);
            int[] lengths = golden.ints("patch_lengths");
            assertArrayEquals(
                    lengths,
                    BltPatches.lengths(BltPatches.entropyStarts(entropies, rule, withNext), places, Integer.MAX_VALUE),
                    golden::toString);
            if (!withNext) {
                assertSegments(entropies, rule, lengths);
            }
        }
        assertEquals(10, failures);
    }

    private static EntropyRule rule(GoldenJson golden) {
        if (!golden.has("threshold")) {
            return EntropyRule.largest(golden.number("patch_size"));
        }
        double threshold = golden.number("threshold");
        if (golden.has("threshold_add")) {
            return EntropyRule.combined(threshold, golden.number("threshold_add"));
        }
        return golden.has("monotonicity") ? EntropyRule.monotonic(threshold) : EntropyRule.global(threshold);
    }

    /** The reference fails here; the rule is clear. */
    private static void assertLargest(double[] entropies, boolean withNext, int[] starts) {
        int count = (int) (entropies.length / 4.5) - 2;
        int end = entropies.length - (withNext ? 0 : 1);
        List<Integer> expected = new ArrayList<>(List.of(0, 1));
        double[] sorted = Arrays.stream(entropies, 1, Math.max(end, 1)).sorted().toArray();
        for (int i = 1; i < end && count > 0; i++) {
            if (entropies[i] >= sorted[sorted.length - count]) {
                expected.add(i + 1);
            }
        }
        assertEquals(expected, Arrays.stream(starts).boxed().toList());
    }

    /** The mark at the beginning is a patch of its own, and what comes behind it the segments. */
    private static void assertSegments(double[] entropies, EntropyRule rule, int[] lengths) {
        int bytes = entropies.length - 1;
        Segmenter segmenter = Segmenters.entropy(rule, () -> ByteEntropy.of(entropies));
        int[] ends = segmenter.ends(new byte[bytes], 0, bytes);
        int[] sizes = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            sizes[i] = ends[i] - (i == 0 ? 0 : ends[i - 1]);
        }
        assertArrayEquals(Arrays.copyOfRange(lengths, 1, lengths.length), sizes);
    }

    /** Texts of our own, and what was checked by eye. */
    @Test
    void segmentsOfTheGoldenSet() throws IOException {
        List<String> lines = Files.readAllLines(GoldenSet.file("segments.jsonl"));
        assertEquals(9, lines.size());
        for (String line : lines) {
            GoldenJson golden = GoldenJson.parse(line);
            String text = golden.text("text");
            for (String name : List.of("words", "uax29", "hat", "tfree")) {
                assertEquals(golden.strings(name), Segments.of(Segmenters.of(name), text), name);
            }
            assertEquals(golden.strings("tfree-words"), TFreeWords.words(text));
            int[] ends = golden.ints("spacebyte");
            Arrays.parallelPrefix(ends, Integer::sum);
            byte[] utf8 = text.getBytes(UTF_8);
            assertArrayEquals(ends, Segmenters.of("spacebyte").ends(utf8, 0, utf8.length));
        }
    }
}
