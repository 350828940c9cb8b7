package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;

/**
 * Keeps, with each commit of an index, which model made the terms of a field, and refuses another model for its queries: they
 * would find little, and nothing would say why. What is kept is {@link TokenModel#fingerprint()}; the options of tokenizers are
 * not part of it.
 */
public final class ModelFingerprints {
    private static final String PREFIX = "tokenwright.model.";

    private ModelFingerprints() {}

    /**
     * Has every later commit of a writer say which model made the terms of a field, beside what its commits say already. To be
     * called once a writer is opened, before others set the commit data.
     *
     * @param writer writes the index
     * @param field name of the field
     * @param model makes the terms
     * @throws IllegalArgumentException if the index says that another model made the terms
     */
    public static void record(IndexWriter writer, String field, TokenModel model) {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        String known = data.putIfAbsent(PREFIX + field, model.fingerprint());
        if (known != null) {
            check(known, field, model);
        }
        writer.setLiveCommitData(data.entrySet());
    }

    /**
     * Checks that queries are cut by the model that made the terms of a field.
     *
     * @param reader reads a commit of the index
     * @param field name of the field
     * @param model cuts queries
     * @throws IllegalArgumentException if another model made the terms, or the commit does not say which
     * @throws IOException if the commit cannot be read
     */
    public static void check(DirectoryReader reader, String field, TokenModel model) throws IOException {
        String known = reader.getIndexCommit().getUserData().get(PREFIX + field);
        if (known == null) {
            throw new IllegalArgumentException(
                    "the commit " + reader.getIndexCommit().getSegmentsFileName()
                            + " does not say which model made the terms of the field " + field + ", expected "
                            + model.fingerprint());
        }
        check(known, field, model);
    }

    private static void check(String known, String field, TokenModel model) {
        if (!known.equals(model.fingerprint())) {
            throw new IllegalArgumentException("the terms of the field " + field + " were made by the model " + known
                    + ", found " + model + " with the fingerprint " + model.fingerprint());
        }
    }
}
