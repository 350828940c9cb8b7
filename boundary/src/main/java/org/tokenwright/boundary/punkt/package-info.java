/**
 * Punkt, the unsupervised sentence detector of Kiss and Strunk (<i>Unsupervised Multilingual Sentence Boundary
 * Detection</i>, Computational Linguistics 32:4, 2006), in its own rules and in those of NUPunkt
 * (<a href="https://arxiv.org/abs/2504.04131">Bommarito, Katz and Bommarito, 2025</a>). Start at
 * {@link org.tokenwright.boundary.punkt.PunktDetector}; {@link org.tokenwright.boundary.punkt.PunktTrainer} makes the
 * {@link org.tokenwright.boundary.punkt.PunktModel} that it needs, {@link org.tokenwright.boundary.punkt.PunktFormats} reads
 * those of others.
 */
@NullMarked
package org.tokenwright.boundary.punkt;

import org.jspecify.annotations.NullMarked;
