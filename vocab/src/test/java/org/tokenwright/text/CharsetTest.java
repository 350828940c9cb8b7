package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharsetTest {
    private static final String TEXT = "Fünf Äpfel,\r\n五つの りんご 😀\n";

    @Test
    void readsAnyCharset() throws IOException {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "GB18030")) {
            Charset charset = Charset.forName(name);
            String text = TEXT.repeat(20_000);
            assertEquals(
                    List.of(text),
                    Sources.texts(Sources.of(Sources.gzip(text.getBytes(charset)))
                            .charset(charset)
                            .build()),
                    name);
        }
        assertEquals(
                List.of("Fünf Äpfel"),
                Sources.texts(Sources.of("Fünf Äpfel".getBytes(ISO_8859_1))
                        .charset(ISO_8859_1)
                        .build()));
    }

    @Test
    void aByteOrderMarkTellsUtf16AndUtf32() throws IOException {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            byte[] marked = ("\ufeff" + TEXT).getBytes(Charset.forName(name));
            assertEquals(List.of(TEXT), Sources.texts(Sources.of(marked).build()), name);
            assertEquals(
                    List.of(TEXT),
                    Sources.texts(
                            Sources.of(marked).charset(Charset.forName(name)).build()),
                    name);
        }
    }

    @Test
    void saysWhatIsNotInTheCharset() throws IOException {
        byte[] lone = "ab\nc\ud83dd\ne".getBytes(UTF_16LE);
        lone[8] = 0x3d;
        lone[9] = (byte) 0xd8;
        CorruptInputException e = assertThrows(
                CorruptInputException.class,
                () -> Sources.read(Sources.of(lone).charset(UTF_16LE).build()));
        assertEquals("input, byte 8: found bytes 0x3D 0xD8 0x64 0x00, expected UTF-16LE", e.getMessage());
        assertEquals(
                List.of("ab", "e"),
                Sources.texts(Sources.of(lone)
                        .charset(UTF_16LE)
                        .format(TextFormat.LINES)
                        .malformed(MalformedDocuments.SKIP)
                        .build()));
    }

    @Test
    void aCharacterThatIsCutOffIsMalformed() throws IOException {
        byte[] odd = {0, 'a', 0, '\n', 0};
        assertEquals(
                "input, byte 4: found byte 0x00, expected UTF-16BE",
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(
                                        Sources.of(odd).charset(UTF_16BE).build()))
                        .getMessage());
        assertEquals(
                List.of("a"),
                Sources.texts(Sources.of(odd)
                        .charset(UTF_16BE)
                        .format(TextFormat.LINES)
                        .malformed(MalformedDocuments.SKIP)
                        .build()));
    }
}
