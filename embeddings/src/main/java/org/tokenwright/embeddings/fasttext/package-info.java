/**
 * fastText: word vectors with subwords, and linear text classifiers. Reads and writes the files of the C++ program
 * ({@code .bin}, {@code .ftz}, {@code .vec}), predicts, trains and quantizes as it does.
 *
 * <p>Papers: Bojanowski et al., "Enriching Word Vectors with Subword Information" (2017); Joulin et al., "Bag of Tricks for
 * Efficient Text Classification" (2016) and "FastText.zip: Compressing text classification models" (2016).
 */
@NullMarked
package org.tokenwright.embeddings.fasttext;

import org.jspecify.annotations.NullMarked;
