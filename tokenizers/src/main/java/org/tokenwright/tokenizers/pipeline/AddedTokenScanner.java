package org.tokenwright.tokenizers.pipeline;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.SpecialTokenPolicy;

/** Finds the added tokens of one text after the other. For one thread. */
final class AddedTokenScanner {
    private final boolean raises;
    private final boolean ignoresSpecial;
    private final @Nullable Set<String> allowed;
    private TokenFinder finder = TokenFinder.NONE;
    private byte[] utf8 = {};
    private int textStart;
    private int textEnd;
    private int searched;
    private int taken;
    private int start;
    private int end;
    private int id;

    AddedTokenScanner(SpecialTokenPolicy policy) {
        raises = policy.kind() == SpecialTokenPolicy.Kind.RAISE;
        ignoresSpecial = policy.kind() == SpecialTokenPolicy.Kind.IGNORE;
        allowed = policy.names();
    }

    /** Begins a text. */
    void reset(TokenFinder finder, byte[] utf8, int start, int end) {
        this.finder = finder;
        this.utf8 = utf8;
        textStart = start;
        textEnd = end;
        searched = start;
        taken = start;
    }

    /**
     * {@return whether there is another token; then {@link #start()}, {@link #end()} and {@link #id()} tell of it}
     *
     * @throws IllegalArgumentException if it is a special token that the policy refuses
     */
    boolean next() {
        while (true) {
            int found = finder.find(utf8, searched, textEnd);
            if (found < 0) {
                return false;
            }
            int number = finder.at(utf8, found, textEnd);
            AddedToken token = finder.token(number);
            int behind = found + finder.length(number);
            searched = behind;
            if (!isText(token) && !(token.singleWord() && isInWord(found, behind))) {
                boolean swallows = token.leftSpace() && taken < found;
                start = Math.max(swallows ? Characters.spaceStart(utf8, taken, found) : found, taken);
                end = Math.max(token.rightSpace() ? Characters.spaceEnd(utf8, behind, textEnd) : behind, start);
                id = token.id();
                taken = end;
                if (raises && token.special()) {
                    throw new IllegalArgumentException("the text holds the special token " + token.content()
                            + " at byte " + (found - textStart) + "; allow or ignore special tokens to encode it");
                }
                return true;
            }
        }
    }

    private boolean isText(AddedToken token) {
        return token.special() && (ignoresSpecial || (allowed != null && !allowed.contains(token.content())));
    }

    private boolean isInWord(int from, int to) {
        return (from > textStart && isWord(Characters.before(utf8, textStart, from), from))
                || (to < textEnd && isWord(to, textEnd));
    }

    private boolean isWord(int from, int to) {
        int codePoint = CodePoints.at(utf8, from, to);
        return codePoint >= 0 && Characters.isWord(codePoint);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int id() {
        return id;
    }
}
