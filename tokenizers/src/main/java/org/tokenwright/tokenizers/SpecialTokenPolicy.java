package org.tokenwright.tokenizers;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder does where its text holds the string of a special token. Immutable.
 */
public final class SpecialTokenPolicy {
    /** The text is refused: the default, since text from outside must not forge special tokens. */
    public static final SpecialTokenPolicy RAISE = new SpecialTokenPolicy(Kind.RAISE, null);
    /** Every special token becomes its id. */
    public static final SpecialTokenPolicy ALLOW = new SpecialTokenPolicy(Kind.ALLOW, null);
    /** Special tokens are text like any other. */
    public static final SpecialTokenPolicy IGNORE = new SpecialTokenPolicy(Kind.IGNORE, null);

    /** The kinds of policy. */
    public enum Kind {
        /** The text is refused. */
        RAISE,
        /** Special tokens, or some of them, become their ids. */
        ALLOW,
        /** Special tokens are text. */
        IGNORE
    }

    private final Kind kind;
    private final @Nullable Set<String> names;

    private SpecialTokenPolicy(Kind kind, @Nullable Set<String> names) {
        this.kind = kind;
        this.names = names;
    }

    /**
     * {@return a policy by which these special tokens become their ids and all others are text}
     *
     * @param names strings of special tokens
     */
    public static SpecialTokenPolicy allowOnly(Set<String> names) {
        return new SpecialTokenPolicy(Kind.ALLOW, Set.copyOf(names));
    }

    /**
     * {@return the kind of this policy}
     */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return the special tokens that become ids, or null if all do; null too if none does}
     */
    public @Nullable Set<String> names() {
        return names;
    }
}
