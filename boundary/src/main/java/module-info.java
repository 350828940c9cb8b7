/** Sentence detectors and their trainers. */
module org.tokenwright.boundary {
    requires static transitive org.jspecify;
    requires transitive org.tokenwright.vocab;
    requires it.unimi.dsi.fastutil.core;
    requires com.fasterxml.jackson.core;
    requires static org.tukaani.xz;

    exports org.tokenwright.boundary;
    exports org.tokenwright.boundary.charboundary;
    exports org.tokenwright.boundary.punkt;
}
