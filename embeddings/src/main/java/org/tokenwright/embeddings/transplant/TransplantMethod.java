package org.tokenwright.embeddings.transplant;

/** How the vector of a token is made that the base does not have. */
public enum TransplantMethod {
    /** The donor's vector is approximated by anchors (orthogonal matching pursuit), whose vectors in the base are summed alike. */
    OMP,
    /** The mean of the k anchors whose vectors in the donor are nearest by cosine, weighted by it. */
    INTERPOLATION,
    /** The mean of the tokens that the base's tokenizer makes of the text of the token. */
    SUBWORD,
    /** The donor's vector, turned by the rotation that brings the anchors nearest to their vectors in the base. */
    PROCRUSTES,
    /** The mean of all vectors of the base. */
    MEAN,
    /** Zeros. */
    ZERO,
    /** Random, with the mean and the deviation of each component in the base. */
    RANDOM
}
