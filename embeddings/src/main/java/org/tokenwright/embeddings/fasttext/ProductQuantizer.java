package org.tokenwright.embeddings.fasttext;

import java.io.IOException;

/** Codes of one byte for each few components of a vector. Immutable. */
final class ProductQuantizer {
    static final int CENTROIDS = 256;

    private final int dimension;
    private final int parts;
    private final int width;
    private final int lastWidth;

    /** Centroid c of part p begins at {@code p * 256 * width + c * (p is the last ? lastWidth : width)}. */
    private final float[] centroids;

    ProductQuantizer(int dimension, int width, float[] centroids) {
        this.dimension = dimension;
        this.width = width;
        parts = parts(dimension, width);
        lastWidth = dimension - (parts - 1) * width;
        this.centroids = centroids;
    }

    /** {@return how many parts, and so codes, a vector has} */
    static int parts(int dimension, int width) {
        return (int) (((long) dimension + width - 1) / width);
    }

    int parts() {
        return parts;
    }

    int width() {
        return width;
    }

    float[] centroids() {
        return centroids;
    }

    private int width(int part) {
        return part == parts - 1 ? lastWidth : width;
    }

    /** {@return where in the centroids the one of a code begins} */
    int centroid(int part, int code) {
        return part * CENTROIDS * width + code * width(part);
    }

    float dot(byte[] codes, int offset, float[] vector, float scale) {
        float sum = 0;
        int component = 0;
        for (int part = 0; part < parts; part++) {
            int from = centroid(part, codes[offset + part] & 0xFF);
            for (int i = 0; i < width(part); i++) {
                sum += vector[component++] * centroids[from + i];
            }
        }
        return sum * scale;
    }

    void addTo(byte[] codes, int offset, float scale, float[] sum) {
        int component = 0;
        for (int part = 0; part < parts; part++) {
            int from = centroid(part, codes[offset + part] & 0xFF);
            for (int i = 0; i < width(part); i++) {
                sum[component++] += scale * centroids[from + i];
            }
        }
    }

    void copy(byte[] codes, int offset, float scale, float[] target, int targetOffset) {
        int component = targetOffset;
        for (int part = 0; part < parts; part++) {
            int from = centroid(part, codes[offset + part] & 0xFF);
            for (int i = 0; i < width(part); i++) {
                target[component++] = scale * centroids[from + i];
            }
        }
    }

    /** Writes int32 dimension, parts, width, width of the last part; then 256 centroids for each part as float32. */
    void write(ModelOutput out) throws IOException {
        out.int32(dimension);
        out.int32(parts);
        out.int32(width);
        out.int32(lastWidth);
        out.floats(centroids, centroids.length);
    }

    static ProductQuantizer read(ModelInput in, int dimension) throws IOException {
        expect(in, "dimension", dimension);
        long at = in.position();
        int parts = in.int32("the number of parts");
        int width = in.int32("the width of a part");
        int lastWidth = in.int32("the width of the last part");
        if (width < 1 || parts != parts(dimension, width) || lastWidth != dimension - (parts - 1) * width) {
            throw in.corruptAt(
                    at,
                    parts + " parts of " + width + ", the last of " + lastWidth,
                    "parts that make up " + dimension + " components");
        }
        in.expect((long) dimension * CENTROIDS, Float.BYTES, "components of centroids");
        float[] centroids = new float[Math.multiplyExact(dimension, CENTROIDS)];
        in.floats(centroids);
        return new ProductQuantizer(dimension, width, centroids);
    }

    private static void expect(ModelInput in, String what, int expected) throws IOException {
        long at = in.position();
        int found = in.int32("the " + what + " of a quantizer");
        if (found != expected) {
            throw in.corruptAt(at, what + " " + found, what + " " + expected);
        }
    }
}
