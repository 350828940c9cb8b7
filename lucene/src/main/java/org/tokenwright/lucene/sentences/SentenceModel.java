package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.ResourceLoader;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.charboundary.CharBoundaryFormats;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;
import org.tokenwright.boundary.punkt.PunktFormats;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.lucene.resources.SharedModels;
import org.tokenwright.vocab.ModelFile;

/** What a detector knows: one of a forest and Punkt's model. */
record SentenceModel(
        @Nullable CharBoundaryModel forest, @Nullable PunktModel punkt) {
    private static final String ONNX = ".onnx";

    /** {@return the model of a name, of which the library's own come first, shared by all who load the same} */
    static SentenceModel load(ResourceLoader loader, String name) throws IOException {
        return CharBoundaryModels.names().contains(name)
                ? SharedModels.get(SentenceModel.class, name, () -> ofForest(CharBoundaryModels.named(name)))
                : SharedModels.get(SentenceModel.class, "", loader, List.of(name), SentenceModel::read);
    }

    /** {@return the model of a language's abbreviations} */
    static SentenceModel of(Language language) throws IOException {
        return SharedModels.get(
                SentenceModel.class, language.name(), () -> new SentenceModel(null, PunktModel.of(language)));
    }

    private static SentenceModel read(Path file) throws IOException {
        if ((file.getFileName() + ".").contains(ONNX + ".")) {
            return ofForest(CharBoundaryFormats.readOnnx(file, Set.of()));
        }
        if (ModelFile.isModelFile(file) && ModelFile.open(file).kind().equals(CharBoundaryModel.KIND)) {
            return ofForest(CharBoundaryModel.load(file));
        }
        return new SentenceModel(null, PunktFormats.read(file));
    }

    private static SentenceModel ofForest(CharBoundaryModel forest) {
        return new SentenceModel(forest, null);
    }
}
