package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** What SentencePiece made of texts. */
final class SentencePieceGolden {
    /** The models of the golden set. */
    static final List<String> MODELS = List.of(
            "bpe_bytes",
            "bpe_cuts",
            "bpe_plain",
            "bpe_suffix",
            "bpe_unused",
            "uni_bytes",
            "uni_plain",
            "uni_suffix",
            "uni_unused",
            "written");

    private SentencePieceGolden() {}

    /**
     * A line.
     *
     * @param bytes the bytes of the text, a char each, or null if only ids were decoded
     * @param ids its ids
     * @param begins where each begins in the text, in code points; null if nobody knows
     * @param ends where each ends
     * @param pieces the pieces, or null
     * @param decoded what the ids are decoded to, or null
     */
    record Line(
            @Nullable String bytes,
            List<Integer> ids,
            @Nullable List<Integer> begins,
            @Nullable List<Integer> ends,
            @Nullable List<String> pieces,
            @Nullable String decoded) {
        byte[] text() {
            return Objects.requireNonNull(bytes).getBytes(StandardCharsets.ISO_8859_1);
        }

        int[] idArray() {
            return ids.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    static byte[] model(String name) {
        return bytes(GoldenSet.file("sentencepiece/" + name + (isLarge(name) ? ".model.gz" : ".model")));
    }

    private static boolean isLarge(String name) {
        return name.equals("bpe_bytes") || name.equals("uni_plain");
    }

    static Tokenizer tokenizer(String name) {
        try {
            return SentencePieceFormat.read(new ByteArrayInputStream(model(name)), name, SentencePieceLimits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> lines(String name) {
        return lines(GoldenSet.file("sentencepiece/" + name + ".encoded.jsonl.gz"));
    }

    static List<Line> lines(Path file) {
        return new String(bytes(file), StandardCharsets.US_ASCII)
                .lines()
                .map(SentencePieceGolden::line)
                .toList();
    }

    private static byte[] bytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String line) {
        byte[] text = null;
        List<Integer> ids = List.of();
        List<Integer> begins = null;
        List<Integer> ends = null;
        List<String> pieces = null;
        String decoded = null;
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "text" -> text = json.getText().getBytes(StandardCharsets.UTF_8);
                    case "hex" -> text = HexFormat.of().parseHex(json.getText());
                    case "decoded" -> decoded = json.getText();
                    case "ids" -> ids = integers(json);
                    case "begins" -> begins = integers(json);
                    case "ends" -> ends = integers(json);
                    case "pieces" -> {
                        pieces = new ArrayList<>();
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            pieces.add(json.getText());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String chars = text == null ? null : new String(text, StandardCharsets.ISO_8859_1);
        return new Line(chars, ids, begins, ends, pieces, decoded);
    }

    private static List<Integer> integers(JsonParser json) throws IOException {
        List<Integer> integers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            integers.add(json.getIntValue());
        }
        return integers;
    }
}
