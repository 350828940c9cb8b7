package org.tokenwright.embeddings.quantization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.tokenwright.embeddings.ArrayTable;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** The arrays that Faiss 1.7.3 made of 5,000 vectors of 32 components; their shapes are known. */
final class FaissGolden {
    static final int DIMENSION = 32;

    private FaissGolden() {}

    /** {@return the bytes behind the header of a file} */
    static ByteBuffer bytes(String name) throws IOException {
        byte[] file = Files.readAllBytes(SharedData.path("golden/embeddings/pq/" + name + ".npy"));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.position(10 + bytes.getShort(8));
    }

    static boolean isColumnMajor(String name) throws IOException {
        byte[] file = Files.readAllBytes(SharedData.path("golden/embeddings/pq/" + name + ".npy"));
        return new String(file, 0, 128, StandardCharsets.ISO_8859_1).contains("'fortran_order': True");
    }

    static float[] floats(String name) throws IOException {
        ByteBuffer bytes = bytes(name);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    static byte[] codes(String name) throws IOException {
        ByteBuffer bytes = bytes(name);
        byte[] codes = new byte[bytes.remaining()];
        bytes.get(codes);
        return codes;
    }

    /** {@return the mean squared error of one of Faiss's quantizers} */
    static double error(String quantizer) throws IOException {
        return Json.read(SharedData.path("golden/embeddings/pq/meta.json"))
                .get(quantizer)
                .get("mse")
                .number();
    }

    static ArrayTable vectors() throws IOException {
        return new ArrayTable(floats("x_5000x32"), DIMENSION);
    }

    /** {@return a quantizer with Faiss's centroids} */
    static ProductQuantizer quantizer(String centroids, int parts, int bits) throws IOException {
        float[] all = floats(centroids);
        int size = DIMENSION / parts;
        Codebook[] books = new Codebook[parts];
        for (int part = 0; part < parts; part++) {
            float[] rows = new float[size << bits];
            System.arraycopy(all, part * rows.length, rows, 0, rows.length);
            books[part] = new Codebook(rows, size);
        }
        return new ProductQuantizer(bits, books, null, null);
    }
}
