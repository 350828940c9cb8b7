package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RunsTest {
    /** The capacity is in bytes, so that a run of 2^28 pretokens comes to where twice the capacity is no int. */
    @Test
    void runsGrowUntilArraysEnd() {
        assertEquals(1 << 13, Runs.longer(1 << 12));
        int longest = Runs.longer(1 << 30);
        assertEquals(Integer.MAX_VALUE - 63, longest);
        assertEquals(0, longest % Integer.BYTES);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> Runs.longer(longest));
        assertEquals("a run has more pretokens than the 536870896 that fit", e.getMessage());
    }
}
