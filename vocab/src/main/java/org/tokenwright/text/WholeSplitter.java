package org.tokenwright.text;

import java.io.IOException;

/** Makes the whole stream one document; an empty stream has none. */
final class WholeSplitter implements Splitter {
    private final ByteWindow window;
    private final int maxBytes;
    private boolean done;

    WholeSplitter(ByteWindow window, int maxBytes) {
        this.window = window;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        if (done) {
            return false;
        }
        done = true;
        do {
            if (window.end - window.start > maxBytes) {
                throw MalformedDocumentException.tooLong(1, window.position(window.start), maxBytes);
            }
        } while (window.fill());
        if (window.start == window.end) {
            return false;
        }
        checkUtf8();
        document.bytes = window.bytes;
        document.start = window.start;
        document.end = window.end;
        document.position = window.position(window.start);
        document.line = 1;
        return true;
    }

    private void checkUtf8() throws MalformedDocumentException {
        int invalid = Utf8.firstInvalid(window.bytes, window.start, window.end);
        if (invalid >= 0) {
            throw MalformedDocumentException.notUtf8(
                    1 + ByteSearch.count(window.bytes, window.start, invalid, (byte) '\n'),
                    window.position(invalid),
                    window.bytes,
                    invalid,
                    window.end);
        }
    }
}
