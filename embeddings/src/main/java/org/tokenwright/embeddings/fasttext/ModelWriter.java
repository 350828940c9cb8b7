package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.OutputStream;

/** Writes model files as {@link ModelReader} describes them, in version 12. */
final class ModelWriter {
    private ModelWriter() {}

    static void write(FastTextModel model, OutputStream stream) throws IOException {
        ModelOutput out = new ModelOutput(stream);
        start(model.arguments(), model.dictionary(), out);
        out.uint8(model.isQuantized() ? 1 : 0);
        model.inputTable().write(out);
        out.uint8(model.quantizesOutput() ? 1 : 0);
        model.outputTable().write(out);
        out.flush();
    }

    /** Writes what is in front of the matrices. */
    static void start(ModelArguments arguments, Dictionary dictionary, ModelOutput out) throws IOException {
        out.int32(ModelReader.MAGIC);
        out.int32(ModelReader.VERSION);
        arguments(arguments, out);
        dictionary(dictionary, out);
    }

    private static void arguments(ModelArguments arguments, ModelOutput out) throws IOException {
        out.int32(arguments.dimension());
        out.int32(arguments.windowSize());
        out.int32(arguments.epochs());
        out.int32(arguments.minCount());
        out.int32(arguments.negatives());
        out.int32(arguments.wordNgrams());
        out.int32(arguments.loss().code());
        out.int32(arguments.task().code());
        out.int32(arguments.buckets());
        out.int32(arguments.minNgram());
        out.int32(arguments.maxNgram());
        if (arguments.floret()) {
            out.int32(ModelReader.FLORET);
            out.int32(arguments.hashes());
        }
        out.int32(arguments.updateRate());
        out.float64(arguments.sampling());
    }

    private static void dictionary(Dictionary dictionary, ModelOutput out) throws IOException {
        WordTable entries = dictionary.entries();
        PrunedIndex pruned = dictionary.pruned();
        out.int32(entries.size());
        out.int32(dictionary.words());
        out.int32(dictionary.labels());
        out.int64(dictionary.tokens());
        out.int64(pruned == null ? ModelReader.NOT_PRUNED : pruned.size());
        for (int i = 0; i < entries.size(); i++) {
            out.bytes(entries.arena(), entries.start(i), entries.end(i));
            out.uint8(0);
            out.int64(dictionary.count(i));
            out.uint8(i < dictionary.words() ? 0 : 1);
        }
        for (int i = 0; pruned != null && i < pruned.size(); i++) {
            out.int32(pruned.bucket(i));
            out.int32(pruned.row(i));
        }
    }
}
