package org.tokenwright.tokenizers.infilling;

/** Whether the prefix or the suffix comes first. */
public enum FimOrder {
    /** Prefix, suffix, middle. */
    PSM,
    /** Suffix, prefix, middle. */
    SPM
}
