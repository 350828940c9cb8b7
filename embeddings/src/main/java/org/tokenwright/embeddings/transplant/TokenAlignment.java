package org.tokenwright.embeddings.transplant;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which tokens of a new tokenizer (the donor's) an old one (the base's) has too. Immutable. */
final class TokenAlignment {
    /** Stands for the id of a token that the base does not have. */
    static final int NEW = -1;

    /** Stands for the id of what is no token: a hole between the donor's ids. */
    static final int NO_TOKEN = -2;

    private final int[] baseIds;
    private final int special;

    private TokenAlignment(int[] baseIds, int special) {
        this.baseIds = baseIds;
        this.special = special;
    }

    /**
     * Compares two tokenizers. Costs O(tokens).
     *
     * @param donor the tokens of the new one
     * @param base the tokens of the old one
     * @param baseRows how many tokens of the base have vectors; others are as if they were not there
     * @return what they share
     */
    static TokenAlignment of(TokenKeys donor, TokenKeys base, long baseRows) {
        int[] baseIds = new int[donor.idBound()];
        int special = 0;
        for (int id = 0; id < baseIds.length; id++) {
            if (!donor.contains(id)) {
                baseIds[id] = NO_TOKEN;
                continue;
            }
            baseIds[id] = base.counterparts(donor, id).stream()
                    .mapToInt(Integer::intValue)
                    .filter(counterpart -> counterpart < baseRows)
                    .findFirst()
                    .orElse(NEW);
            if (baseIds[id] >= 0 && donor.isSpecial(id)) {
                special++;
            }
        }
        return new TokenAlignment(baseIds, special);
    }

    /** {@return the number behind the last id of the donor} */
    int idBound() {
        return baseIds.length;
    }

    /**
     * {@return the id in the base of a token of the donor, {@link #NEW} or {@link #NO_TOKEN}}
     *
     * @param donorId an id of the donor, below {@link #idBound()}
     */
    int baseId(int donorId) {
        return baseIds[donorId];
    }

    /** {@return the number of tokens that both have} */
    int shared() {
        return (int) Arrays.stream(baseIds).filter(id -> id >= 0).count();
    }

    /** {@return the number of special tokens among those that both have} */
    int sharedSpecial() {
        return special;
    }

    /** {@return the donor's ids of tokens that both have, of which the donor has vectors, in order} */
    int[] anchors(long donorRows) {
        return ids(donorRows, true);
    }

    /** {@return the donor's ids of tokens that only it has, and has vectors of, in order} */
    int[] missing(long donorRows) {
        return ids(donorRows, false);
    }

    private int[] ids(long donorRows, boolean shared) {
        return IntStream.range(0, baseIds.length)
                .filter(id -> id < donorRows && (shared ? baseIds[id] >= 0 : baseIds[id] == NEW))
                .toArray();
    }

    /** {@return the base's ids of some tokens that both have} */
    int[] baseIds(int[] donorIds) {
        return Arrays.stream(donorIds).map(id -> baseIds[id]).toArray();
    }
}
