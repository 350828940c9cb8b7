package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RunStreamsTest {
    @Test
    void runsGrowUntilArraysEnd() {
        assertEquals(1 << 13, RunStreams.longer(1 << 12));
        int longest = RunStreams.longer(1 << 28);
        assertEquals((Integer.MAX_VALUE - 63) / 4, longest);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> RunStreams.longer(longest));
        assertEquals("a run has more pretokens than the 536870896 that fit", e.getMessage());
    }
}
