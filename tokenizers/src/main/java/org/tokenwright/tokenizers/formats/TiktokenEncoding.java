package org.tokenwright.tokenizers.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.SpecialTokens;

/**
 * What tiktoken knows of an encoding beside its ranks.
 *
 * @param names its names
 * @param ranks the name of its rank file, without the ending
 * @param sha256 the SHA-256 of its rank file
 * @param pattern the name of the pretokenizer
 * @param specialTokens the special tokens
 */
record TiktokenEncoding(
        List<String> names, String ranks, String sha256, String pattern, Map<String, Integer> specialTokens) {

    private static final String END_OF_TEXT = "<|endoftext|>";
    private static final String END_OF_PROMPT = "<|endofprompt|>";
    private static final String R50K = "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930";
    private static final String P50K = "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069";
    private static final String CL100K = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7";
    private static final String O200K = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d";

    /** All that are known. Of those that share a rank file the first is the one that the file alone stands for. */
    static final List<TiktokenEncoding> ALL = List.of(
            new TiktokenEncoding(List.of("r50k_base", "gpt2"), "r50k_base", R50K, "gpt2", Map.of(END_OF_TEXT, 50_256)),
            new TiktokenEncoding(List.of("p50k_base"), "p50k_base", P50K, "gpt2", Map.of(END_OF_TEXT, 50_256)),
            new TiktokenEncoding(
                    List.of("p50k_edit"),
                    "p50k_base",
                    P50K,
                    "gpt2",
                    Map.of(
                            END_OF_TEXT,
                            50_256,
                            "<|fim_prefix|>",
                            50_281,
                            "<|fim_middle|>",
                            50_282,
                            "<|fim_suffix|>",
                            50_283)),
            new TiktokenEncoding(
                    List.of("cl100k_base"),
                    "cl100k_base",
                    CL100K,
                    "cl100k",
                    Map.of(
                            END_OF_TEXT,
                            100_257,
                            "<|fim_prefix|>",
                            100_258,
                            "<|fim_middle|>",
                            100_259,
                            "<|fim_suffix|>",
                            100_260,
                            END_OF_PROMPT,
                            100_276)),
            new TiktokenEncoding(
                    List.of("o200k_base"),
                    "o200k_base",
                    O200K,
                    "o200k",
                    Map.of(END_OF_TEXT, 199_999, END_OF_PROMPT, 200_018)),
            new TiktokenEncoding(List.of("o200k_harmony"), "o200k_base", O200K, "o200k", harmony()));

    /** Every id up to 201,087 that is no token has a name; 200018 keeps that of the older encoding. */
    private static Map<String, Integer> harmony() {
        Map<Integer, String> named = Map.ofEntries(
                Map.entry(199_998, "<|startoftext|>"),
                Map.entry(199_999, END_OF_TEXT),
                Map.entry(200_002, "<|return|>"),
                Map.entry(200_003, "<|constrain|>"),
                Map.entry(200_005, "<|channel|>"),
                Map.entry(200_006, "<|start|>"),
                Map.entry(200_007, "<|end|>"),
                Map.entry(200_008, "<|message|>"),
                Map.entry(200_012, "<|call|>"),
                Map.entry(200_018, END_OF_PROMPT));
        Map<String, Integer> tokens = new LinkedHashMap<>();
        for (int id = 199_998; id < 201_088; id++) {
            tokens.put(named.getOrDefault(id, "<|reserved_" + id + "|>"), id);
        }
        return Map.copyOf(tokens);
    }

    /** {@return the encoding with a name, or null} */
    static @Nullable TiktokenEncoding named(String name) {
        for (TiktokenEncoding encoding : ALL) {
            if (encoding.names.contains(name)) {
                return encoding;
            }
        }
        return null;
    }

    /** {@return the encoding whose rank file has a SHA-256, or null} */
    static @Nullable TiktokenEncoding ofChecksum(String sha256) {
        for (TiktokenEncoding encoding : ALL) {
            if (encoding.sha256.equals(sha256)) {
                return encoding;
            }
        }
        return null;
    }

    /** {@return the special tokens} */
    SpecialTokens special() {
        return SpecialTokens.of(specialTokens);
    }
}
