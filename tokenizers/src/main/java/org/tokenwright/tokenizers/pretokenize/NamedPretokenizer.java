package org.tokenwright.tokenizers.pretokenize;

import java.util.List;
import java.util.function.Supplier;

/**
 * A pattern with a scanner written for it.
 *
 * @param name how {@link Pretokenizers} knows it
 * @param regex the pattern as the reference writes it
 * @param otherSpellings other texts of patterns with the same matches
 * @param scanners makes the scanners
 */
record NamedPretokenizer(String name, String regex, List<String> otherSpellings, Supplier<PretokenScanner> scanners)
        implements Pretokenizer {

    boolean isSpelled(String text) {
        return text.equals(regex) || otherSpellings.contains(text);
    }

    @Override
    public PretokenScanner newScanner() {
        return scanners.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
