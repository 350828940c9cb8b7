/** Dense linear algebra for the packages beside this one. Not exported. */
@NullMarked
package org.tokenwright.embeddings.linear;

import org.jspecify.annotations.NullMarked;
