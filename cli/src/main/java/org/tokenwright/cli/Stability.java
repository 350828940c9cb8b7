package org.tokenwright.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;

/**
 * What a change of one character does to the tokens of a text.
 *
 * @param tokens how many tokens a change replaces, on average: those between the longest beginning and the longest end that
 *     the tokens before and after it share
 * @param bytes how many bytes of the text they stand for
 */
record Stability(double tokens, double bytes) {
    private static final int EDITS = 2_000;
    private static final int PASSAGE = 1_000;

    /** A passage before and after the edit. */
    private record Edit(String before, String after) {}

    /**
     * {@return the stability of a candidate's tokens} The same edits are made for every candidate.
     *
     * @param candidate makes the tokens
     * @param text what is edited
     * @param seed decides which characters
     */
    static Stability of(Candidate candidate, List<byte[]> text, long seed) {
        List<Edit> edits = edits(text, seed);
        Encoder encoder = candidate.newEncoder();
        long tokens = 0;
        long bytes = 0;
        for (Edit edit : edits) {
            int[] after = encode(encoder, edit.after());
            int[] before = encode(encoder, edit.before());
            int shorter = Math.min(before.length, after.length);
            int start = Arrays.mismatch(before, after);
            start = start < 0 ? shorter : start;
            int kept = 0;
            while (kept < shorter - start && before[before.length - 1 - kept] == after[after.length - 1 - kept]) {
                kept++;
            }
            int end = before.length - kept;
            if (start < end) {
                Encoding encoding = encoder.encoding(OffsetUnit.BYTES);
                tokens += end - start;
                bytes += encoding.end(end - 1) - encoding.start(start);
            }
        }
        double count = Math.max(edits.size(), 1);
        return new Stability(tokens / count, bytes / count);
    }

    /**
     * {@return for each of some changes of one character how many tokens it replaces, inserts or removes, wherever they are} The
     * changes are those of {@link #of}.
     *
     * @param tokens makes the tokens of a text in UTF-8
     * @param text what is edited
     * @param seed decides which characters
     */
    static int[] changedTokens(Function<byte[], int[]> tokens, List<byte[]> text, long seed) {
        List<Edit> edits = edits(text, seed);
        int[] changed = new int[edits.size()];
        for (int i = 0; i < changed.length; i++) {
            int[] before = tokens.apply(edits.get(i).before().getBytes(StandardCharsets.UTF_8));
            int[] after = tokens.apply(edits.get(i).after().getBytes(StandardCharsets.UTF_8));
            changed[i] = Math.max(before.length, after.length) - common(before, after);
        }
        return changed;
    }

    /** {@return how many tokens two texts have in common, in whatever order} */
    private static int common(int[] before, int[] after) {
        Arrays.sort(before);
        Arrays.sort(after);
        int common = 0;
        for (int i = 0, j = 0; i < before.length && j < after.length; ) {
            if (before[i] == after[j]) {
                common++;
                i++;
                j++;
            } else if (before[i] < after[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    private static int[] encode(Encoder encoder, String passage) {
        byte[] utf8 = passage.getBytes(StandardCharsets.UTF_8);
        int count = encoder.encode(utf8, 0, utf8.length);
        return Arrays.copyOf(encoder.ids(), count);
    }

    private static List<Edit> edits(List<byte[]> text, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < EDITS && !text.isEmpty(); i++) {
            int[] all = codePoints(text.get(random.nextInt(text.size())));
            int from = random.nextInt(Math.max(1, all.length - PASSAGE + 1));
            int[] passage = Arrays.copyOfRange(all, from, Math.min(all.length, from + PASSAGE));
            edits.add(new Edit(string(passage), string(edited(passage, all, random))));
        }
        return edits;
    }

    /** Replaces, deletes or inserts a character, which is one of the same document. */
    private static int[] edited(int[] passage, int[] all, SplittableRandom random) {
        int at = random.nextInt(passage.length);
        int character = all[random.nextInt(all.length)];
        int kind = random.nextInt(3);
        int inserted = kind == 1 ? 0 : 1;
        int removed = kind == 2 ? 0 : 1;
        int[] result = new int[passage.length + inserted - removed];
        System.arraycopy(passage, 0, result, 0, at);
        if (inserted == 1) {
            result[at] = character;
        }
        System.arraycopy(passage, at + removed, result, at + inserted, passage.length - at - removed);
        return result;
    }

    private static int[] codePoints(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8).codePoints().toArray();
    }

    private static String string(int[] codePoints) {
        return new String(codePoints, 0, codePoints.length);
    }
}
