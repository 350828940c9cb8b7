/**
 * Gives a model the tokenizer of another: embeddings of the tokens that it lacks are made from those that both have. After
 * Goddard and Fernandes Neto, "Training-Free Tokenizer Transplantation via Orthogonal Matching Pursuit" (2025).
 */
@NullMarked
package org.tokenwright.embeddings.transplant;

import org.jspecify.annotations.NullMarked;
