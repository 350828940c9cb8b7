package org.tokenwright.text;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes all frames of a zstd stream; windows above {@link ReadLimits#MAX_CODEC_BYTES}, which is zstd's own limit, are
 * refused. The only class that needs zstd-jni.
 */
final class ZstdDecoder {
    private ZstdDecoder() {}

    static InputStream open(InputStream stored) throws IOException {
        return new ZstdInputStreamNoFinalizer(stored);
    }
}
