package org.tokenwright.boundary.punkt;

import java.io.IOException;
import java.io.InputStream;
import org.tokenwright.text.ReadLimits;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Decodes LZMA, in a .xz file or in the older format of its own. The only class here that needs the library xz. */
final class LzmaDecoder {
    private static final int XZ_BEGINS = 0xFD;

    private LzmaDecoder() {}

    /** {@return what is stored; its dictionary takes no more than {@link ReadLimits#MAX_CODEC_BYTES}} */
    static InputStream open(InputStream stored) throws IOException {
        int most = ReadLimits.MAX_CODEC_BYTES >> 10;
        stored.mark(1);
        int first = stored.read();
        stored.reset();
        return first == XZ_BEGINS ? new XZInputStream(stored, most) : new LZMAInputStream(stored, most);
    }
}
