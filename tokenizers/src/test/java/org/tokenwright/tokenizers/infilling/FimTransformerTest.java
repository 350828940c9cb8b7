package org.tokenwright.tokenizers.infilling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class FimTransformerTest {
    @Test
    void partsRebuildTheDocument() {
        SplittableRandom random = Seeds.random("partsRebuildTheDocument");
        FimTransformer transformer = FimTransformer.of(1, 0.5, random.nextLong());
        for (int round = 0; round < 3_000; round++) {
            String text = FimTokenizers.text(random, 12);
            int[] codePoints = text.codePoints().toArray();
            FimDecision decision = transformer.decide(round, text);
            if (codePoints.length < 2) {
                assertNull(decision);
                continue;
            }
            assertNotNull(decision);
            assertEquals(decision, transformer.decide(round, text));
            int start = decision.start();
            int end = decision.end();
            FimParts parts = FimParts.of(text, start, end);
            assertEquals(new String(codePoints, 0, start), parts.prefix());
            assertEquals(new String(codePoints, start, end - start), parts.middle());
            assertEquals(new String(codePoints, end, codePoints.length - end), parts.suffix());
            assertFalse(parts.middle().isEmpty() || parts.suffix().isEmpty());
            assertSample(text, parts.middle(), parts);

            FimSeParts lines = FimSeParts.of(parts).withConstraints(decision.constraints());
            assertSample(text, lines.target(), lines);
            assertTrue(lines.rPrefix().isEmpty() || lines.rPrefix().endsWith("\n"));
            assertFalse(lines.lPrefix().contains("\n"));
            int firstEnd = lines.fSuffix().indexOf('\n');
            assertTrue(firstEnd == lines.fSuffix().length() - 1
                    || (firstEnd < 0 && lines.rSuffix().isEmpty()));
            assertEquals(parts.prefix(), lines.rPrefix() + lines.lPrefix());
            assertEquals(parts.suffix(), lines.fSuffix() + lines.rSuffix());
            assertEquals(parts.middle(), FimPostCheck.middle(FimSeParts.of(parts), lines.target()));
            assertSample(text, parts.middle(), FimSeParts.unconstrained(parts));
        }
    }

    private static void assertSample(String text, String target, FimSample sample) {
        assertEquals(text, sample.document());
        assertEquals(target, text.substring(sample.targetStart(), sample.targetEnd()));
    }

    @Test
    void sharesAreAsAsked() {
        FimTransformer transformer = FimTransformer.of(0.9, 0.25, 3);
        Map<FimConstraints, Integer> constraints = new EnumMap<>(FimConstraints.class);
        Map<String, Integer> places = new HashMap<>();
        int cut = 0;
        int suffixFirst = 0;
        int documents = 60_000;
        for (int i = 0; i < documents; i++) {
            FimDecision decision = transformer.decide(i, "a😀c");
            if (decision != null) {
                cut++;
                suffixFirst += decision.order() == FimOrder.SPM ? 1 : 0;
                constraints.merge(decision.constraints(), 1, Integer::sum);
                places.merge(decision.start() + "-" + decision.end(), 1, Integer::sum);
            }
        }
        assertEquals(0.9, (double) cut / documents, 0.01);
        assertEquals(0.25, (double) suffixFirst / cut, 0.01);
        assertEquals(3, places.size());
        for (int count : places.values()) {
            assertEquals(1 / 3.0, (double) count / cut, 0.01);
        }
        assertEquals(4, constraints.size());
        for (int count : constraints.values()) {
            assertEquals(0.25, (double) count / cut, 0.01);
        }
    }

    /** What is drawn of one document says nothing of what is drawn of those behind it. */
    @Test
    void documentsAreDrawnIndependently() {
        FimTransformer transformer = FimTransformer.of(1, 0.5, 3);
        int documents = 20_000;
        boolean[][] draws = new boolean[3][documents];
        for (int i = 0; i < documents; i++) {
            FimDecision decision = transformer.decide(i, "abcdefgh");
            assertNotNull(decision);
            draws[0][i] = decision.order() == FimOrder.SPM;
            draws[1][i] = decision.constraints().hasStart();
            draws[2][i] = decision.start() == 0;
        }
        for (int distance = 1; distance < 6; distance++) {
            for (boolean[] one : draws) {
                for (boolean[] other : draws) {
                    int both = 0;
                    int first = 0;
                    int second = 0;
                    for (int i = distance; i < documents; i++) {
                        both += one[i - distance] && other[i] ? 1 : 0;
                        first += one[i - distance] ? 1 : 0;
                        second += other[i] ? 1 : 0;
                    }
                    assertEquals((double) second / documents, (double) both / first, 0.05);
                }
            }
        }
    }

    /** Pinned: a seed stands for the same samples in every version. */
    @Test
    void decisionsStayTheSame() {
        assertEquals(PINNED, String.valueOf(FimTransformer.of(0.9, 0.5, 42).decide(7, "x".repeat(1_000))));
    }

    private static final String PINNED = "FimDecision[start=304, end=398, order=SPM, constraints=NONE]";

    @Test
    void unpairedSurrogatesAndBadPlacesAreRefused() {
        assertEquals(
                "the document holds the unpaired surrogate U+D83D at index 1",
                assertThrows(IllegalArgumentException.class, () -> FimParts.of("a\uD83Db", 0, 1))
                        .getMessage());
        assertEquals(
                "the prefix holds the unpaired surrogate U+D83D at index 0",
                assertThrows(IllegalArgumentException.class, () -> FimParts.atCursor("\uD83D", "\uDE00"))
                        .getMessage());
        assertEquals(
                "the L-Prefix holds the unpaired surrogate U+DE00 at index 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new FimSeParts("", "\uDE00", "", "", "", FimConstraints.BOTH))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> FimParts.of("a😀", 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> FimParts.of("a😀", 2, 1));
        assertEquals(
                "the rate is 1.1, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> FimTransformer.of(1.1, 0, 0))
                        .getMessage());
        assertEquals(
                "the rate of SPM is NaN, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> FimTransformer.of(1, Double.NaN, 0))
                        .getMessage());
        assertEquals(
                "the middle is from 2 to 1, expected 0 or more and ascending",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new FimDecision(2, 1, FimOrder.PSM, FimConstraints.BOTH))
                        .getMessage());
    }

    @Test
    void whatDoesNotFitTheConstraintsIsRefused() {
        FimSeParts prompt = FimSeParts.of(FimParts.atCursor("x\nab", "ba\ny"));
        assertEquals("", FimPostCheck.middle(prompt, "abba\n"));
        assertEquals("c", FimPostCheck.middle(prompt, "abcba\n"));
        assertNull(FimPostCheck.middle(prompt, "aba\n"), "they overlap");
        assertNull(FimPostCheck.middle(prompt, "abcba"));
        assertNull(FimPostCheck.middle(prompt, "acba\n"));
        assertEquals("acba\n", FimPostCheck.middle(prompt.withConstraints(FimConstraints.NONE), "acba\n"));
        assertEquals("a", FimPostCheck.middle(prompt.withConstraints(FimConstraints.END), "aba\n"));
    }
}
