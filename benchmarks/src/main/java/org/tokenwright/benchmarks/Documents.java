package org.tokenwright.benchmarks;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a text.
 *
 * @param texts at most 8 KiB of UTF-8 each, cut at line ends where there are any
 * @param bytes of all together, in UTF-8
 */
record Documents(List<String> texts, long bytes) {
    private static final int LONGEST = 8192;

    /**
     * {@return the documents of a file in UTF-8, which may be compressed by zstd}
     *
     * @param file the file
     */
    static Documents of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream text = file.toString().endsWith(".zst") ? new ZstdInputStream(in) : in) {
            return of(text.readAllBytes());
        }
    }

    private static Documents of(byte[] utf8) {
        List<String> texts = new ArrayList<>();
        for (int start = 0; start < utf8.length; ) {
            int end = end(utf8, start);
            texts.add(new String(utf8, start, end - start, StandardCharsets.UTF_8));
            start = end;
        }
        return new Documents(texts, utf8.length);
    }

    private static int end(byte[] utf8, int start) {
        int most = Math.min(utf8.length, start + LONGEST);
        if (most == utf8.length) {
            return most;
        }
        int end = most;
        while (end > start && utf8[end - 1] != '\n') {
            end--;
        }
        if (end > start) {
            return end;
        }
        end = most;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /** {@return the first documents, as many as have a number of bytes together} */
    Documents first(long most) {
        long sum = 0;
        int count = 0;
        while (count < texts.size() && sum < most) {
            sum += texts.get(count++).getBytes(StandardCharsets.UTF_8).length;
        }
        return new Documents(texts.subList(0, count), sum);
    }
}
