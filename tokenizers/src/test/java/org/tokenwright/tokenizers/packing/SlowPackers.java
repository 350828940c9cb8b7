package org.tokenwright.tokenizers.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The algorithms as they are described, with lists and linear searches. A piece is document, start, length. */
final class SlowPackers {
    private SlowPackers() {}

    private static final class Row {
        private final List<List<Integer>> pieces = new ArrayList<>();
        private int room;
        private long since;
    }

    static List<List<Integer>> chunks(int[] lengths, int rowLength, boolean truncate) {
        List<List<Integer>> chunks = new ArrayList<>();
        for (int document = 0; document < lengths.length; document++) {
            int end = truncate ? Math.min(lengths[document], rowLength) : lengths[document];
            for (int start = 0; start < end; start += rowLength) {
                chunks.add(List.of(document, start, Math.min(rowLength, end - start)));
            }
        }
        return chunks;
    }

    static List<List<List<Integer>>> bestFit(int[] lengths, int rowLength, int most, boolean truncate) {
        List<List<Integer>> chunks = chunks(lengths, rowLength, truncate);
        chunks.sort(Comparator.comparingInt((List<Integer> chunk) -> -chunk.get(2))); // stable
        List<Row> rows = new ArrayList<>();
        long clock = 0;
        for (List<Integer> chunk : chunks) {
            Row best = null;
            for (Row row : rows) {
                if (row.room >= chunk.get(2)
                        && row.pieces.size() < most
                        && (best == null
                                || row.room < best.room
                                || (row.room == best.room && row.since < best.since))) {
                    best = row;
                }
            }
            if (best == null) {
                best = new Row();
                best.room = rowLength;
                rows.add(best);
            }
            best.pieces.add(chunk);
            best.room -= chunk.get(2);
            best.since = clock++;
        }
        return rows.stream().map(row -> row.pieces).toList();
    }

    static List<List<List<Integer>>> inOrder(int[] lengths, int rowLength, int most, boolean fillUp) {
        List<List<List<Integer>>> rows = new ArrayList<>();
        List<List<Integer>> row = new ArrayList<>();
        int room = rowLength;
        for (int document = 0; document < lengths.length; document++) {
            for (int start = 0; start < lengths[document]; ) {
                int piece = Math.min(rowLength, lengths[document] - start);
                if (row.size() == most || room == 0 || (!fillUp && piece > room)) {
                    rows.add(row);
                    row = new ArrayList<>();
                    room = rowLength;
                }
                piece = Math.min(piece, room);
                row.add(List.of(document, start, piece));
                room -= piece;
                start += piece;
            }
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    /** Rows as lists of lengths: one row at a time, as the histogram algorithms come out if groups are taken apart. */
    static List<List<Integer>> histogram(int[] histogram, int most, boolean shortestFirst) {
        int rowLength = histogram.length - 1;
        Map<Integer, List<Group>> open = new TreeMap<>();
        List<Group> closed = new ArrayList<>();
        for (int length = rowLength; length > 0; length--) {
            int left = histogram[length];
            int offset = shortestFirst ? rowLength - length + 1 : 0;
            while (left > 0) {
                List<Group> stack = open.get(length + offset);
                if (stack != null && !stack.isEmpty()) {
                    Group group = stack.removeLast();
                    int times = 1;
                    if (!shortestFirst) {
                        times = Math.min(1 + offset / length, most - group.lengths.size());
                        while (left / times == 0) {
                            times--;
                        }
                    }
                    int rows = Math.min(group.rows, left / times);
                    if (group.rows > rows) {
                        stack.add(new Group(group.rows - rows, group.lengths));
                    }
                    add(rows, group.lengths, length, times, rowLength, most, open, closed);
                    left -= rows * times;
                    offset = shortestFirst ? offset : 0;
                } else {
                    offset += shortestFirst ? -1 : 1;
                }
                if (left > 0 && (offset < 0 || offset > rowLength - length + 1)) {
                    int times = 1;
                    if (!shortestFirst) {
                        times = Math.min(rowLength / length, most);
                        while (left / times == 0) {
                            times--;
                        }
                    }
                    add(left / times, List.of(), length, times, rowLength, most, open, closed);
                    left -= left / times * times;
                }
            }
        }
        open.values().forEach(closed::addAll);
        List<List<Integer>> rows = new ArrayList<>();
        for (Group group : closed) {
            for (int row = 0; row < group.rows; row++) {
                rows.add(group.lengths);
            }
        }
        return rows;
    }

    private record Group(int rows, List<Integer> lengths) {}

    private static void add(
            int rows,
            List<Integer> before,
            int length,
            int times,
            int rowLength,
            int most,
            Map<Integer, List<Group>> open,
            List<Group> closed) {
        List<Integer> lengths = new ArrayList<>(before);
        for (int time = 0; time < times; time++) {
            lengths.add(length);
        }
        int room = rowLength - lengths.stream().mapToInt(Integer::intValue).sum();
        if (room == 0 || lengths.size() == most) {
            closed.add(new Group(rows, lengths));
        } else {
            open.computeIfAbsent(room, key -> new ArrayList<>()).add(new Group(rows, lengths));
        }
    }
}
