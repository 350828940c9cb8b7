/** Lucene analysis components over the tokenizers, sentence detectors and embeddings. */
module org.tokenwright.lucene {
    requires static transitive org.jspecify;
    requires transitive org.apache.lucene.core;
    requires org.apache.lucene.analysis.common;
    requires transitive org.tokenwright.boundary;
    requires transitive org.tokenwright.embeddings;
    requires transitive org.tokenwright.tokenizers;
}
