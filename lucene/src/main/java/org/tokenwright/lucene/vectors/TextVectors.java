package org.tokenwright.lucene.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.sentence.SentenceEncoder;
import org.tokenwright.embeddings.sentence.StaticModel;

/**
 * Fields and queries with the vectors of texts. All vectors have the length 1, so that near is what has a large dot product.
 * Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * TextVectors vectors = TextVectors.of(StaticModel.load(folder));
 * KnnFloatVectorField field = vectors.field("vector", text);   // null if nothing of the text has a vector
 * if (field != null) {
 *     document.add(field);
 * }
 * TopDocs hits = searcher.search(vectors.query("vector", "a question", 10), 10);
 * }</pre>
 */
public final class TextVectors {
    private final int dimension;
    private final Function<String, float[]> model;

    private TextVectors(int dimension, Function<String, float[]> model) {
        this.dimension = dimension;
        this.model = model;
    }

    /**
     * {@return the vectors of a model of static vectors of tokens}
     *
     * @param model the model
     */
    public static TextVectors of(StaticModel model) {
        ArrayBlockingQueue<SentenceEncoder> idle =
                new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
        return new TextVectors(model.dimension(), text -> {
            SentenceEncoder known = idle.poll();
            SentenceEncoder encoder = known == null ? model.newEncoder() : known;
            float[] vector = encoder.encode(text);
            idle.offer(encoder);
            return vector;
        });
    }

    /**
     * {@return the vectors that fastText has of texts}
     *
     * @param model the model
     */
    public static TextVectors of(FastTextModel model) {
        return new TextVectors(model.dimension(), text -> model.sentenceVector(text.replace('\n', ' ')));
    }

    /**
     * {@return the vectors of what an analyzer makes of texts}
     *
     * @param analyzer has a {@link DocumentVectorFilter} in its chain
     * @param field the field for which it analyzes
     * @param dimension the number of components of a vector
     * @throws IllegalArgumentException if there is no such filter
     */
    public static TextVectors of(Analyzer analyzer, String field, int dimension) {
        try (TokenStream stream = analyzer.tokenStream(field, "")) {
            if (!stream.hasAttribute(DocumentVectorAttribute.class)) {
                throw new IllegalArgumentException("the analyzer has no DocumentVectorFilter for the field " + field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TextVectors(dimension, text -> pooled(analyzer, field, text, dimension));
    }

    private static float[] pooled(Analyzer analyzer, String field, String text, int dimension) {
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            DocumentVectorAttribute vector = stream.getAttribute(DocumentVectorAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                // The filter sees the tokens.
            }
            stream.end();
            float[] pooled = vector.vector();
            return pooled == null ? new float[dimension] : pooled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the number of components of a vector}
     */
    public int dimension() {
        return dimension;
    }

    /**
     * {@return the vector of a text, of length 1, or null if nothing of the text has one}
     *
     * @param text the text; unpaired surrogates count as question marks
     */
    public float @Nullable [] vector(String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return UnitVectors.of(model.apply(wellFormed));
    }

    /**
     * {@return a field with the vector of a text, or null if nothing of the text has one}
     *
     * @param name name of the field
     * @param text the text
     */
    public @Nullable KnnFloatVectorField field(String name, String text) {
        float[] vector = vector(text);
        return vector == null ? null : new KnnFloatVectorField(name, vector, VectorSimilarityFunction.DOT_PRODUCT);
    }

    /**
     * {@return a query for the documents whose vectors are nearest to that of a text; for none if the text has no vector}
     *
     * @param field name of the field
     * @param text the text
     * @param hits how many documents, 1 or more
     */
    public Query query(String field, String text, int hits) {
        float[] vector = vector(text);
        return vector == null
                ? new MatchNoDocsQuery("nothing of the text has a vector")
                : new KnnFloatVectorQuery(field, vector, hits);
    }
}
