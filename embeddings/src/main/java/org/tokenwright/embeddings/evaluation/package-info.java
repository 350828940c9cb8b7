/** How well vectors agree with what people say of words and sentences. */
@NullMarked
package org.tokenwright.embeddings.evaluation;

import org.jspecify.annotations.NullMarked;
