package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Models of pieces against plain ones. */
class PieceModelRandomTest {
    private static final List<String> LETTERS = List.of("a", "b", "c", "é", "漢", "😀", "▁", "<");
    private static final int ROUNDS = 300;

    @Test
    void bpeGivesWhatOneMergeAtATimeGives() {
        SplittableRandom random = Seeds.random("PieceModelRandomTest.bpe");
        for (int round = 0; round < ROUNDS; round++) {
            PlainBpe plain = new PlainBpe(random);
            BpePieces model = plain.model();
            PieceEncoder encoder = model.newEncoder();
            for (int i = 0; i < 20; i++) {
                String piece = word(random, 12);
                check(plain.encode(piece), encoder, piece, plain);
                check(plain.encode(piece), encoder, piece, plain);
            }
            String piece = word(random, 2000);
            check(plain.encode(piece), encoder, piece, plain);
        }
    }

    @Test
    void charactersThatAreLeftOutBringTheirNeighboursTogether() {
        Map<String, Integer> ids = Map.of("a", 0, "▁", 1, "a▁", 2);
        MergeTable merges = MergeTable.of(new int[] {0}, new int[] {1}, new int[] {2});
        BpePieces.Options options = new BpePieces.Options(null, false, false, false, "", "", 0, 0);
        PieceEncoder encoder = new BpePieces(vocabulary(ids), merges, options).newEncoder();
        check(List.of(2, 0), encoder, "ac▁a", ids);
    }

