package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharsetTest {
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
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

    /** The decoders of these charsets pass lone surrogates. */
    @Test
    void aLoneSurrogateIsMalformedInAnyCharset() throws IOException {
        byte[] lone = {(byte) 0xb4, (byte) 0xdc, 0, 0};
        byte[] utf32 = Sources.concat(
                "\ufeffhello".getBytes(UTF_32LE), lone, "x".repeat(200_000).getBytes(UTF_32LE));
        assertMalformed(utf32, UTF_8, "input, before byte 28: found the lone surrogate U+DCB4, expected UTF-32LE");
        assertMalformed(
                Sources.concat("\ufeff".getBytes(UTF_32LE), lone),
                UTF_8,
                "input, before byte 8: found the lone surrogate U+DCB4, expected UTF-32LE");
        byte[] cesu8 = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0xbd};
        assertMalformed(
                cesu8,
                Charset.forName("CESU-8"),
                "input, before byte 4: found the lone surrogate U+D83D, expected CESU-8");
    }

    /** A high surrogate that is the last char of a block may be the first half of a pair. */
    @Test
    void aLoneSurrogateIsFoundAtAnyPlace() throws IOException {
        for (int before = 16_380; before <= 16_386; before++) {
            byte[] text = "x".repeat(before).getBytes(UTF_32LE);
            byte[] high = {0x3d, (byte) 0xd8, 0, 0};
            assertMalformed(
                    Sources.concat(text, high, "yz".getBytes(UTF_32LE)),
                    UTF_32LE,
                    "input, before byte " + (4 * before + 4) + ": found the lone surrogate U+D83D, expected UTF-32LE");
            assertEquals(
                    List.of("a", "z"),
                    Sources.texts(
                            Sources.of(Sources.concat("a\n".getBytes(UTF_32LE), text, high, "y\nz".getBytes(UTF_32LE)))
                                    .charset(UTF_32LE)
                                    .format(TextFormat.LINES)
                                    .malformed(MalformedDocuments.SKIP)
                                    .build()));
        }
    }

    private static void assertMalformed(byte[] bytes, Charset charset, String message) throws IOException {
        assertEquals(
                message,
                assertThrows(
                                CorruptInputException.class,
                                () -> Sources.read(
                                        Sources.of(bytes).charset(charset).build()))
                        .getMessage());
        try (DocumentReader reader = Sources.of(bytes)
                .charset(charset)
                .malformed(MalformedDocuments.SKIP)
                .build()
                .open()) {
            assertNull(reader.next());
            assertEquals(1, reader.skipped());
        }
    }

    @Test
    void malformedCharactersCostNoReading() throws IOException {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0xff);
        int[] reads = new int[1];
        InputStream counting = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int from, int most) {
                reads[0]++;
                return super.read(target, from, most);
            }
        };
        try (DocumentReader reader = TextSource.builder().stream("input", counting)
                .charset(US_ASCII)
                .malformed(MalformedDocuments.SKIP)
                .build()
                .open()) {
            assertNull(reader.next());
            assertEquals(1, reader.skipped());
        }
        assertTrue(reads[0] < 40, () -> reads[0] + " reads of 1 MiB");
    }
}
