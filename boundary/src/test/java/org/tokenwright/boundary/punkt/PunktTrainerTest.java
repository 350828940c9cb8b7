package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

class PunktTrainerTest {
    private static final String TEXT = """
            Prof. Hill met Dr. Moss near the mill. Dr. Moss knew the mill well. The mill of Prof. Hill was old.
            They met on the 3. of May. On the 3. of June they met again. The dog of Dr. Moss was old, too.

            Prof. Hill bought apples, pears, etc. and went home. Dr. Moss, etc., went with him. See vol. 3 and vol. 4.
            """;

    @Test
    void learnsAbbreviations() {
        PunktTrainer trainer = new PunktTrainer(PunktTrainerOptions.kissStrunk().build());
        trainer.train(TEXT);
        PunktModel model = trainer.model();
        assertEquals(List.of("dr", "etc"), model.abbreviations());
        PunktReport report = trainer.report();
        PunktReport.Abbreviation first = report.abbreviations().get(0);
        assertEquals("dr", first.type());
        assertEquals(4, first.withPeriod());
        assertEquals(0, first.withoutPeriod());
        assertTrue(first.learned());
        assertEquals(70, report.tokens());
    }

    @Test
    void learnsTheSameWhateverTheOrderOfCalls() throws IOException {
        PunktTrainer once = new PunktTrainer(PunktTrainerOptions.nupunkt().build());
        once.train(TEXT + "\n\n" + TEXT);
        PunktTrainer asked = new PunktTrainer(PunktTrainerOptions.nupunkt().build());
        asked.model();
        asked.train(source(TEXT + "\n\n" + TEXT, 1));
        asked.report();
        PunktModelTest.assertSame(once.model(), asked.model());
        PunktModelTest.assertSame(asked.model(), asked.model());
        PunktTrainer weighted = new PunktTrainer(PunktTrainerOptions.nupunkt().build());
        weighted.train(source(TEXT + "\n\n", 2));
        assertEquals(once.report().abbreviations(), weighted.report().abbreviations());
    }

    @Test
    void countsRareAbbreviationsAsTheyWereMeant() {
        String once = "We ran. He ran. A kt. he ran. He sat.";
        assertEquals(List.of("kt"), rare(once, false));
        assertEquals(List.of("kt"), rare(once, true));
        String often = once + " Kt. Kt. Kt. Kt.";
        assertEquals(List.of("kt"), rare(often, false));
        assertEquals(List.of(), rare(often, true));
    }

    private static List<String> rare(String text, boolean withPeriod) {
        PunktTrainer trainer = new PunktTrainer(PunktTrainerOptions.kissStrunk()
                .abbreviationThreshold(1e9)
                .rareCountWithPeriod(withPeriod)
                .build());
        trainer.train(text);
        return trainer.model().abbreviations();
    }

    /** Rare types are dropped, frequent ones are not. */
    @Test
    void boundsItsTypes() {
        SplittableRandom random = Seeds.random("PunktTrainerTest.boundsItsTypes");
        PunktTrainer trainer = new PunktTrainer(
                PunktTrainerOptions.nupunkt().maxTypes(2048).batchChars(10_000).build());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36)).append(" met Dr. Moss. ");
            if (i % 50 == 0) {
                text.append("\n\n");
            }
        }
        trainer.train(text);
        PunktModel model = trainer.model();
        assertTrue(model.isAbbreviation("dr"));
        assertTrue(
                model.orthographicContexts().size() < 4096,
                () -> model.orthographicContexts().size() + " types");
        assertEquals(240_000, trainer.report().tokens());
    }

    @Test
    void learnsFromAnything() {
        SplittableRandom random = Seeds.random("PunktTrainerTest.learnsFromAnything");
        for (int i = 0; i < 300; i++) {
            PunktTrainerOptions.Builder options =
                    random.nextBoolean() ? PunktTrainerOptions.kissStrunk() : PunktTrainerOptions.nupunkt();
            options.abbreviationThreshold(random.nextDouble())
                    .collocationsOf(random.nextBoolean(), random.nextBoolean())
                    .ignorePenalty(random.nextBoolean())
                    .starters(random.nextDouble(10), 1 + random.nextInt(3))
                    .collocations(random.nextDouble(10), 1 + random.nextInt(3))
                    .batchChars(1 + random.nextInt(1000));
            if (random.nextBoolean()) {
                options.pruning(1 + random.nextInt(50), random.nextInt(4), random.nextInt(4), random.nextInt(4));
            }
            PunktTrainer trainer = new PunktTrainer(options.build());
            for (int k = random.nextInt(4); k > 0; k--) {
                trainer.train(RandomText.text(random, 200));
            }
            PunktReport report = trainer.report();
            PunktModel model = trainer.model();
            assertEquals(report.starters().size(), model.sentenceStarters().size());
            assertEquals(report.collocations().size(), model.collocations().size());
            report.starters().forEach(starter -> assertTrue(Double.isFinite(starter.score()), starter::toString));
        }
    }

    @Test
    void refusesOptionsOutOfRange() {
        PunktTrainerOptions.Builder options = PunktTrainerOptions.kissStrunk();
        assertMessage("abbreviation threshold is -1.0, expected 0 or more", () -> options.abbreviationThreshold(-1));
        assertMessage("share is NaN, expected 0 or more", () -> options.keepShare(Double.NaN));
        assertMessage("starter threshold is -0.5, expected 0 or more", () -> options.starters(-0.5, 1));
        assertMessage("minimum count of starters is 0, expected 1 or more", () -> options.starters(1, 0));
        assertMessage("minimum count of collocations is 0, expected 1 or more", () -> options.collocations(1, 0));
        assertMessage("size of batches is 0, expected 1 or more", () -> options.batchChars(0));
        assertMessage("interval of pruning is 0, expected 1 or more", () -> options.pruning(0, 1, 1, 1));
        assertMessage("number of types is 1000, expected 1024 or more", () -> options.maxTypes(1000));
        assertMessage(
                "maximum length of abbreviations is 0, expected 1 or more", () -> options.maxAbbreviationLength(0));
        assertMessage("rare abbreviation count is -1, expected 0 or more", () -> options.rareAbbreviationCount(-1));
        assertMessage("type is \"\", expected one or more characters", () -> options.knownAbbreviations(List.of("")));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static TextSource source(String text, int weight) throws IOException {
        return TextSource.builder().weight(weight).stream(
                        "text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .format(TextFormat.TEXT)
                .build();
    }
}
