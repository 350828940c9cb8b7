package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** What thinc and spaCy compute. */
class MultiHashGoldenTest {
    private static final String FOLDER = "golden/embeddings/hashembed/";

    @Test
    void attributes() throws IOException {
        Lexicon lexicon = Lexicon.of(Map.of());
        List<Json> tokens =
                Json.read(SharedData.path(FOLDER + "lex_attrs.json")).list();
        assertEquals(67, tokens.size());
        for (Json golden : tokens) {
            String token = golden.get("text").string();
            assertEquals(
                    LexicalAttribute.values().length,
                    golden.get("attrs").map().keySet().size());
            for (LexicalAttribute attribute : LexicalAttribute.values()) {
                assertEquals(
                        golden.get("attrs").get(attribute.name()).string(), lexicon.value(attribute, token), token);
                assertEquals(golden.get("ids").get(attribute.name()).bits(), lexicon.id(attribute, token), token);
            }
        }
    }

    @Test
    void plainFormsOfAllLanguages() throws IOException {
        Json norms = Json.read(SharedData.path(FOLDER + "base_norms.json"));
        Lexicon lexicon = Lexicon.of(Map.of());
        for (String token : norms.map().keySet()) {
            assertEquals(norms.get(token).string(), lexicon.value(LexicalAttribute.NORM, token), token);
        }
    }

    @Test
    void typographicDigitsHaveTheShapeOfDigits() throws IOException {
        Lexicon lexicon = Lexicon.of(Map.of());
        for (int codePoint :
                Json.read(SharedData.path(FOLDER + "isdigit_not_Nd.json")).integers()) {
            assertEquals("d", lexicon.value(LexicalAttribute.SHAPE, Character.toString(codePoint)));
        }
    }

    @Test
    void vectorsAndGradients() throws IOException {
        List<Json> tokens =
                Json.read(SharedData.path(FOLDER + "lex_attrs.json")).list();
        Json meta = Json.read(SharedData.path(FOLDER + "meta.json"));
        int width = (int) meta.get("width").bits();
        List<LexicalAttribute> attributes = new ArrayList<>();
        List<FloatTable> tables = new ArrayList<>();
        for (Json name : meta.get("attrs").list()) {
            attributes.add(LexicalAttribute.valueOf(name.string()));
            tables.add(FloatTable.of(width, floats(FOLDER + "table_" + name.string() + ".npy")));
        }
        Maxout mixer = Maxout.of(
                width * attributes.size(),
                floats(FOLDER + "maxout_W.npy"),
                floats(FOLDER + "maxout_b.npy"),
                floats(FOLDER + "ln_G.npy"),
                floats(FOLDER + "ln_b.npy"));
        Lexicon lexicon = Lexicon.of(Map.of());
        MultiHashEmbed embedding = MultiHashEmbed.of(lexicon, attributes, tables, mixer);
        MultiHashTrainer trainer = MultiHashTrainer.of(embedding);
        float[] concatenated = floats(FOLDER + "concat.npy");
        float[] output = floats(FOLDER + "multihash_out.npy");
        float[] gradient = floats(FOLDER + "dC.npy");
        long[] ids = longs(FOLDER + "ids_uint64.npy");
        int inputs = mixer.inputs();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i).get("text").string();
            for (int j = 0; j < attributes.size(); j++) {
                long id = lexicon.id(attributes.get(j), token);
                assertEquals(ids[i * attributes.size() + j], id);
                assertArrayEquals(
                        meta.get("keys").list().get(i).list().get(j).integers(),
                        HashEmbed.of(tables.get(j), MultiHashEmbed.FIRST_SEED + j)
                                .rows(id));
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
            float[] expected = floats(FOLDER + "grad_" + attributes.get(j) + ".npy");
            float[] found = new float[expected.length];
            for (int row = 0; row < tables.get(j).rows(); row++) {
                trainer.table(j).copyGradient(row, found, row * width);
            }
            assertArrayEquals(expected, found, 1e-5f);
        }
    }

    private static float[] floats(String file) throws IOException {
        Tensor tensor = NpyFile.open(SharedData.path(file));
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copy(0, values, 0, values.length);
        return values;
    }

    private static long[] longs(String file) throws IOException {
        Tensor tensor = NpyFile.open(SharedData.path(file));
        long[] values = new long[Math.toIntExact(tensor.size())];
        tensor.copy(0, values, 0, values.length);
        return values;
    }
}
