package org.tokenwright.tokenizers.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Packs a histogram of lengths: how many documents there are of each. For one thread, once. */
final class HistogramPacker {
    /*
     * A pack is a list of lengths, a group a number of rows that are all of one pack. Groups with room left lie on a stack for
     * each amount of room; `amounts` holds those whose stack is not empty. Lengths are taken from the longest down, all of one
     * length at a time, and a group of which only some rows are wanted is parted in two. So there are not many more groups
     * than lengths, however many documents there are.
     *
     * Krell et al., "Efficient Sequence Packing without Cross-contamination", 2021, in the order of their published program.
     */
    private final int[] histogram;
    private final int sequenceLength;
    private final int maxDocuments;
    private final CapacitySet amounts;
    private final @Nullable Group[] open;
    private final List<Group> closed = new ArrayList<>();

    /**
     * A list of lengths.
     *
     * @param length the length of the last ones
     * @param times how often it stands there
     * @param before the lengths before, or null
     * @param members how many lengths there are in all
     */
    private record Pack(int length, int times, @Nullable Pack before, int members) {
        static Pack of(int length, int times, @Nullable Pack before) {
            return new Pack(length, times, before, times + (before == null ? 0 : before.members));
        }

        int[] lengths() {
            int[] lengths = new int[members];
            int at = members;
            for (Pack pack = this; pack != null; pack = pack.before) {
                for (int time = 0; time < pack.times; time++) {
                    lengths[--at] = pack.length;
                }
            }
            return lengths;
        }
    }

    /**
     * Rows of one pack.
     *
     * @param rows how many
     * @param pack what is in each
     * @param below what lies below on the stack
     */
    private record Group(int rows, Pack pack, @Nullable Group below) {}

    /** Rows with the same lengths. */
    static final class Rows {
        private final int rows;
        private final int[] lengths;

        Rows(int rows, int[] lengths) {
            this.rows = rows;
            this.lengths = lengths;
        }

        /** {@return how many rows} */
        int rows() {
            return rows;
        }

        /** {@return the lengths in each of them, descending} */
        int[] lengths() {
            return lengths;
        }
    }

    /**
     * Creates a packer.
     *
     * @param histogram for each length from 0 to that of a row, how many documents have it; that of 0 does not count
     * @param maxDocuments how many documents a row may hold
     */
    HistogramPacker(int[] histogram, int maxDocuments) {
        this.histogram = histogram;
        this.maxDocuments = maxDocuments;
        sequenceLength = histogram.length - 1;
        amounts = new CapacitySet(histogram.length);
        open = new @Nullable Group[histogram.length];
    }

    /** {@return rows, made by giving each document to a row with the most room} */
    List<Rows> shortestPackFirst() {
        for (int length = sequenceLength; length > 0; length--) {
            int room = sequenceLength;
            for (int left = histogram[length]; left > 0; ) {
                room = amounts.floor(room);
                if (room < length) {
                    put(left, Pack.of(length, 1, null), sequenceLength - length);
                    break;
                }
                Group group = pop(room);
                int rows = Math.min(group.rows, left);
                put(group.rows - rows, group.pack, room);
                put(rows, Pack.of(length, 1, group.pack), room - length);
                left -= rows;
            }
        }
        return rows();
    }

    /** {@return rows, made by giving each document, several of a length together, to a row with the least room} */
    List<Rows> longestPackFirst() {
        for (int length = sequenceLength; length > 0; length--) {
            int left = histogram[length];
            for (int room = amounts.ceiling(length); left > 0 && room >= 0; room = amounts.ceiling(length)) {
                Group group = pop(room);
                int times = Math.min(Math.min(room / length, maxDocuments - group.pack.members), left);
                int rows = Math.min(group.rows, left / times);
                put(group.rows - rows, group.pack, room);
                put(rows, Pack.of(length, times, group.pack), room - times * length);
                left -= rows * times;
            }
            while (left > 0) {
                int times = Math.min(Math.min(sequenceLength / length, maxDocuments), left);
                put(left / times, Pack.of(length, times, null), sequenceLength - times * length);
                left %= times;
            }
        }
        return rows();
    }

    private Group pop(int room) {
        Group group = Objects.requireNonNull(open[room]);
        open[room] = group.below;
        if (group.below == null) {
            amounts.remove(room);
        }
        return group;
    }

    private void put(int rows, Pack pack, int room) {
        if (rows == 0) {
            return;
        }
        if (room == 0 || pack.members == maxDocuments) {
            closed.add(new Group(rows, pack, null));
        } else {
            open[room] = new Group(rows, pack, open[room]);
            amounts.add(room);
        }
    }

    private List<Rows> rows() {
        List<Rows> rows = new ArrayList<>();
        closed.forEach(group -> rows.add(new Rows(group.rows, group.pack.lengths())));
        for (int room = amounts.ceiling(0); room >= 0; room = amounts.ceiling(0)) {
            Group group = pop(room);
            rows.add(new Rows(group.rows, group.pack.lengths()));
        }
        return rows;
    }
}
