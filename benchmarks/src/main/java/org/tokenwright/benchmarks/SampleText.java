package org.tokenwright.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * The text of a benchmark: a file of the user's, or made-up prose. The made-up prose has words of letter frequencies like
 * English, used as Zipf's law says, in sentences and paragraphs; figures for publication want real text.
 */
final class SampleText {
    private static final String LETTERS = "eeeeeeetttttaaaaooooiiiinnnnsssshhhrrrdddlllcuumwfgypbvk";
    private static final int WORDS = 20_000;

    private SampleText() {}

    /**
     * {@return the bytes of a file, or made-up prose}
     *
     * @param file path of a file, or "" for made-up prose
     * @param bytes about how much prose to make up
     */
    static byte[] load(String file, int bytes) {
        try {
            return file.isEmpty() ? prose(bytes) : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the text of the benchmark", e);
        }
    }

    private static byte[] prose(int bytes) {
        SplittableRandom random = new SplittableRandom(1);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = word(random, 1 + (int) (Math.log(i + 2) * random.nextDouble() * 1.4));
        }
        StringBuilder text = new StringBuilder(bytes + 100);
        boolean begins = true;
        while (text.length() < bytes) {
            String word = words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
            text.append(begins ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
            int next = random.nextInt(100);
            begins = next < 8;
            text.append(next == 0 ? ".\n\n" : next < 8 ? ". " : next < 16 ? ", " : next == 16 ? "'s " : " ");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String word(SplittableRandom random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }
}
