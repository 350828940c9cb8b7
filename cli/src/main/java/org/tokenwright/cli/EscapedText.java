package org.tokenwright.cli;

import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CodePoints;

/** Shows any bytes on one line, so that they can be told from it. */
final class EscapedText {
    private static final int UNPRINTABLE =
            CodePoints.OTHER | (CodePoints.SEPARATOR & ~(1 << Character.SPACE_SEPARATOR)) | (1 << Character.CONTROL);

    private EscapedText() {}

    /**
     * {@return the characters, but {@code \\} for a backslash, {@code \n}, {@code \r} and {@code \t} for what these stand for,
     * {@code \}{@code u{HEX}} for other characters that do not show, {@code \xHEX} for each byte that is no part of one}
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     */
    static String of(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        for (int i = start; i < end; ) {
            int codePoint = CodePoints.at(bytes, i, end);
            if (codePoint < 0) {
                text.append(String.format("\\x%02X", bytes[i]));
            } else {
                append(text, codePoint);
            }
            i += CodePoints.utf8Length(codePoint);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int codePoint) {
        switch (codePoint) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (CodePoints.isIn(codePoint, UNPRINTABLE)) {
                    text.append(String.format("\\u{%X}", codePoint));
                } else {
                    text.appendCodePoint(codePoint);
                }
            }
        }
    }

    /** {@return the same in UTF-8} */
    static byte[] utf8Of(byte[] bytes, int start, int end) {
        return of(bytes, start, end).getBytes(StandardCharsets.UTF_8);
    }
}
