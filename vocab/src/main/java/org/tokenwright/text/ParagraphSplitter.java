package org.tokenwright.text;

import java.io.IOException;

/**
 * Makes every paragraph a document: lines up to a blank one, without the last line's end. A line of more blanks than a
 * document may have bytes counts as a document that is too long.
 */
final class ParagraphSplitter implements Splitter {
    private final ByteWindow window;
    private final int maxBytes;
    private long line = 1;
    private boolean insideTooLongParagraph;

    /**
     * Creates the splitter.
     *
     * @param window the stream
     * @param maxBytes the length of the longest document
     */
    ParagraphSplitter(ByteWindow window, int maxBytes) {
        this.window = window;
        this.maxBytes = maxBytes;
    }

    /* Offsets are relative to the window's start, which the buffer moves when it is filled. */
    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        if (insideTooLongParagraph) {
            passOverParagraph();
        }
        passOverBlankLines();
        int length = 0;
        int text = 0;
        int lines = 0;
        for (int end = lineEnd(0); !isBlank(length, end); end = lineEnd(length)) {
            text = textEnd(length, end);
            length = end;
            lines++;
        }
        if (length == 0) {
            return false;
        }
        int start = window.start;
        long firstLine = line;
        window.start += length;
        line += lines;
        take(document, start, start + text, firstLine);
        return true;
    }

    private void passOverBlankLines() throws IOException, MalformedDocumentException {
        for (int end = lineEnd(0); end > 0 && isBlank(0, end); end = lineEnd(0)) {
            window.start += end;
            line++;
        }
    }

    /** Where the line that begins at {@code from} ends, its line end included; {@code from} itself at the stream's end. */
    private int lineEnd(int from) throws IOException, MalformedDocumentException {
        int searched = from;
        int blank = from;
        while (true) {
            int newline = ByteSearch.indexOf(window.bytes, window.start + searched, window.end, (byte) '\n');
            if (newline < window.end) {
                return newline + 1 - window.start;
            }
            searched = window.end - window.start;
            while (blank < searched && isBlank(window.bytes[window.start + blank])) {
                blank++;
            }
            // A line that is blank so far may end the paragraph; the last byte may be the CR of a line end.
            if ((blank == searched ? searched - from : searched) - 1 > maxBytes) {
                insideTooLongParagraph = true;
                throw MalformedDocumentException.tooLong(line, window.position(window.start), maxBytes);
            }
            if (!window.fill()) {
                return searched;
            }
        }
    }

    private boolean isBlank(int from, int end) {
        for (int i = window.start + from; i < window.start + end; i++) {
            if (!isBlank(window.bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** Where the text of a line ends, its line end left out. */
    private int textEnd(int from, int end) {
        byte[] bytes = window.bytes;
        int textEnd = window.start + end;
        if (bytes[textEnd - 1] == '\n') {
            textEnd--;
            if (textEnd > window.start + from && bytes[textEnd - 1] == '\r') {
                textEnd--;
            }
        }
        return textEnd - window.start;
    }

    private void take(Document document, int start, int end, long firstLine) throws MalformedDocumentException {
        byte[] bytes = window.bytes;
        if (end - start > maxBytes) {
            throw MalformedDocumentException.tooLong(firstLine, window.position(start), maxBytes);
        }
        int invalid = Utf8.firstInvalid(bytes, start, end);
        if (invalid >= 0) {
            throw MalformedDocumentException.notUtf8(
                    firstLine + ByteSearch.count(bytes, start, invalid, (byte) '\n'),
                    window.position(invalid),
                    bytes,
                    invalid,
                    end);
        }
        document.bytes = bytes;
        document.start = start;
        document.end = end;
        document.position = window.position(start);
        document.line = firstLine;
    }

    /** Consumes a paragraph without keeping it. */
    private void passOverParagraph() throws IOException {
        insideTooLongParagraph = false;
        boolean blank = true;
        do {
            while (window.start < window.end) {
                byte b = window.bytes[window.start++];
                if (b != '\n') {
                    blank &= isBlank(b);
                    continue;
                }
                line++;
                if (blank) {
                    return;
                }
                blank = true;
            }
        } while (window.fill());
    }
}
