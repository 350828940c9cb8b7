/** Vectors for words, tokens and texts. */
module org.tokenwright.embeddings {
    requires static transitive org.jspecify;
    requires transitive org.tokenwright.vocab;
    requires transitive org.tokenwright.tokenizers;
    requires it.unimi.dsi.fastutil.core;
    requires com.fasterxml.jackson.core;

    exports org.tokenwright.embeddings;
    exports org.tokenwright.embeddings.evaluation;
    exports org.tokenwright.embeddings.hashing;
    exports org.tokenwright.embeddings.pooling;
    exports org.tokenwright.embeddings.quantization;
    exports org.tokenwright.embeddings.sentence;
    exports org.tokenwright.embeddings.tensors;
    exports org.tokenwright.embeddings.transplant;
    exports org.tokenwright.embeddings.fasttext;
    exports org.tokenwright.embeddings.vectorizers;
}
