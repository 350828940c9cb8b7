/** Lucene analysis components over the tokenizers, sentence detectors and embeddings. */
@NullMarked
package org.tokenwright.lucene;

import org.jspecify.annotations.NullMarked;
