package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** Decodes all streams of an .xz file, and the padding between them. The only class that needs the library xz. */
final class XzDecoder {
    private XzDecoder() {}

    static InputStream open(InputStream stored) throws IOException {
        return new XZInputStream(stored, ReadLimits.MAX_CODEC_BYTES >> 10);
    }
}
