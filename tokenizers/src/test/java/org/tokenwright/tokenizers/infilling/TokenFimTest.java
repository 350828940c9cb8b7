package org.tokenwright.tokenizers.infilling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;

class TokenFimTest {
    private static final String END = "<|endoftext|>";
    private static final Pattern PSM = Pattern.compile("(?s)<fim_prefix>(.*)<fim_suffix>(.*)<fim_middle>(.*)");
    private static final Pattern SPM = Pattern.compile("(?s)<fim_prefix><fim_suffix>(.*)<fim_middle>(.*)");

    private final Tokenizer tokenizer = FimTokenizers.starcoder();

    private TokenFim.Builder builder() {
        return TokenFim.builder(tokenizer, FimFormat.of("starcoder"))
                .endOfDocument(END)
                .padding("<fim_pad>");
    }

    private int[] encode(String text) {
        return tokenizer.encode(text, SpecialTokenPolicy.ALLOW);
    }

    /** Text without anything that looks like a special token. */
    private static String plain(SplittableRandom random, int pieces) {
        return FimTokenizers.text(random, pieces).replace("<", "");
    }

    @Test
    void documentsAreCutAndTheSampleStaysAsLong() {
        SplittableRandom random = Seeds.random("documentsAreCutAndTheSampleStaysAsLong");
        for (int round = 0; round < 500; round++) {
            double spmRate = random.nextInt(3) / 2.0;
            TokenFim fim = builder().rates(1, spmRate).seed(random.nextLong()).build();
            String first = plain(random, 8);
            String second = plain(random, 8);
            // Room for the special tokens and for what is encoded in more tokens when it is cut.
            String rest = "x\n".repeat(40);
            int[] sample = encode(first + END + END + second + END + rest);
            int[] changed = fim.apply(round, sample);
            assertEquals(sample.length, changed.length);
            assertArrayEquals(changed, fim.apply(round, sample));
            String[] documents = tokenizer.decode(changed).split(Pattern.quote(END), -1);
            assertEquals(4, documents.length);
            assertDocument(first, documents[0], spmRate);
            assertEquals("", documents[1]);
            assertDocument(second, documents[2], spmRate);
        }
    }

    private static void assertDocument(String document, String changed, double spmRate) {
        if (document.isEmpty()) {
            assertEquals("", changed);
            return;
        }
        Matcher psm = PSM.matcher(changed);
        Matcher spm = SPM.matcher(changed);
        assertTrue(psm.matches(), changed);
        boolean prefixFirst = document.equals(psm.group(1) + psm.group(3) + psm.group(2));
        boolean suffixFirst = spm.matches() && document.equals(spm.group(2) + spm.group(1));
        assertTrue(spmRate == 0 ? prefixFirst : spmRate == 1 ? suffixFirst : prefixFirst || suffixFirst, changed);
    }

