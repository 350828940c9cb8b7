/** Rules of the program fastText that packages beside this one share: how n-grams are hashed, how numbers are printed. Not exported. */
@NullMarked
package org.tokenwright.embeddings.rules;

import org.jspecify.annotations.NullMarked;
