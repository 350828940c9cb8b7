package org.tokenwright.text;

import java.io.IOException;

/** Makes every line a document. A last line without a line end is one too; behind the last line end there is none. */
final class LineSplitter implements Splitter {
    private final ByteWindow window;
    private final boolean keepEnds;
    private final int maxBytes;
    private long line;
    private boolean insideTooLongLine;

    /**
     * Creates the splitter.
     *
     * @param window the stream
     * @param keepEnds whether a document includes its line end
     * @param maxBytes the length of the longest document
     */
    LineSplitter(ByteWindow window, boolean keepEnds, int maxBytes) {
        this.window = window;
        this.keepEnds = keepEnds;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        if (insideTooLongLine) {
            passOverLine();
        }
        int searched = 0;
        while (true) {
            int newline = ByteSearch.indexOf(window.bytes, window.start + searched, window.end, (byte) '\n');
            if (newline < window.end) {
                take(document, newline, newline + 1);
                return true;
            }
            searched = window.end - window.start;
            // The last byte searched may be the CR of a line end.
            if (searched - 1 > maxBytes) {
                insideTooLongLine = true;
                throw MalformedDocumentException.tooLong(line + 1, window.position(window.start), maxBytes);
            }
            if (!window.fill()) {
                if (searched == 0) {
                    return false;
                }
                take(document, window.end, window.end);
                return true;
            }
        }
    }

    private void take(Document document, int newline, int lineEnd) throws MalformedDocumentException {
        byte[] bytes = window.bytes;
        int start = window.start;
        int end = keepEnds ? lineEnd : newline;
        if (end > start && end < lineEnd && bytes[end - 1] == '\r') {
            end--;
        }
        window.start = lineEnd;
        line++;
        if (end - start > maxBytes) {
            throw MalformedDocumentException.tooLong(line, window.position(start), maxBytes);
        }
        int invalid = Utf8.firstInvalid(bytes, start, end);
        if (invalid >= 0) {
            throw MalformedDocumentException.notUtf8(line, window.position(invalid), bytes, invalid, end);
        }
        document.bytes = bytes;
        document.start = start;
        document.end = end;
        document.position = window.position(start);
        document.line = line;
    }

    private void passOverLine() throws IOException {
        int newline;
        do {
            newline = ByteSearch.indexOf(window.bytes, window.start, window.end, (byte) '\n');
            window.start = Math.min(newline + 1, window.end);
        } while (newline == window.end && window.fill());
        insideTooLongLine = false;
        line++;
    }
}
