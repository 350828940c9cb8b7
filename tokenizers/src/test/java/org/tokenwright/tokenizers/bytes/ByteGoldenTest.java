package org.tokenwright.tokenizers.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.BatchEncoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.tokenizers.slow.Json;

/** The tokenizers against what the reference programs make of the same texts. */
class ByteGoldenTest {
    private static Json golden(String file) {
        return Json.read(SharedData.path("golden/other/" + file));
    }

    /** With the template around the text. */
    private static int[] row(Tokenizer tokenizer, SpecialTokenPolicy policy, String text) {
        return BatchEncoder.of(tokenizer)
                .withPolicy(policy)
                .withPadding(null)
                .encode(List.of(text))
                .ids(0);
    }

    @Test
    void idsOfByt5() {
        List<Json> cases = golden("bytes_patches.json").get("byt5").list();
        assertFalse(cases.isEmpty());
        ByteTokenizer tokenizer = ByteTokenizers.byt5();
        for (Json golden : cases) {
            String text = golden.get("text").text();
            assertArrayEquals(
                    golden.get("ids_no_special").integers(), tokenizer.encode(text, SpecialTokenPolicy.IGNORE), text);
            assertArrayEquals(golden.get("ids").integers(), row(tokenizer, SpecialTokenPolicy.IGNORE, text), text);
            assertEquals(text, tokenizer.decode(golden.get("ids_no_special").integers()));
            assertEquals(text + "</s>", tokenizer.decode(golden.get("ids").integers()));
        }
    }

    @Test
    void spansOfByt5() {
        int[] ids = ByteTokenizers.byt5().encode("The dog chases a ball in the park.");
        SpanMasking.Example example = SpanMasking.mask(ids, new int[] {8, 21}, new int[] {14, 28});
        assertArrayEquals(golden("bytes_patches.json").get("byt5_span_example").integers(), example.input());
    }

    @Test
    void idsOfBlt() {
        List<Json> cases = golden("bytes_patches.json").get("blt_space").list();
        assertFalse(cases.isEmpty());
        ByteTokenizer tokenizer = ByteTokenizers.blt();
        for (Json golden : cases) {
            String text = golden.get("text").text();
            assertArrayEquals(golden.get("ids").integers(), row(tokenizer, SpecialTokenPolicy.IGNORE, text), text);
            assertEquals(text, tokenizer.decode(golden.get("ids").integers()));
        }
    }

    /** One text holds U+0000, which is padding there, and is encoded where special tokens are allowed. */
    @Test
    void idsOfCanine() {
        List<Json> cases = golden("bytes_patches.json").get("canine").list();
        assertFalse(cases.isEmpty());
        Tokenizer tokenizer = ByteTokenizers.canine();
        for (Json golden : cases) {
            String text = golden.get("text").text();
            SpecialTokenPolicy policy = text.contains("\0") ? SpecialTokenPolicy.ALLOW : SpecialTokenPolicy.RAISE;
            assertArrayEquals(golden.get("ids").integers(), row(tokenizer, policy, text), text);
        }
    }

    /** The reference program strips lines. */
    @Test
    void idsAndDictionaryOfFairseq(@TempDir Path folder) throws IOException {
        Json golden = golden("embeddingless_nmt.json");
        List<String> corpus =
                golden.get("corpus").texts().stream().map(String::strip).toList();
        FairseqDictionary dictionary = FairseqDictionary.ofCorpus(TextSource.builder()
                .path(Files.write(folder.resolve("corpus.txt"), corpus))
                .format(TextFormat.LINES)
                .build());
        List<Json> entries = golden.get("dictionary").list();
        assertEquals(entries.size(), dictionary.size());
        for (int id = 0; id < entries.size(); id++) {
            assertEquals(entries.get(id).list().get(0).text(), dictionary.symbol(id));
            assertEquals(entries.get(id).list().get(1).integer(), dictionary.count(id));
        }
        Path file = folder.resolve("dict.txt");
        dictionary.write(file);
        assertTrue(FairseqDictionary.matches(file));
        ByteTokenizer tokenizer = ByteTokenizers.fairseq(FairseqDictionary.read(file));
        Tokenizer characters = ByteTokenizers.canine();
        for (int line = 0; line < corpus.size(); line++) {
            String text = corpus.get(line);
            int[] ids = golden.get("ids").list().get(line).integers();
            assertArrayEquals(ids, row(tokenizer, SpecialTokenPolicy.RAISE, text));
            assertEquals(text, tokenizer.decode(ids));
            List<String> tokens = Arrays.stream(tokenizer.encode(text))
                    .mapToObj(dictionary::symbol)
                    .toList();
            assertEquals(golden.get("byte_tokens").list().get(line).texts(), tokens);
            List<String> codePoints = Arrays.stream(characters.encode(text))
                    .mapToObj(Character::toString)
                    .toList();
            assertEquals(golden.get("char_tokens").list().get(line).texts(), codePoints);
        }
    }

    @Test
    void detokenizationOfFairseq() {
        long[] counts = new long[256];
        Arrays.fill(counts, 1);
        FairseqDictionary dictionary = FairseqDictionary.ofCounts(counts);
        List<String> symbols = IntStream.range(0, dictionary.size())
                .mapToObj(dictionary::symbol)
                .toList();
        ByteTokenizer tokenizer = ByteTokenizers.fairseq(dictionary);
        List<String> decoded = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Json golden : golden("embeddingless_nmt.json").get("detokenize").list()) {
            int[] ids = golden.get("tokens").texts().stream()
                    .mapToInt(symbols::indexOf)
                    .toArray();
            decoded.add(tokenizer.decode(CodingErrorAction.IGNORE, ids));
            expected.add(golden.get("text").text());
        }
        assertEquals(expected, decoded);
    }

    @Test
    void idsOfOurOwnGoldenSet() throws IOException {
        List<String> lines = Files.readAllLines(GoldenSet.file("bytes.jsonl"));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            Json golden = Json.parse(line);
            String text = golden.get("text").text();
            for (String name : ByteTokenizers.names()) {
                Tokenizer tokenizer = ByteTokenizers.of(name);
                assertArrayEquals(
                        golden.get(name).integers(),
                        row(tokenizer, SpecialTokenPolicy.IGNORE, text),
                        name + " " + text);
            }
        }
    }
}
