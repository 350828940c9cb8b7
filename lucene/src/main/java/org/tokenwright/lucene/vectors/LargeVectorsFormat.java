package org.tokenwright.lucene.vectors;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Another format, by its own name, that takes more dimensions: the files are the same, and the other reads them. */
final class LargeVectorsFormat extends KnnVectorsFormat {
    private final KnnVectorsFormat format;

    LargeVectorsFormat(KnnVectorsFormat format) {
        super(format.getName());
        this.format = format;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return VectorStorage.MAX_DIMENSIONS;
    }

    @Override
    public String toString() {
        return format.toString();
    }
}
