/** From bytes to ids and back. */
module org.tokenwright.tokenizers {
    requires static transitive org.jspecify;
    requires transitive org.tokenwright.vocab;
    requires it.unimi.dsi.fastutil.core;
    requires com.fasterxml.jackson.core;

    exports org.tokenwright.tokenizers;
    exports org.tokenwright.tokenizers.bpe;
    exports org.tokenwright.tokenizers.bytes;
    exports org.tokenwright.tokenizers.codelength;
    exports org.tokenwright.tokenizers.formats;
    exports org.tokenwright.tokenizers.infilling;
    exports org.tokenwright.tokenizers.packing;
    exports org.tokenwright.tokenizers.pretokenize;
    exports org.tokenwright.tokenizers.segment;
    exports org.tokenwright.tokenizers.train;
}
