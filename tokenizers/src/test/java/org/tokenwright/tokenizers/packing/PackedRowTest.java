package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PackedRowTest {
    @Test
    void aRowIsThatOfTheDocumentation() {
        PackedRow row = new PackedRow(6);
        row.add(new int[] {7, 8, 9}, 0, 3);
        row.add(new int[] {4, 5, 6, 4}, 1, 3);
        assertArrayEquals(new int[] {7, 8, 9, 5, 6, 0}, row.inputIds(0));
        assertArrayEquals(new int[] {0, 1, 2, 0, 1, 0}, row.positionIds());
        assertArrayEquals(new int[] {1, 1, 1, 2, 2, 0}, row.segmentIds());
        assertArrayEquals(new boolean[] {false, true, true, false, true, false}, row.labelMask());
        assertArrayEquals(new int[] {3, 2}, row.sequenceLengths());
        assertArrayEquals(new int[] {0, 3, 5}, row.cumulativeLengths());
        assertEquals(5, row.size());
        assertEquals(6, row.sequenceLength());
        assertEquals(2, row.documents());
        assertThrows(IndexOutOfBoundsException.class, () -> row.length(2));
    }

    @Test
    void aPlanGivesItsRows() {
        int[][] documents = {{1, 2, 3, 4, 5}, {}, {6, 7}, {8}};
        PackingPlan plan = SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 4).pack(new int[] {5, 0, 2, 1});
        assertEquals(2, plan.rows());
        assertArrayEquals(new int[] {1, 2, 3, 4}, plan.row(0, documents).inputIds(99));
        assertArrayEquals(new int[] {6, 7, 5, 8}, plan.row(1, documents).inputIds(99));
        assertArrayEquals(new int[] {2, 1, 1}, plan.row(1, documents).sequenceLengths());
        assertThrows(IndexOutOfBoundsException.class, () -> plan.row(2, documents));
    }

    @Test
    void rowsOfManyDocumentsGrow() {
        PackedRow row = new PackedRow(100);
        for (int id = 0; id < 100; id++) {
            row.add(new int[] {id}, 0, 1);
        }
        assertEquals(100, row.documents());
        assertEquals(100, row.cumulativeLengths()[100]);
        row.clear();
        assertEquals(0, row.size());
        assertArrayEquals(new int[] {0}, row.cumulativeLengths());
    }
}
