package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.Decoder;

/** Decodes the pieces of a SentencePiece model as they come. */
final class SentencePieceDecoder implements Decoder {
    /*
     * Bytes that stand in a row are decoded together. Of bytes that are not UTF-8 each is replaced by itself. At most three bytes
     * wait for those that are still to come.
     */
    private static final int LONGEST = 4;

    private final PieceTexts.Cursor cursor;
    private final CodingErrorAction malformed;
    private final byte[] waiting = new byte[LONGEST];
    private int waitingEnd;

    SentencePieceDecoder(PieceTexts.Cursor cursor, CodingErrorAction malformed) {
        this.cursor = cursor;
        this.malformed = malformed;
    }

    @Override
    public String append(int id) {
        byte[] text = cursor.text(id);
        int left = cursor.pass(id);
        if (cursor.isByte(id)) {
            waiting[waitingEnd++] = text[0];
            return taken(false);
        }
        String whole = new String(text, left, text.length - left, StandardCharsets.UTF_8);
        return waitingEnd == 0 ? whole : taken(true).concat(whole);
    }

    @Override
    public String finish() {
        cursor.reset();
        return taken(true);
    }

    /** Takes what is certain of the waiting bytes. */
    private String taken(boolean ends) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < waitingEnd && (ends || !isBeginning(at))) {
            int codePoint = CodePoints.at(waiting, at, waitingEnd);
            if (codePoint >= 0) {
                text.appendCodePoint(codePoint);
            } else if (malformed.equals(CodingErrorAction.REPLACE)) {
                text.append('\uFFFD');
            } else if (malformed.equals(CodingErrorAction.REPORT)) {
                String found = String.format("byte 0x%02X", waiting[at]);
                waitingEnd = 0;
                throw new IllegalArgumentException("the tokens' bytes are not UTF-8: " + found);
            }
            at += CodePoints.utf8Length(codePoint);
        }
        System.arraycopy(waiting, at, waiting, 0, waitingEnd - at);
        waitingEnd -= at;
        return text.toString();
    }

    /** Whether the waiting bytes from a place on can be the beginning of a character, and are not a whole one. */
    private boolean isBeginning(int at) {
        byte[] completed = {waiting[at], (byte) 0x80, (byte) 0x80, (byte) 0x80};
        int length = completed[0] < (byte) 0xE0 ? 2 : completed[0] < (byte) 0xF0 ? 3 : LONGEST;
        if (completed[0] >= 0 || completed[0] < (byte) 0xC2 || waitingEnd - at >= length) {
            return false;
        }
        System.arraycopy(waiting, at, completed, 0, waitingEnd - at);
        if (waitingEnd - at == 1) {
            // The least second byte that makes a character: E0 and F0 would be too long otherwise.
            completed[1] =
                    completed[0] == (byte) 0xE0 ? (byte) 0xA0 : completed[0] == (byte) 0xF0 ? (byte) 0x90 : (byte) 0x80;
        }
        return CodePoints.at(completed, 0, length) >= 0;
    }
}
