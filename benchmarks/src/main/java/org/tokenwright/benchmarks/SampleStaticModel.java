package org.tokenwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.tokenwright.embeddings.hashing.TrainableTable;
import org.tokenwright.embeddings.sentence.StaticModelBuilder;

/**
 * A static model in the form of model2vec's: WordPiece over lower case, as BERT has it, with vectors by chance. The vocabulary has
 * the frequent words of some texts, and all pieces of at most three letters that occur in them.
 */
final class SampleStaticModel {
    private static final int WORDS = 20_000;
    private static final int MOST_PIECES = 30_000;
    private static final int PIECE = 3;
    private static final int DIMENSION = 256;
    private static final long SEED = 42;

    private SampleStaticModel() {}

    /** Makes it in a folder. */
    static void write(List<String> texts, Path folder) throws IOException {
        List<String> vocabulary = vocabulary(texts);
        Files.createDirectories(folder);
        Path json = folder.resolve("wordpiece.json");
        Files.writeString(json, tokenizer(vocabulary));
        int tokens = vocabulary.size();
        StaticModelBuilder.of(TrainableTable.uniform(tokens, DIMENSION, 1, new SplittableRandom(SEED).nextLong()))
                .sif(StaticModelBuilder.SIF_COEFFICIENT)
                .write(folder, json);
    }

    private static List<String> vocabulary(List<String> texts) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> letters = new LinkedHashSet<>();
        for (String text : texts) {
            for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
                counts.merge(word, 1, Integer::sum);
            }
            text.toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(c -> !Character.isWhitespace(c))
                    .mapToObj(Character::toString)
                    .forEach(letters::add);
        }
        counts.remove("");
        List<String> words = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Set<String> vocabulary = new LinkedHashSet<>(List.of("[PAD]", "[UNK]"));
        vocabulary.addAll(words.subList(0, Math.min(WORDS, words.size())));
        for (String letter : letters) {
            vocabulary.add(letter);
            vocabulary.add("##" + letter);
        }
        for (String word : words) {
            for (int start = 1; start < word.length(); start++) {
                for (int end = start + 2; end <= Math.min(word.length(), start + PIECE); end++) {
                    if (vocabulary.size() < MOST_PIECES) {
                        vocabulary.add("##" + word.substring(start, end));
                    }
                }
            }
        }
        return new ArrayList<>(vocabulary);
    }

    private static String tokenizer(List<String> vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        vocabulary.forEach(token -> ids.put(token, ids.size()));
        String entries = vocabulary.stream()
                .map(token -> quoted(token) + ":" + ids.get(token))
                .collect(Collectors.joining(","));
        return """
                {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
                "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
                "strip_accents":null,"lowercase":true},
                "pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,
                "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
                "max_input_chars_per_word":100,"vocab":{%s}}}
                """.formatted(entries);
    }

    private static String quoted(String token) {
        return token.codePoints()
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' || c > '~'
                        ? new String(Character.toChars(c))
                                .chars()
                                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                                .collect(Collectors.joining())
                        : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
