package org.tokenwright.lucene.vectors;

import org.apache.lucene.util.Attribute;
import org.jspecify.annotations.Nullable;

/** The vector of a text, which {@link DocumentVectorFilter} knows at the end of its tokens. */
public interface DocumentVectorAttribute extends Attribute {
    /**
     * {@return the vector, of length 1, after {@code end()} of a stream; null before, and if no term has a vector}
     */
    float @Nullable [] vector();

    /**
     * Sets the vector.
     *
     * @param vector the vector or null
     */
    void setVector(float @Nullable [] vector);
}
