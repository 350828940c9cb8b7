package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceDetectorTest {
    /** Ends a sentence behind every vertical bar, half sure. */
    private static final SentenceDetector BARS = MarkScanner::new;

    @Test
    void trims() {
        Sentences sentences = BARS.detect("  one|\n two  |\u00a0|three ");
        assertEquals(List.of("one|", "two  |", "|", "three"), BARS.split("  one|\n two  |\u00a0|three "));
        assertEquals("[2,6) [8,14) [15,16) [16,21)", sentences.trimmed().toString());
        assertEquals("[0,8) [8,15) [15,16) [16,22)", sentences.contiguous().toString());
        assertEquals(0.5, sentences.confidence(2));
        assertEquals(1, sentences.confidence(3));
    }

    @Test
    void hasNoSentenceWithoutVisibleChars() {
        for (String text : List.of("", " ", "\n\u2029\u001c")) {
            Sentences sentences = BARS.detect(text);
            assertEquals(0, sentences.size());
            assertEquals("", sentences.trimmed().toString());
            assertEquals("", sentences.paragraphs().toString());
            assertEquals(
                    text.isEmpty() ? "" : "[0," + text.length() + ")",
                    sentences.contiguous().toString());
        }
    }

    @Test
    void findsParagraphs() {
        assertEquals(
                "[0,7) [9,15)", BARS.detect("abcdef|\n\nef|ghi").paragraphs().toString());
        assertEquals("[0,3) [8,10)", BARS.detect("ab| \n  \ncd").paragraphs().toString());
        assertEquals("[0,8)", BARS.detect("ab|\nc|\nd").paragraphs().toString());
        assertEquals("[0,10)", BARS.detect("ab|    \n\nc").paragraphs().toString());
        assertEquals(
                "[0,1) [100003,100004)",
                ENDS.detect("a\n\n" + " ".repeat(100_000) + "b").paragraphs().toString());
    }

    @Test
    void readsAnyCharSequence() {
        assertEquals(
                "[0,2) [2,4)", BARS.detect(CharBuffer.wrap("a|b|")).trimmed().toString());
    }

    @Test
    void countsBytes() {
        byte[] utf8 = "\u00e9|\ud83d\ude00\u20ac| x".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "[0,3) [3,11) [12,13)",
                BARS.detect(utf8, 0, utf8.length).trimmed().toString());
        byte[] broken = {(byte) 0xff, '|', (byte) 0xe2, (byte) 0x82, '|', ' ', (byte) 0xc3};
        assertEquals(
                "[0,2) [2,5) [6,7)",
                BARS.detect(broken, 0, broken.length).trimmed().toString());
        assertEquals("[0,1) [1,4)", BARS.detect(broken, 1, 6).trimmed().toString());
        assertThrows(IndexOutOfBoundsException.class, () -> BARS.detect(broken, 1, 8));
    }

    @Test
    void keepsPlacesOverLongStretches() {
        String text = "\u00e9" + " ".repeat(100_000) + "\u20acx|" + " ".repeat(100_000) + "y".repeat(100_000);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "[0,100007) [200007,300007)",
                BARS.detect(utf8, 0, utf8.length).trimmed().toString());
        assertEquals("[0,100004) [200004,300004)", BARS.detect(text).trimmed().toString());
        String late = "a" + " ".repeat(100_000) + "|";
        assertEquals("[0,100002)", BARS.detect(late).trimmed().toString());
        assertEquals(
                "[0,1) [100003,100004)",
                ENDS.detect(late.replace('|', '\n') + "\nb").trimmed().toString());
    }

    private static final SentenceDetector ENDS = BARS.withNewlines(Newlines.EVERY_LINE);

    @Test
    void endsSentencesAtLines() {
        String text = "a| b\nc\n \n d\r\n\r\n\n\ne|\n\n";
        assertEquals(
                List.of("a|", "b\nc\n \n d\r\n\r\n\n\ne|"),
                BARS.withNewlines(Newlines.IGNORE).split(text));
        assertEquals(
                List.of("a|", "b\nc", "d", "e|"),
                BARS.withNewlines(Newlines.BLANK_LINE).split(text));
        assertEquals(List.of("a|", "b", "c", "d", "e|"), ENDS.split(text));
        assertEquals(
                1,
                BARS.withNewlines(Newlines.BLANK_LINE)
                        .detect("a\n" + " ".repeat(5000) + "\nb")
                        .size());
        assertEquals(
                2,
                BARS.withNewlines(Newlines.BLANK_LINE)
                        .detect("a\n" + " ".repeat(4000) + "\nb")
                        .size());
    }

    @Test
    void givesSentencesWhenTheyAreCertain() {
        SentenceCursor cursor = BARS.newCursor();
        cursor.append("one");
        assertNull(cursor.next());
        cursor.append("| two|three");
        assertEquals(new Sentence(0, 4, "one|", 0.5), cursor.next());
        assertEquals(new Sentence(5, 9, "two|", 0.5), cursor.next());
        assertNull(cursor.next());
        cursor.finish();
        assertEquals(new Sentence(9, 14, "three", 1), cursor.next());
        assertNull(cursor.next());
        IllegalStateException append = assertThrows(IllegalStateException.class, () -> cursor.append("x"));
        assertEquals("append after finish: the text has ended, make a new cursor", append.getMessage());
        IllegalStateException finish = assertThrows(IllegalStateException.class, cursor::finish);
        assertEquals("finish after finish: the text has ended, make a new cursor", finish.getMessage());
    }

    @Test
    void passesOnFailuresOfSinkAndReader() {
        IOException full = new IOException("disk full");
        SentenceSink failing = (start, end, confidence) -> {
            throw full;
        };
        assertEquals(full, assertThrows(IOException.class, () -> BARS.detect(new StringReader("a|b"), failing)));
        Reader broken = Reader.nullReader();
        assertThrows(IOException.class, () -> {
            broken.close();
            BARS.detect(broken, failing);
        });
    }

    @Test
    void findsSpans() {
        Spans spans = BARS.detect("ab| c|").trimmed();
        assertEquals(0, spans.indexOf(2));
        assertEquals(-1, spans.indexOf(3));
        assertEquals(1, spans.indexOf(4));
        assertEquals(-1, spans.indexOf(6));
        assertEquals(-1, spans.indexOf(-1));
        assertEquals(spans, BARS.detect("xx| y|").trimmed());
        assertEquals(spans.hashCode(), BARS.detect("xx| y|").trimmed().hashCode());
        assertFalse(spans.equals(BARS.detect("xx|").trimmed()));
        assertThrows(IndexOutOfBoundsException.class, () -> spans.start(2));
        assertThrows(IndexOutOfBoundsException.class, () -> spans.end(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> BARS.detect("a").confidence(1));
    }

    /** A sentence without end takes no more memory than the window. */
    @Test
    void readsWithoutBound() throws IOException {
        long[] ends = new long[2];
        int[] count = {0};
        BARS.detect(new EndlessReader(200_000_000L), (start, end, confidence) -> ends[count[0]++] = end);
        assertEquals(1, count[0]);
        assertEquals(200_000_000L, ends[0]);
        assertTrue(ends[1] == 0);
    }

    private static final class EndlessReader extends Reader {
        private long left;

        EndlessReader(long left) {
            this.left = left;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, 'a');
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }

    static final class MarkScanner implements BoundaryScanner {
        private int next;

        @Override
        public void start(int index) {
            next = index;
        }

        @Override
        public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
            for (; next < end; next++) {
                if (text[next] == '|') {
                    sink.boundary(next + 1, 0.5);
                }
            }
            return end;
        }

        @Override
        public void shift(int distance) {
            next -= distance;
        }
    }
}
