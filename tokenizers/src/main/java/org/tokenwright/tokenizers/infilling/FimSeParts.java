package org.tokenwright.tokenizers.infilling;

import java.util.Objects;

/**
 * A document cut as FIM-SE does ("Empowering Character-level Text Infilling by Eliminating Sub-Tokens", ACL 2024): a model writes
 * whole lines, so that it never begins or ends inside a token; the pieces of lines at both ends of the middle are in the prompt as
 * constraints. Lines end at U+000A alone. Immutable.
 *
 * <p>{@code rPrefix + lPrefix + middle + fSuffix + rSuffix} is the document.
 *
 * @param rPrefix the whole lines before the one in which the middle begins, their line feeds included
 * @param lPrefix what is before the middle in its first line
 * @param middle the middle; in a prompt empty
 * @param fSuffix what is behind the middle in its last line, its line feed included, if there is one
 * @param rSuffix the lines behind that one
 * @param constraints which of {@code lPrefix} and {@code fSuffix} the prompt names
 */
public record FimSeParts(
        String rPrefix, String lPrefix, String middle, String fSuffix, String rSuffix, FimConstraints constraints)
        implements FimSample {
    private static final String LINE_FEED = "\n";

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one holds an unpaired surrogate
     */
    public FimSeParts {
        WellFormed.text("R-Prefix", rPrefix);
        WellFormed.text("L-Prefix", lPrefix);
        WellFormed.text("middle", middle);
        WellFormed.text("F-Suffix", fSuffix);
        WellFormed.text("R-Suffix", rSuffix);
        Objects.requireNonNull(constraints);
    }

    /**
     * {@return the parts of a document, cut at line feeds, with both constraints}
     *
     * @param parts the document
     */
    public static FimSeParts of(FimParts parts) {
        return of(parts, false);
    }

    /**
     * {@return the parts of a document that has no constraints: R-Prefix is the whole prefix, R-Suffix the whole suffix, as in prompts
     * for whole lines}
     *
     * @param parts the document
     */
    public static FimSeParts unconstrained(FimParts parts) {
        return new FimSeParts(parts.prefix(), "", parts.middle(), "", parts.suffix(), FimConstraints.NONE);
    }

    /**
     * {@return the parts of a document, cut at line feeds}
     *
     * @param referenceNewlines whether a prefix and a suffix without line feed get one, as in the reference program, whose parts then
     *     do not rebuild the document
     */
    static FimSeParts of(FimParts parts, boolean referenceNewlines) {
        String added = referenceNewlines ? LINE_FEED : "";
        String prefix = parts.prefix();
        String suffix = parts.suffix();
        int line = prefix.lastIndexOf('\n') + 1;
        int lineEnd = suffix.indexOf('\n') + 1;
        return new FimSeParts(
                line == 0 ? added : prefix.substring(0, line),
                prefix.substring(line),
                parts.middle(),
                lineEnd == 0 ? suffix + added : suffix.substring(0, lineEnd),
                lineEnd == 0 ? "" : suffix.substring(lineEnd),
                FimConstraints.BOTH);
    }

    /**
     * {@return this with other constraints}
     *
     * @param constraints which of {@code lPrefix} and {@code fSuffix} the prompt names; the target stays
     */
    public FimSeParts withConstraints(FimConstraints constraints) {
        return new FimSeParts(rPrefix, lPrefix, middle, fSuffix, rSuffix, constraints);
    }

    /**
     * {@return what is to be written}
     */
    public String target() {
        return lPrefix + middle + fSuffix;
    }

    @Override
    public String document() {
        return rPrefix + target() + rSuffix;
    }

    @Override
    public int targetStart() {
        return rPrefix.length();
    }

    @Override
    public int targetEnd() {
        return rPrefix.length() + lPrefix.length() + middle.length() + fSuffix.length();
    }

    @Override
    public String text(FimSection section) {
        return switch (section) {
            case R_PREFIX -> rPrefix;
            case L_PREFIX -> constraints.hasStart() ? lPrefix : "";
            case TARGET -> target();
            case F_SUFFIX -> constraints.hasEnd() ? fSuffix : "";
            case R_SUFFIX -> rSuffix;
            default -> throw new IllegalArgumentException("a document of FIM-SE has no section " + section);
        };
    }
}
