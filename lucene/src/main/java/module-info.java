/** Lucene analysis components over the tokenizers, sentence detectors and embeddings. */
module org.tokenwright.lucene {
    requires static transitive org.jspecify;
    requires transitive org.apache.lucene.core;
    requires org.apache.lucene.analysis.common;
    requires transitive org.tokenwright.boundary;
    requires transitive org.tokenwright.embeddings;
    requires transitive org.tokenwright.tokenizers;

    exports org.tokenwright.lucene.sentences;
    exports org.tokenwright.lucene.tokens;
    exports org.tokenwright.lucene.vectors;

    provides org.apache.lucene.analysis.TokenFilterFactory with
            org.tokenwright.lucene.tokens.TokenwrightSubwordFilterFactory,
            org.tokenwright.lucene.tokens.TokenwrightSuperwordFilterFactory;
    provides org.apache.lucene.analysis.TokenizerFactory with
            org.tokenwright.lucene.sentences.TokenwrightPassageTokenizerFactory,
            org.tokenwright.lucene.sentences.TokenwrightSentenceTokenizerFactory,
            org.tokenwright.lucene.sentences.TokenwrightSentenceWordTokenizerFactory,
            org.tokenwright.lucene.tokens.TokenwrightTokenizerFactory;
}
