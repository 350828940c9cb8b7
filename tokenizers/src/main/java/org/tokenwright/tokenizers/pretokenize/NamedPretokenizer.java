package org.tokenwright.tokenizers.pretokenize;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pattern with a rule written for it.
 *
 * @param name how {@link Pretokenizers} knows it
 * @param regex the pattern as the reference writes it
 * @param otherSpellings other texts of patterns with the same matches
 * @param cuts the places at which any text can be cut
 * @param rules makes the rules
 */
record NamedPretokenizer(
        String name, String regex, List<String> otherSpellings, Set<Cut> cuts, Supplier<PretokenRule> rules)
        implements Pretokenizer {

    boolean isSpelled(String text) {
        return text.equals(regex) || otherSpellings.contains(text);
    }

    @Override
    public PretokenScanner newScanner() {
        return new RuleScanner(rules.get());
    }

    @Override
    public boolean isCut(byte[] utf8, int start, int end, int at) {
        Cut cut = Cut.at(utf8, start, end, at);
        return cut != null && cuts.contains(cut);
    }

    @Override
    public String toString() {
        return name;
    }
}
