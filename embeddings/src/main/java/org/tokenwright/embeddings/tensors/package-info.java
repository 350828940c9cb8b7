/**
 * Tensors in files: safetensors, alone or in shards with an index, and numpy's npy. Files are mapped and read piece by piece, so
 * that a file may be of any size; what is written appears whole or not at all.
 */
@NullMarked
package org.tokenwright.embeddings.tensors;

import org.jspecify.annotations.NullMarked;
