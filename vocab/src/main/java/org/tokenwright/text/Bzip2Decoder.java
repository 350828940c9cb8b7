package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Decodes all streams of a .bz2 file. The only class that needs commons-compress. */
final class Bzip2Decoder {
    private Bzip2Decoder() {}

    static InputStream open(InputStream stored) throws IOException {
        return new BZip2CompressorInputStream(stored, true);
    }
}
