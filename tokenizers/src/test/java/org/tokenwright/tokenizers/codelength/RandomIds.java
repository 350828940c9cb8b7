package org.tokenwright.tokenizers.codelength;

import java.util.SplittableRandom;

/** Random texts of ids in which stretches come again, one id is repeated, or nothing can be predicted. */
final class RandomIds {
    private RandomIds() {}

    static int[] of(SplittableRandom random, int symbols, int most) {
        int[] ids = new int[random.nextInt(most + 1)];
        int used = 1 + random.nextInt(symbols);
        int i = 0;
        while (i < ids.length) {
            int end = Math.min(ids.length, i + 1 + random.nextInt(60));
            int kind = random.nextInt(3);
            int from = i == 0 ? 0 : random.nextInt(i);
            int repeated = random.nextInt(used);
            for (int j = from; i < end; i++, j++) {
                ids[i] = kind == 0 ? random.nextInt(symbols) : kind == 1 || i == j ? repeated : ids[j];
            }
        }
        return ids;
    }
}
