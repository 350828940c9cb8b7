/** Tokens of a model as terms of an index. */
@NullMarked
package org.tokenwright.lucene.tokens;

import org.jspecify.annotations.NullMarked;
