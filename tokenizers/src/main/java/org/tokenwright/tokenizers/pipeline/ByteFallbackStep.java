package org.tokenwright.tokenizers.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads tokens in a row that stand for bytes as UTF-8, all or none: where they are not, each is U+FFFD. */
final class ByteFallbackStep extends TokenStep {
    private final CodingErrorAction malformed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ByteFallbackStep(TokenSink next, CodingErrorAction malformed) {
        super(next);
        this.malformed = malformed;
    }

    @Override
    void token(String text, int index, TokenSink out) {
        int value = value(text);
        if (value >= 0) {
            bytes.write(value);
        } else {
            flush(out);
            give(text, out);
        }
    }

    @Override
    void end(TokenSink out) {
        flush(out);
    }

    private static int value(String token) {
        if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
            return -1;
        }
        int high = hex(token.charAt(3));
        int low = hex(token.charAt(4));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int hex(char digit) {
        return digit < 0x80 ? Character.digit(digit, 16) : -1;
    }

    private void flush(TokenSink out) {
        if (bytes.size() == 0) {
            return;
        }
        byte[] run = bytes.toByteArray();
        bytes.reset();
        if (Texts.firstInvalid(run, 0, run.length) < 0) {
            give(new String(run, StandardCharsets.UTF_8), out);
        } else if (malformed.equals(CodingErrorAction.REPORT)) {
            throw new IllegalArgumentException("the bytes of " + run.length + " tokens in a row are not UTF-8");
        } else if (malformed.equals(CodingErrorAction.REPLACE)) {
            for (int i = 0; i < run.length; i++) {
                give("\uFFFD", out);
            }
        }
    }
}
