/** Vectors of texts in Lucene: fields and queries, how they are stored, and codes to rank hits again. */
@NullMarked
package org.tokenwright.lucene.vectors;

import org.jspecify.annotations.NullMarked;