    @Test
    void whatBecomesShorterIsPaddedAndLongerIsCut() {
        TokenFim fim = builder().rates(1, 0).build();
        int[] sample = encode("a".repeat(200));
        int[] changed = fim.apply(0, sample);
        assertEquals(sample.length, changed.length);
        // One byte a token, badly encoded: better encoding makes room.
        int[] bytes = new int[60];
        int the = encode("e")[0];
        int t = encode("t")[0];
        int h = encode("h")[0];
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] = t;
            bytes[i + 1] = h;
            bytes[i + 2] = the;
        }
        int[] padded = fim.apply(0, bytes);
        int pad = encode("<fim_pad>")[0];
        assertEquals(pad, padded[padded.length - 1]);
        int end = padded.length;
        while (padded[end - 1] == pad) {
            end--;
        }
        Matcher parts = PSM.matcher(tokenizer.decode(Arrays.copyOf(padded, end)));
        assertTrue(parts.matches());
        assertEquals("the".repeat(20), parts.group(1) + parts.group(3) + parts.group(2));
    }

    @Test
    void nothingChangesAtRateZero() {
        int[] sample = encode("the" + END + "of");
        assertArrayEquals(sample, builder().rates(0, 1).build().apply(1, sample));
        assertArrayEquals(new int[0], builder().rates(1, 1).build().apply(1));
    }

    @Test
    void documentsWithOtherSpecialTokensOrExemptBeginningsStay() {
        TokenFim fim = builder().rates(1, 0.5).exempt("#!").build();
        int[] sample = encode("#!/bin/sh\nexit" + END + "the <START> of" + END);
        for (int number = 0; number < 20; number++) {
            assertArrayEquals(sample, fim.apply(number, sample));
        }
    }

    @Test
    void filesAreCutAtARateOfTheirOwn() {
        String files = "one file<file_sep>another file<file_sep>";
        int[] sample = encode(files + END + "x ".repeat(60));
        int cut = 0;
        for (int number = 0; number < 200; number++) {
            TokenFim all = builder().rates(1, 0).files("<file_sep>", 1).seed(9).build();
            String changed = tokenizer.decode(all.apply(number, sample));
            String[] parts = changed.split("<file_sep>", -1);
            assertEquals(3, parts.length);
            assertDocument("one file", parts[0], 0);
            assertDocument("another file", parts[1], 0);
            assertTrue(parts[2].startsWith(END));
            TokenFim none = builder().rates(1, 0).files("<file_sep>", 0).seed(9).build();
            assertTrue(tokenizer.decode(none.apply(number, sample)).startsWith(files));
            TokenFim some =
                    builder().rates(0.5, 0).files("<file_sep>", 1).seed(9).build();
            cut += tokenizer.decode(some.apply(number, sample)).startsWith(files) ? 0 : 1;
        }
        assertTrue(cut > 60 && cut < 140, "cut " + cut);
    }

    /** A sample may begin and end inside a character. */
    @Test
    void bytesOfBrokenCharactersStay() {
        int[] whole = encode("你 the 你");
        int[] sample = Arrays.copyOfRange(whole, 1, whole.length - 1);
        byte[] expected = tokenizer.decodeBytes(sample);
        int[] roomy = Arrays.copyOf(sample, sample.length + 40);
        Arrays.fill(roomy, sample.length, roomy.length, encode(END)[0]);
        for (int number = 0; number < 50; number++) {
            byte[] changed = tokenizer.decodeBytes(builder().rates(1, 0).build().apply(number, roomy));
            String bytes = new String(changed, StandardCharsets.ISO_8859_1);
            Matcher parts = PSM.matcher(bytes.substring(0, bytes.indexOf(END)));
            assertTrue(parts.matches());
            assertEquals(
                    new String(expected, StandardCharsets.ISO_8859_1),
                    parts.group(1) + parts.group(3) + parts.group(2));
        }
    }

    @Test
    void settingsAreChecked() {
        assertEquals(
                "endOfDocument must be called before build",
                assertThrows(
                                IllegalStateException.class,
                                () -> TokenFim.builder(tokenizer, FimFormat.of("starcoder"))
                                        .build())
                        .getMessage());
        assertEquals(
                "padding must be called before build",
                assertThrows(
                                IllegalStateException.class,
                                () -> TokenFim.builder(tokenizer, FimFormat.of("starcoder"))
                                        .endOfDocument(END)
                                        .build())
                        .getMessage());
        assertEquals(
                "the tokenizer has no special token <pad>",
                assertThrows(IllegalArgumentException.class, () -> builder().padding("<pad>"))
                        .getMessage());
        Tokenizer qwen = FimTokenizers.with("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>");
        assertEquals(
                "the rate of SPM is 0.5, expected 0, since qwen-coder has no such samples",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TokenFim.builder(qwen, FimFormat.of("qwen-coder"))
                                        .endOfDocument(END)
                                        .padding(END)
                                        .build())
                        .getMessage());
        assertEquals(
                "codestral has no special token before the middle",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TokenFim.builder(tokenizer, FimFormat.of("codestral")))
                        .getMessage());
        assertEquals(
                "the tokenizer has no special token <fim_prefix>, which starcoder needs",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TokenFim.builder(ByteTokenizers.byt5(), FimFormat.of("starcoder"))
                                        .endOfDocument("</s>")
                                        .padding("<pad>")
                                        .build())
                        .getMessage());
    }
}
