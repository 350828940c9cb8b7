package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LexiconTest {
    @Test
    void normsOfTheLanguageComeFirst() {
        Lexicon lexicon = Lexicon.of(Map.of("colour", "color", "€", "euro"));
        assertEquals("color", lexicon.value(LexicalAttribute.NORM, "colour"));
        assertEquals("euro", lexicon.value(LexicalAttribute.NORM, "€"));
        assertEquals("$", lexicon.value(LexicalAttribute.NORM, "£"));
        assertEquals("colours", lexicon.value(LexicalAttribute.NORM, "Colours"));
    }

    @Test
    void publishedNumber() {
        assertEquals(3197928453018144401L, Lexicon.stringId("coffee"));
    }

    @Test
    void emptyTokenHasTheNumberZero() {
        for (LexicalAttribute attribute : LexicalAttribute.values()) {
            assertEquals(0, Lexicon.of(Map.of()).id(attribute, ""));
        }
    }

    @Test
    void charactersAreCodePoints() {
        Lexicon lexicon = Lexicon.of(Map.of());
        assertEquals("😀", lexicon.value(LexicalAttribute.PREFIX, "😀😁😂🤣"));
        assertEquals("😁😂🤣", lexicon.value(LexicalAttribute.SUFFIX, "😀😁😂🤣"));
        assertEquals("dddd", lexicon.value(LexicalAttribute.SHAPE, "𝟎".repeat(99)));
        assertEquals("LONG", lexicon.value(LexicalAttribute.SHAPE, "𝟎".repeat(100)));
    }

    @Test
    void unpairedSurrogateIsRefused() {
        assertEquals(
                "\"a\ud800\" holds an unpaired surrogate",
                assertThrows(IllegalArgumentException.class, () -> Lexicon.stringId("a\ud800"))
                        .getMessage());
    }

    @Test
    void tablesAndMixerMustFit() {
        Maxout mixer = Maxout.of(1, new float[] {1}, new float[] {1}, new float[] {1}, new float[] {1});
        Lexicon lexicon = Lexicon.of(Map.of());
        assertEquals(
                "1 attributes and 0 tables, expected one or more, and as many",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MultiHashEmbed.of(lexicon, List.of(LexicalAttribute.NORM), List.of(), mixer))
                        .getMessage());
        assertEquals(
                "the mixer has 1 inputs, expected 2 as the parts have components",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MultiHashEmbed.of(
                                        lexicon,
                                        List.of(LexicalAttribute.NORM),
                                        List.of(FloatTable.of(2, 1, 2)),
                                        mixer))
                        .getMessage());
    }

    @Test
    void wordThatIsNotUtf8IsRefused() {
        Maxout mixer = Maxout.of(1, new float[] {1}, new float[] {1}, new float[] {1}, new float[] {1});
        MultiHashEmbed embedding = MultiHashEmbed.of(
                Lexicon.of(Map.of()), List.of(LexicalAttribute.ORTH), List.of(FloatTable.of(1, 3)), mixer);
        assertEquals(
                "the word of 1 bytes at index 1 is not UTF-8",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> embedding.embed(new byte[] {'a', (byte) 0xE2}, 1, 2, new float[1]))
                        .getMessage());
    }
}
