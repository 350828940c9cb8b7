package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What thinc and spaCy compute. */
class MultiHashGoldenTest {
    private static final String FOLDER = "golden/embeddings/hashembed/";

    @Test
    void attributes() throws IOException {
        Lexicon lexicon = Lexicon.of(Map.of());
        List<GoldenJson> tokens = GoldenJson.read(FOLDER + "lex_attrs.json").list();
        assertEquals(67, tokens.size());
        for (GoldenJson golden : tokens) {
            String token = golden.get("text").text();
            assertEquals(
                    LexicalAttribute.values().length,
                    golden.get("attrs").names().size());
            for (LexicalAttribute attribute : LexicalAttribute.values()) {
                assertEquals(golden.get("attrs").get(attribute.name()).text(), lexicon.value(attribute, token), token);
                assertEquals(golden.get("ids").get(attribute.name()).number(), lexicon.id(attribute, token), token);
            }
        }
    }

    @Test
    void plainFormsOfAllLanguages() throws IOException {
        GoldenJson norms = GoldenJson.read(FOLDER + "base_norms.json");
        Lexicon lexicon = Lexicon.of(Map.of());
        for (String token : norms.names()) {
            assertEquals(norms.get(token).text(), lexicon.value(LexicalAttribute.NORM, token), token);
        }
    }

    @Test
    void typographicDigitsHaveTheShapeOfDigits() throws IOException {
        Lexicon lexicon = Lexicon.of(Map.of());
        for (int codePoint : GoldenJson.read(FOLDER + "isdigit_not_Nd.json").ints()) {
            assertEquals("d", lexicon.value(LexicalAttribute.SHAPE, Character.toString(codePoint)));
        }
    }

    @Test
    void vectorsAndGradients() throws IOException {
        List<GoldenJson> tokens = GoldenJson.read(FOLDER + "lex_attrs.json").list();
        GoldenJson meta = GoldenJson.read(FOLDER + "meta.json");
        int width = (int) meta.get("width").number();
        List<LexicalAttribute> attributes = new ArrayList<>();
        List<FloatTable> tables = new ArrayList<>();
        for (GoldenJson name : meta.get("attrs").list()) {
            attributes.add(LexicalAttribute.valueOf(name.text()));
            tables.add(FloatTable.of(width, Npy.floats(FOLDER + "table_" + name.text() + ".npy")));
        }
        Maxout mixer = Maxout.of(
                width * attributes.size(),
                Npy.floats(FOLDER + "maxout_W.npy"),
                Npy.floats(FOLDER + "maxout_b.npy"),
                Npy.floats(FOLDER + "ln_G.npy"),
                Npy.floats(FOLDER + "ln_b.npy"));
        Lexicon lexicon = Lexicon.of(Map.of());
        MultiHashEmbed embedding = MultiHashEmbed.of(lexicon, attributes, tables, mixer);
        MultiHashTrainer trainer = MultiHashTrainer.of(embedding);
        float[] concatenated = Npy.floats(FOLDER + "concat.npy");
        float[] output = Npy.floats(FOLDER + "multihash_out.npy");
        float[] gradient = Npy.floats(FOLDER + "dC.npy");
        long[] ids = Npy.longs(FOLDER + "ids_uint64.npy");
        int inputs = mixer.inputs();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i).get("text").text();
            for (int j = 0; j < attributes.size(); j++) {
                long id = lexicon.id(attributes.get(j), token);
                assertEquals(ids[i * attributes.size() + j], id);
                assertArrayEquals(
                        meta.get("keys").list().get(i).list().get(j).ints(),
                        embedding.tables().get(j).rows(id));
            }
            assertArrayEquals(
                    Arrays.copyOfRange(concatenated, i * inputs, (i + 1) * inputs),
                    embedding.concatenated(token),
                    1e-7f);
            float[] vector = embedding.vector(token);
            assertArrayEquals(Arrays.copyOfRange(output, i * width, (i + 1) * width), vector, 2e-5f);
            assertArrayEquals(vector, trainer.vector(token));
            trainer.addConcatenatedGradient(token, Arrays.copyOfRange(gradient, i * inputs, (i + 1) * inputs));
        }
        for (int j = 0; j < attributes.size(); j++) {
            float[] expected = Npy.floats(FOLDER + "grad_" + attributes.get(j) + ".npy");
            float[] found = new float[expected.length];
            for (int row = 0; row < tables.get(j).rows(); row++) {
                trainer.table(j).copyGradient(row, found, row * width);
            }
            assertArrayEquals(expected, found, 1e-5f);
        }
    }
}
