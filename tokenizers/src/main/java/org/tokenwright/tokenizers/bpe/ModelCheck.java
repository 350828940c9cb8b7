package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Checks that the parts of a model fit together; a model that has passed cannot fail to encode. */
final class ModelCheck {
    private final BpeModel model;
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final @Nullable MergeTable supermerges;
    private final Deletions deletions;

    ModelCheck(BpeModel model) {
        this.model = model;
        vocabulary = model.vocabulary();
        merges = model.merges();
        supermerges = model.supermerges();
        deletions = model.deletions();
    }

    /**
     * Checks all parts.
     *
     * @throws IllegalArgumentException as {@link BpeModel.Builder#build()} says
     */
    void run() {
        checkMerges("merge", merges);
        if (supermerges != null) {
            checkMerges("supermerge", supermerges);
            checkSupermerges(supermerges);
        } else if (model.isSinglePass()) {
            throw new IllegalArgumentException("a model without supermerges is not of a single pass");
        }
        checkDeletions();
        if (model.mergeOrder() != MergeOrder.TRAINED && (supermerges != null || deletions.size() > 0)) {
            throw new IllegalArgumentException(
                    "supermerges and deletions have their place in the order of training, found the order "
                            + model.mergeOrder().label());
        }
        MergeCounts counts = model.counts();
        if (counts != null) {
            checkCounts(counts);
        }
        for (int id : model.specialTokens().ids().values()) {
            if (vocabulary.contains(id)) {
                throw new IllegalArgumentException("special token and ordinary token share the id " + id);
            }
        }
    }

    private void checkCounts(MergeCounts counts) {
        int supers = supermerges == null ? 0 : supermerges.size();
        if (counts.tokens().length != vocabulary.idBound()
                || counts.merges().length != merges.size()
                || counts.completing().length() > merges.size()
                || counts.supermerges().length != supers
                || counts.completingRuns().length() > supers) {
            throw new IllegalArgumentException("the counts are of another model: "
                    + counts.tokens().length + " tokens, " + counts.merges().length + " merges and "
                    + counts.supermerges().length + " supermerges, expected " + vocabulary.idBound() + ", "
                    + merges.size() + " and " + supers);
        }
    }

    private void checkMerges(String kind, MergeTable table) {
        for (int rank = 0; rank < table.size(); rank++) {
            int left = table.left(rank);
            int right = table.right(rank);
            int product = table.product(rank);
            if (!model.isSymbol(left) || !model.isSymbol(right) || !model.isSymbol(product)) {
                throw new IllegalArgumentException(kind + " " + rank + " of the tokens " + left + " and " + right
                        + " to " + product + " names an id without a token");
            }
            if (!isConcatenation(product, left, right)) {
                throw new IllegalArgumentException(kind + " " + rank + ": token " + product + " is not the tokens "
                        + left + " and " + right + " put together");
            }
        }
    }

    private boolean isConcatenation(int product, int left, int right) {
        int ids = vocabulary.idBound();
        if (product < ids && left < ids && right < ids) {
            return vocabulary.isConcatenation(product, left, right);
        }
        if (model.symbolLength(product) != model.symbolLength(left) + model.symbolLength(right)) {
            return false;
        }
        byte[] joined = model.symbolBytes(product);
        byte[] first = model.symbolBytes(left);
        byte[] second = model.symbolBytes(right);
        return Arrays.equals(joined, 0, first.length, first, 0, first.length)
                && Arrays.equals(joined, first.length, joined.length, second, 0, second.length);
    }

    private void checkSupermerges(MergeTable table) {
        int @Nullable [] places = model.mergesBefore();
        if (places == null) {
            for (int rank = 0; rank < table.size(); rank++) {
                if (!vocabulary.contains(table.product(rank))) {
                    throw new IllegalArgumentException("supermerge " + rank + " gives a deleted token");
                }
            }
            return;
        }
        if (places.length != table.size()) {
            throw new IllegalArgumentException(
                    "there are " + places.length + " places of supermerges, expected " + table.size());
        }
        for (int rank = 0; rank < places.length; rank++) {
            int least = rank == 0 ? 0 : places[rank - 1];
            if (places[rank] < least || places[rank] > merges.size()) {
                throw new IllegalArgumentException("supermerge " + rank + " is after " + places[rank]
                        + " merges, expected " + least + " to " + merges.size());
            }
        }
    }

    private void checkDeletions() {
        Vocabulary deletedTokens = model.deletedTokens();
        if (deletions.size() == 0) {
            if (deletedTokens.size() > 0) {
                throw new IllegalArgumentException(
                        "there are " + deletedTokens.size() + " deleted tokens and no deletions");
            }
            return;
        }
        if (deletedTokens.size() != deletedTokens.idBound()) {
            throw new IllegalArgumentException("the numbers of the deleted tokens have holes");
        }
        BitSet made = new BitSet();
        BitSet present = new BitSet();
        int merge = 0;
        long bytes = 0;
        for (int i = 0; i < deletions.size(); i++) {
            int token = deletions.token(i);
            if (deletions.mergesBefore(i) > merges.size()) {
                throw new IllegalArgumentException(
                        "deletion " + i + " is after " + deletions.mergesBefore(i) + " merges, of " + merges.size());
            }
            for (; merge < deletions.mergesBefore(i); merge++) {
                make(merge, made, present);
            }
            if (token < 0 || !made.get(token)) {
                throw new IllegalArgumentException(
                        "deletion " + i + " is of token " + token + ", which no merge before it gives");
            }
            present.clear(token);
            bytes += model.symbolLength(token);
            if (bytes > BpeModel.MAX_DELETED_BYTES) {
                throw new IllegalArgumentException("the first " + (i + 1) + " deletions are of tokens with " + bytes
                        + " bytes, expected at most " + BpeModel.MAX_DELETED_BYTES + " in all");
            }
        }
        for (; merge < merges.size(); merge++) {
            make(merge, made, present);
        }
        int left = present.nextSetBit(vocabulary.idBound());
        if (left >= 0) {
            throw new IllegalArgumentException("token " + left + " is not deleted and not in the vocabulary");
        }
    }

    /** Among deletions, merges must take what is there: bytes and the products of merges before them. */
    private void make(int merge, BitSet made, BitSet present) {
        for (int operand : new int[] {merges.left(merge), merges.right(merge)}) {
            if (!made.get(operand) && model.symbolLength(operand) > 1) {
                throw new IllegalArgumentException(
                        "merge " + merge + " takes token " + operand + ", which no merge before it gives");
            }
        }
        made.set(merges.product(merge));
        present.set(merges.product(merge));
    }
}
