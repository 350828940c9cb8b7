/**
 * Trainers of BPE and BoundlessBPE vocabularies. Start at {@link org.tokenwright.tokenizers.train.BoundlessBpeTrainer}.
 */
@NullMarked
package org.tokenwright.tokenizers.train;

import org.jspecify.annotations.NullMarked;
