package org.tokenwright.lucene.vectors;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.jspecify.annotations.Nullable;

/** What Lucene makes for {@link DocumentVectorAttribute}. */
public final class DocumentVectorAttributeImpl extends AttributeImpl implements DocumentVectorAttribute {
    private float @Nullable [] vector;

    /** Creates an attribute without a vector. */
    public DocumentVectorAttributeImpl() {}

    @Override
    public float @Nullable [] vector() {
        return vector;
    }

    @Override
    public void setVector(float @Nullable [] vector) {
        this.vector = vector;
    }

    @Override
    public void clear() {
        vector = null;
    }

    @Override
    public void copyTo(AttributeImpl target) {
        ((DocumentVectorAttribute) target).setVector(vector);
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(DocumentVectorAttribute.class, "vector", vector);
    }
}
