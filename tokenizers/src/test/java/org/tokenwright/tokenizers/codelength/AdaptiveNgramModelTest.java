package org.tokenwright.tokenizers.codelength;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class AdaptiveNgramModelTest {
    @Test
    void isTheFormula() {
        AdaptiveNgramModel model = AdaptiveNgramModel.of(1, 4);
        assertEquals(0.25, model.probability(3));
        assertEquals(Math.log(4), model.entropy(), 1e-15);
        model.append(0);
        model.append(1);
        model.append(0);
        // Order 0 has seen 0, 1, 0; order 1 has seen 1 behind 0.
        double zero = (2 + 2 * 0.25) / (3 + 2);
        double one = (1 + 2 * 0.25) / (3 + 2);
        double other = 2 * 0.25 / (3 + 2);
        double[] byOrder = new double[2];
        model.probabilities(1, byOrder);
        assertArrayEquals(new double[] {one, (1 + one) / 2}, byOrder, 1e-15);
        assertEquals(zero / 2, model.probability(0), 1e-15);
        assertEquals(other / 2, model.probability(2), 1e-15);
        model.startText();
        model.probabilities(1, byOrder);
        assertArrayEquals(new double[] {one, one}, byOrder, 1e-15);
    }

    @RepeatedTest(20)
    void predictsAsThePlainModelDoes() {
        SplittableRandom random = Seeds.random("predictsAsThePlainModelDoes");
        int order = random.nextInt(6);
        int symbols = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
        AdaptiveNgramModel model = AdaptiveNgramModel.of(order, symbols);
        PlainNgramModel plain = new PlainNgramModel(order, symbols);
        double[] byOrder = new double[order + 1];
        int[] text = RandomIds.of(random, symbols, 400);
        for (int i = 0; i < text.length; i++) {
            int asked = random.nextBoolean() ? text[i] : random.nextInt(symbols);
            model.probabilities(asked, byOrder);
            assertArrayEquals(plain.probabilities(asked), byOrder, 1e-12);
            assertEquals(byOrder[order], model.probability(asked));
            if (i % 20 == 0) {
                double sum = 0;
                for (int id = 0; id < symbols; id++) {
                    sum += model.probability(id);
                }
                assertEquals(1, sum, 1e-9);
                assertEquals(plain.entropy(), model.entropy(), 1e-9);
            }
            model.append(text[i]);
            plain.append(text[i]);
            if (random.nextInt(100) == 0) {
                model.startText();
                plain.startText();
            }
        }
    }

    @RepeatedTest(20)
    void decodesWhatItEncodes() {
        SplittableRandom random = Seeds.random("decodesWhatItEncodes");
        int order = random.nextInt(6);
        int symbols = 1 + random.nextInt(1 << random.nextInt(1, 25));
        int contexts = random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(500);
        int ids = random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(1_000);
        int[] text = RandomIds.of(random, symbols, 3_000);
        AdaptiveNgramModel model = new AdaptiveNgramModel(order, symbols, contexts, ids);
        RangeEncoder encoder = new RangeEncoder();
        double bits = 0;
        for (int id : text) {
            bits -= Math.log(model.probability(id)) / Math.log(2);
            model.encode(id, encoder);
            model.append(id);
        }
        encoder.finish();
        double limit = bits + 10;
        assertTrue(8.0 * encoder.size() <= limit, () -> 8 * encoder.size() + " bits, ideal are " + limit);
        RangeDecoder decoder = new RangeDecoder(encoder.bytes(), encoder.size());
        AdaptiveNgramModel again = new AdaptiveNgramModel(order, symbols, contexts, ids);
        int[] decoded = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            decoded[i] = again.decode(decoder);
            again.append(decoded[i]);
        }
        assertArrayEquals(text, decoded);
        assertEquals(encoder.size(), decoder.messageSize());
    }

    @Test
    void everyIdHasAnInterval() {
        for (int symbols : new int[] {1, 2, 3, 255, 256, 257, 65_536, 1_000_003}) {
            AdaptiveNgramModel model = AdaptiveNgramModel.of(2, symbols);
            AdaptiveNgramModel again = AdaptiveNgramModel.of(2, symbols);
            int step = Math.max(1, symbols / 5_000);
            RangeEncoder encoder = new RangeEncoder();
            for (int id = symbols - 1; id >= 0; id -= step) {
                model.encode(id, encoder);
                model.append(id);
            }
            encoder.finish();
            RangeDecoder decoder = new RangeDecoder(encoder.bytes(), encoder.size());
            for (int id = symbols - 1; id >= 0; id -= step) {
                assertEquals(id, again.decode(decoder));
                again.append(id);
            }
        }
    }

    @RepeatedTest(5)
    void aFullModelStillPredicts() {
        SplittableRandom random = Seeds.random("aFullModelStillPredicts");
        int symbols = 1 + random.nextInt(60);
        AdaptiveNgramModel model = new AdaptiveNgramModel(3, symbols, 1 + random.nextInt(200), 2_000);
        for (int id : RandomIds.of(random, symbols, 5_000)) {
            model.append(id);
            double sum = 0;
            double entropy = 0;
            for (int next = 0; next < symbols; next++) {
                double p = model.probability(next);
                sum += p;
                entropy -= p * Math.log(p);
            }
            assertEquals(1, sum, 1e-9);
            assertEquals(entropy, model.entropy(), 1e-9);
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertEquals(
                "the order is 17, expected 0 to 16",
                assertThrows(IllegalArgumentException.class, () -> AdaptiveNgramModel.of(17, 2))
                        .getMessage());
        assertEquals(
                "there are 0 ids, expected 1 to 16777216",
                assertThrows(IllegalArgumentException.class, () -> AdaptiveNgramModel.of(2, 0))
                        .getMessage());
        AdaptiveNgramModel model = AdaptiveNgramModel.of(2, 5);
        assertThrows(IndexOutOfBoundsException.class, () -> model.append(5));
        assertThrows(IndexOutOfBoundsException.class, () -> model.probability(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> model.probabilities(0, new double[2]));
    }
}
