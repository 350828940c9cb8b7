package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static NormalizedText nfc(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return Normalization.NFC.apply(utf8, 0, utf8.length);
    }

    private static String text(NormalizedText normalized) {
        return new String(normalized.bytes(), 0, normalized.length(), UTF_8);
    }

    /** Whatever composes is not cut apart: each character decomposed, alone and behind others. */
    @Test
    void composesAllThatIsDecomposed() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.getType(codePoint) == Character.SURROGATE) {
                continue;
            }
            String decomposed = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
            for (String given : new String[] {decomposed, "\u4E00" + decomposed + "\u0327"}) {
                assertEquals(
                        Normalizer.normalize(given, Normalizer.Form.NFC),
                        text(nfc(given)),
                        () -> given.codePoints()
                                .mapToObj(Integer::toHexString)
                                .toList()
                                .toString());
            }
        }
    }

    @Test
    void changesAreNoLargerThanNeeded() {
        assertEquals(List.of("1-3 from 1-4"), changes(nfc("a\u2126!")));
        assertEquals(List.of("3-6 from 3-12", "6-9 from 12-18"), changes(nfc("\u6F22\u1112\u1161\u11AB\u1100\u1173")));
        assertEquals(List.of("3-5 from 3-6"), changes(nfc("\u4E00e\u0301")));
        assertTrue(changes(nfc("\u6F22\u5B57 \uD55C\uAE00")).isEmpty());
    }

    private static List<String> changes(NormalizedText text) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < text.changes(); i++) {
            changes.add(
                    text.start(i) + "-" + text.end(i) + " from " + text.originalStart(i) + "-" + text.originalEnd(i));
        }
        return changes;
    }
}
