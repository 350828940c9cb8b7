/**
 * CharBoundary, a random forest over the characters round each possible end of a sentence
 * (<a href="https://arxiv.org/abs/2504.04131">Bommarito, Katz and Bommarito, 2025</a>). Start at
 * {@link org.tokenwright.boundary.charboundary.CharBoundaryDetector};
 * {@link org.tokenwright.boundary.charboundary.CharBoundaryTrainer} makes the
 * {@link org.tokenwright.boundary.charboundary.CharBoundaryModel} that it needs,
 * {@link org.tokenwright.boundary.charboundary.CharBoundaryFormats} reads those of others.
 */
@NullMarked
package org.tokenwright.boundary.charboundary;

import org.jspecify.annotations.NullMarked;