    @Test
    void wordPieceTakesTheLongestTokens() {
        SplittableRandom random = Seeds.random("PieceModelRandomTest.wordPiece");
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Integer> ids = new LinkedHashMap<>(Map.of("[UNK]", 0));
            String prefix = random.nextBoolean() ? "##" : "";
            for (int i = random.nextInt(30); i > 0; i--) {
                ids.putIfAbsent((random.nextBoolean() ? prefix : "") + word(random, 3), ids.size());
            }
            int most = 1 + random.nextInt(12);
            PieceEncoder encoder = new WordPieceModel(vocabulary(ids), "[UNK]", prefix, most).newEncoder();
            for (int i = 0; i < 20; i++) {
                String piece = word(random, 14);
                check(wordPiece(ids, prefix, most, piece), encoder, piece, ids);
            }
        }
    }

    private static List<Integer> wordPiece(Map<String, Integer> ids, String prefix, int most, String piece) {
        List<Integer> found = new ArrayList<>();
        if (piece.codePointCount(0, piece.length()) > most) {
            return List.of(0);
        }
        for (int at = 0; at < piece.length(); ) {
            int end = piece.length();
            while (end > at && !ids.containsKey((at > 0 ? prefix : "") + piece.substring(at, end))) {
                end--;
            }
            if (end == at) {
                return List.of(0);
            }
            found.add(ids.get((at > 0 ? prefix : "") + piece.substring(at, end)));
            at = end;
        }
        return found;
    }

    private static void check(List<Integer> expected, PieceEncoder encoder, String piece, Object model) {
        byte[] utf8 = ("x" + piece + "y").getBytes(UTF_8);
        IdBuffer out = new IdBuffer();
        encoder.encode(utf8, 1, utf8.length - 1, out);
        assertEquals(expected, Arrays.stream(out.ids(), 0, out.size()).boxed().toList(), () -> piece + " by " + model);
        int last = 1;
        for (int i = 0; i < out.size(); i++) {
            assertEquals(Math.clamp(out.ends()[i], last, utf8.length - 1), out.ends()[i], () -> piece + " by " + model);
            last = out.ends()[i];
        }
    }

    private static String word(SplittableRandom random, int longest) {
        StringBuilder word = new StringBuilder();
        int kinds = 1 + random.nextInt(LETTERS.size());
        for (int i = 1 + random.nextInt(longest); i > 0; i--) {
            word.append(LETTERS.get(random.nextInt(kinds)));
        }
        return word.toString();
    }

    private static Vocabulary vocabulary(Map<String, Integer> ids) {
        Vocabulary.Builder builder = Vocabulary.builder();
        ids.forEach((token, id) -> builder.put(id, token.getBytes(UTF_8)));
        return builder.build();
    }

    /** A random model, as plain as can be. */
    private static final class PlainBpe {
        private final Map<String, Integer> ids = new LinkedHashMap<>();
        private final Map<List<Integer>, Integer> ranks = new LinkedHashMap<>();
        private final List<Integer> products = new ArrayList<>();
        private final BpePieces.Options options;

        PlainBpe(SplittableRandom random) {
            String prefix = random.nextInt(4) == 0 ? "##" : "";
            String suffix = random.nextInt(4) == 0 ? "$" : "";
            ids.put("?", 0);
            for (String letter : LETTERS) {
                for (String name : List.of(letter, prefix + letter, letter + suffix, prefix + letter + suffix)) {
                    if (random.nextInt(4) > 0) {
                        ids.putIfAbsent(name, ids.size());
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                for (byte value : "é漢##$".getBytes(UTF_8)) {
                    ids.putIfAbsent("<0x%02X>".formatted(value), ids.size());
                }
            }
            Set<List<String>> pairs = new LinkedHashSet<>();
            for (int i = random.nextInt(25); i > 0; i--) {
                List<String> names = List.copyOf(ids.keySet());
                String left = names.get(random.nextInt(names.size()));
                String right = names.get(random.nextInt(names.size()));
                if (right.startsWith(prefix) && pairs.add(List.of(left, right))) {
                    ids.putIfAbsent(left + right.substring(prefix.length()), ids.size());
                }
            }
            List<List<String>> order = new ArrayList<>(pairs);
            for (int i = order.size() - 1; i > 0 && random.nextBoolean(); i--) {
                List<String> pair = order.get(random.nextInt(order.size()));
                order.remove(pair);
                order.add(pair);
            }
            for (List<String> pair : order) {
                ranks.put(List.of(id(pair.get(0)), id(pair.get(1))), products.size());
                products.add(id(pair.get(0) + pair.get(1).substring(prefix.length())));
            }
            options = new BpePieces.Options(
                    random.nextBoolean() ? "?" : null,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    prefix,
                    suffix,
                    0,
                    0);
        }

        private int id(String name) {
            Integer id = ids.get(name);
            return id == null ? -1 : id;
        }

        BpePieces model() {
            int[] lefts = ranks.keySet().stream().mapToInt(pair -> pair.get(0)).toArray();
            int[] rights = ranks.keySet().stream().mapToInt(pair -> pair.get(1)).toArray();
            int[] made = products.stream().mapToInt(Integer::intValue).toArray();
            return new BpePieces(vocabulary(ids), MergeTable.of(lefts, rights, made), options);
        }

        List<Integer> encode(String piece) {
            if (options.wholePieces() && ids.containsKey(piece)) {
                return List.of(id(piece));
            }
            List<Integer> symbols = symbols(piece);
            while (true) {
                int best = -1;
                int bestRank = Integer.MAX_VALUE;
                for (int i = 0; i + 1 < symbols.size(); i++) {
                    int rank = ranks.getOrDefault(symbols.subList(i, i + 2), Integer.MAX_VALUE);
                    if (rank < bestRank) {
                        best = i;
                        bestRank = rank;
                    }
                }
                if (best < 0) {
                    return symbols;
                }
                symbols.set(best, products.get(bestRank));
                symbols.subList(best + 1, best + 2).clear();
            }
        }

        private List<Integer> symbols(String piece) {
            List<Integer> symbols = new ArrayList<>();
            boolean waiting = false;
            int[] codePoints = piece.codePoints().toArray();
            for (int i = 0; i < codePoints.length; i++) {
                String name = (i == 0 ? "" : options.prefix())
                        + Character.toString(codePoints[i])
                        + (i == codePoints.length - 1 ? options.suffix() : "");
                List<Integer> bytes = options.byteFallback() ? bytes(name) : null;
                if (ids.containsKey(name)) {
                    if (waiting) {
                        symbols.add(0);
                    }
                    waiting = false;
                    symbols.add(id(name));
                } else if (bytes != null) {
                    symbols.addAll(bytes);
                } else if (options.unknown() != null) {
                    if (waiting && !options.fusesUnknown()) {
                        symbols.add(0);
                    }
                    waiting = true;
                }
            }
            if (waiting) {
                symbols.add(0);
            }
            return symbols;
        }

        private @Nullable List<Integer> bytes(String name) {
            List<Integer> bytes = new ArrayList<>();
            for (byte value : name.getBytes(UTF_8)) {
                int id = id("<0x%02X>".formatted(value));
                if (id < 0) {
                    return null;
                }
                bytes.add(id);
            }
            return bytes;
        }

        @Override
        public String toString() {
            return options + " " + ids + " " + ranks;
        }
    }
}
