/** Sentences and passages as tokens, and the sentences that words stand in. */
@NullMarked
package org.tokenwright.lucene.sentences;

import org.jspecify.annotations.NullMarked;
