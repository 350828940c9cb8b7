/** The streaming text reader, the vocabulary store and the model file. */
module org.tokenwright.vocab {
    requires static transitive org.jspecify;
    requires it.unimi.dsi.fastutil.core;
    requires com.fasterxml.jackson.core;
    requires static com.github.luben.zstd_jni;
    requires static org.tukaani.xz;
    requires static org.apache.commons.compress;
    requires static dev.hardwood.core;

    exports org.tokenwright.text;
    exports org.tokenwright.vocab;
}
