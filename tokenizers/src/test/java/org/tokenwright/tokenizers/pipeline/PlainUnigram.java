package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The best path through all tokens, over a whole text, with sums as SentencePiece (32 bits) or Hugging Face (64 bits) have them. */
final class PlainUnigram {
    private static final int UNKNOWN = -1;

    private final Map<String, Integer> ids = new HashMap<>();
    private final double[] scores;
    private final double unknownScore;
    private final boolean hasFloats;
    private int longest;

    /**
     * Creates a model.
     *
     * @param tokens the tokens that can be found, null where there is none
     */
    PlainUnigram(List<String> tokens, double[] scores, double unknownScore, boolean hasFloats) {
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.get(id) != null) {
                ids.put(tokens.get(id), id);
                longest = Math.max(longest, tokens.get(id).length());
            }
        }
        this.scores = scores;
        this.unknownScore = unknownScore;
        this.hasFloats = hasFloats;
    }

    /** {@return the tokens of the best path; unknown characters are tokens of their own} */
    List<String> path(String text) {
        int length = text.length();
        double[] best = new double[length + 1];
        int[] starts = new int[length + 1];
        Arrays.fill(starts, -1);
        for (int start = 0; start < length; start = text.offsetByCodePoints(start, 1)) {
            int next = text.offsetByCodePoints(start, 1);
            for (int end = start + 1; end <= Math.min(length, start + longest); end++) {
                Integer id = ids.get(text.substring(start, end));
                if (id != null) {
                    offer(best, starts, start, end, best[start] + scores[id]);
                }
            }
            if (!ids.containsKey(text.substring(start, next))) {
                double sum = best[start] + unknownScore;
                offer(best, starts, start, next, hasFloats ? (float) sum : sum);
            }
        }
        List<String> path = new ArrayList<>();
        for (int end = length; end > 0; end = starts[end]) {
            path.add(text.substring(starts[end], end));
        }
        Collections.reverse(path);
        return path;
    }

    private void offer(double[] best, int[] starts, int start, int end, double sum) {
        if (starts[end] < 0 || sum > best[end]) {
            best[end] = hasFloats ? (float) sum : sum;
            starts[end] = start;
        }
    }

    /**
     * {@return the ids of a path}
     *
     * @param unknownId the unknown token, which counts as unknown where it is found in a text if {@code fuses}
     * @param byteIds tokens for bytes; empty if there are none
     * @param fuses whether a row of unknown characters may be a token
     */
    List<Integer> ids(List<String> path, int unknownId, List<Integer> byteIds, boolean fuses) {
        List<Integer> result = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String token : path) {
            int id = ids.getOrDefault(token, UNKNOWN);
            if (id == UNKNOWN || (fuses && id == unknownId)) {
                row.append(token);
            } else {
                flush(row, result, unknownId, byteIds, fuses);
                result.add(id);
            }
        }
        flush(row, result, unknownId, byteIds, fuses);
        return result;
    }

    private void flush(StringBuilder row, List<Integer> result, int unknownId, List<Integer> byteIds, boolean fuses) {
        String unknown = row.toString();
        row.setLength(0);
        if (unknown.isEmpty()) {
            return;
        }
        if (fuses && ids.containsKey(unknown)) {
            result.add(ids.get(unknown));
        } else if (!byteIds.isEmpty()) {
            for (byte value : unknown.getBytes(StandardCharsets.UTF_8)) {
                result.add(byteIds.get(value & 0xFF));
            }
        } else {
            result.add(unknownId);
        }
    }
}
