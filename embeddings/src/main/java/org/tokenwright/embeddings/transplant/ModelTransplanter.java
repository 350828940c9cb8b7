package org.tokenwright.embeddings.transplant;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorFiles;
import org.tokenwright.embeddings.tensors.TensorIndex;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/**
 * Gives a model (the base) the tokenizer of another (the donor), both folders with {@code model.safetensors} or shards and
 * {@code tokenizer.json}. Row i of a new matrix is for id i of the donor: a copy of the base's row where the base has the same
 * token, whatever the tokenizers write for a space, else made by the {@link TransplantMethod}. Tensors that do not belong to tokens are copied, shard by
 * shard. A matrix of the output that the base has besides that of the input is made alike, from that of the donor, or from the
 * donor's input if it has only one.
 *
 * <p>Written are the tensors, the donor's tokenizer, and last {@code config.json}: the base's, with the number of rows and the
 * donor's ids of special tokens. Memory is taken for the anchors and the approximations, not for whole models.
 *
 * <p>Immutable; a transplant may be run several times.
 */
public final class ModelTransplanter {
    /** The number of atoms unless told otherwise. */
    public static final int DEFAULT_K = 64;

    private static final List<String> TOKENIZER_FILES = List.of(
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "chat_template.jinja");

    private static final List<String> TOKEN_IDS = List.of(
            "bos_token_id",
            "eos_token_id",
            "pad_token_id",
            "unk_token_id",
            "mask_token_id",
            "sep_token_id",
            "cls_token_id");

    private final TransplantMethod method;
    private final int k;
    private final int threads;
    private final long seed;
    private final long cacheBytes;
    private final @Nullable String inputName;
    private final @Nullable String outputName;

    private ModelTransplanter(Builder builder) {
        method = builder.method;
        k = builder.k;
        threads = builder.threads;
        seed = builder.seed;
        cacheBytes = builder.cacheBytes;
        inputName = builder.inputName;
        outputName = builder.outputName;
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Says how a transplant is done. For one thread. */
    public static final class Builder {
        private TransplantMethod method = TransplantMethod.OMP;
        private int k = DEFAULT_K;
        private int threads = 1;
        private long seed;
        private long cacheBytes = OrthogonalMatchingPursuit.DEFAULT_CACHE_BYTES;
        private @Nullable String inputName;
        private @Nullable String outputName;

        private Builder() {}

        /**
         * Sets the method.
         *
         * @param value how new rows are made
         * @return this
         */
        public Builder method(TransplantMethod value) {
            method = value;
            return this;
        }

        /**
         * Sets the number of anchors that a new row is made of, by OMP and interpolation.
         *
         * @param value at most how many
         * @return this
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder k(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("k is " + value + ", expected at least 1");
            }
            k = value;
            return this;
        }

        /**
         * Sets the number of threads, on which the result does not depend.
         *
         * @param value how many
         * @return this
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder threads(int value) {
            if (value < 1) {
                throw new IllegalArgumentException(value + " threads, expected at least 1");
            }
            threads = value;
            return this;
        }

        /**
         * Sets the seed of random rows.
         *
         * @param value the seed
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the memory for inner products of anchors, on which the result does not depend.
         *
         * @param value how many bytes
         * @return this
         */
        public Builder cacheBytes(long value) {
            cacheBytes = value;
            return this;
        }

        /**
         * Names the tensor of input embeddings of both models, if it is not one of the usual.
         *
         * @param value the name
         * @return this
         */
        public Builder inputName(String value) {
            inputName = value;
            return this;
        }

        /**
         * Names the tensor of the output of both models, if it is not one of the usual.
         *
         * @param value the name
         * @return this
         */
        public Builder outputName(String value) {
            outputName = value;
            return this;
        }

        /** {@return a transplanter of these settings} */
        public ModelTransplanter build() {
            return new ModelTransplanter(this);
        }
    }

    /** A matrix to be written. */
    private record NewMatrix(Tensor base, int rows, TokenAlignment alignment, NewRows made, long donorRows) {
        /** Writes all rows in the base's type. */
        void writeTo(OutputStream out) throws IOException {
            TensorType type = base.type();
            int dimension = (int) base.extent(1);
            byte[] copy = new byte[Math.multiplyExact(dimension, type.bytes())];
            ByteBuffer encoded = ByteBuffer.allocate(copy.length).order(ByteOrder.LITTLE_ENDIAN);
            float[] singles = new float[dimension];
            for (int id = 0; id < rows; id++) {
                int baseId = id < alignment.idBound() ? alignment.baseId(id) : TokenAlignment.NO_TOKEN;
                if (baseId >= 0) {
                    base.copyBytes((long) baseId * copy.length, copy, 0, copy.length);
                    out.write(copy);
                    continue;
                }
                double[] row = new double[dimension];
                if (baseId == TokenAlignment.NEW && id < donorRows) {
                    made.make(id, row);
                }
                for (int d = 0; d < dimension; d++) {
                    singles[d] = (float) row[d];
                }
                type.put(singles, 0, dimension, encoded.clear());
                out.write(encoded.array());
            }
        }
    }

    /**
     * Runs a transplant.
     *
     * @param baseFolder the model that gets a new tokenizer
     * @param donorFolder the model whose tokenizer it gets
     * @param target the folder for the new model, made if it does not exist
     * @return what was done
     * @throws CorruptInputException if a file is malformed, or a model has tensors that cannot be transplanted
     * @throws IllegalArgumentException if {@code target} is one of the other two, or the matrices of a model do not fit together
     * @throws IOException if a file cannot be read or written
     */
    public TransplantReport run(Path baseFolder, Path donorFolder, Path target) throws IOException {
        requireOther(baseFolder, target);
        requireOther(donorFolder, target);
        ModelFolder base = ModelFolder.open(baseFolder, inputName, outputName);
        ModelFolder donor = ModelFolder.open(donorFolder, inputName, outputName);
        requireNoOtherTensors(base);
        TokenAlignment alignment =
                TokenAlignment.of(donor.tokens(), base.tokens(), base.input().extent(0));
        int rows = Math.max(donor.tokens().idBound(), 1);
        List<TransplantReport.Matrix> matrices = new ArrayList<>();
        Map<String, NewMatrix> made = new HashMap<>();
        Tensor donorInput = donor.input();
        make(base, donor, base.input(), donorInput, alignment, rows, made, matrices);
        Tensor output = base.output();
        if (output != null) {
            Tensor donorOutput = Objects.requireNonNullElse(donor.output(), donorInput);
            make(base, donor, output, donorOutput, alignment, rows, made, matrices);
        }
        Files.createDirectories(target);
        writeTensors(base, made, target);
        copyTokenizer(donorFolder, target);
        writeConfigs(baseFolder, donorFolder, rows, target);
        return report(base, donor, alignment, rows, matrices);
    }

    private static void requireOther(Path model, Path target) throws IOException {
        if (Files.exists(target) && Files.exists(model) && Files.isSameFile(model, target)) {
            throw new IllegalArgumentException("the new model would be written over " + model);
        }
    }

    /** A bias of the output, for instance, has an element for each token too. */
    private static void requireNoOtherTensors(ModelFolder base) throws IOException {
        long tokens = base.input().extent(0);
        Tensor output = base.output();
        if (output != null && output.extent(0) != tokens) {
            throw new IllegalArgumentException(
                    "the base's tensors " + base.input() + " and " + output + " have different numbers of rows");
        }
        for (Tensor tensor : base.tensors().tensors().values()) {
            boolean bias = tensor.name().endsWith("bias");
            if (bias && tensor.dimensions() > 0 && tensor.extent(tensor.dimensions() - 1) == tokens) {
                throw new CorruptInputException(
                        base.folder().toString(),
                        "tensor " + tensor.name(),
                        tensor.toString(),
                        "no bias with an element for each token");
            }
        }
    }

    private void make(
            ModelFolder base,
            ModelFolder donor,
            Tensor baseMatrix,
            Tensor donorMatrix,
            TokenAlignment alignment,
            int rows,
            Map<String, NewMatrix> made,
            List<TransplantReport.Matrix> matrices) {
        MatrixTransplant transplant = new MatrixTransplant(donorMatrix.table(), baseMatrix.table(), alignment);
        List<SparseApproximation> approximations = List.of();
        NewRows newRows;
        switch (method) {
            case OMP -> {
                approximations = transplant.pursue(k, threads, cacheBytes);
                newRows = transplant.sums(approximations);
            }
            case INTERPOLATION -> newRows = transplant.sums(transplant.nearest(k, threads));
            case SUBWORD -> newRows = transplant.subwords(donor.tokens(), base.tokenizer(), base.tokens());
            case PROCRUSTES -> newRows = transplant.turned();
            case MEAN -> newRows = transplant.means();
            case RANDOM -> newRows = transplant.random(seed);
            default -> newRows = (donorId, row) -> {};
        }
        made.put(baseMatrix.name(), new NewMatrix(baseMatrix, rows, alignment, newRows, donorMatrix.extent(0)));
        matrices.add(TransplantReport.matrix(baseMatrix.name(), transplant.anchors(), approximations, k));
    }

    private static void writeTensors(ModelFolder base, Map<String, NewMatrix> made, Path target) throws IOException {
        Map<String, Path> places = new LinkedHashMap<>();
        long total = 0;
        for (Map.Entry<Path, SafetensorsFile> file : base.tensors().files().entrySet()) {
            SafetensorsWriter writer =
                    new SafetensorsWriter().metadata(file.getValue().metadata());
            Path copy = target.resolve(file.getKey().getFileName());
            for (Tensor tensor : file.getValue().tensors().values()) {
                NewMatrix matrix = made.get(tensor.name());
                if (matrix == null) {
                    writer.add(tensor);
                    total += tensor.byteSize();
                } else {
                    long[] shape = {matrix.rows(), tensor.extent(1)};
                    writer.add(tensor.name(), tensor.type(), shape, matrix::writeTo);
                    total += shape[0] * shape[1] * tensor.type().bytes();
                }
            }
            writer.write(copy);
        }
        base.tensors()
                .tensors()
                .keySet()
                .forEach(name -> places.put(name, base.tensors().fileOf(name)));
        if (Files.exists(base.folder().resolve(TensorFiles.INDEX_NAME))) {
            TensorIndex.write(target.resolve(TensorFiles.INDEX_NAME), places, total);
        }
    }

    private static void copyTokenizer(Path donorFolder, Path target) throws IOException {
        for (String name : TOKENIZER_FILES) {
            Path file = donorFolder.resolve(name);
            if (Files.exists(file)) {
                AtomicFile.write(target.resolve(name), out -> {
                    try (var in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                });
            } else {
                Files.deleteIfExists(target.resolve(name)); // of an older run
            }
        }
    }

    private static void writeConfigs(Path baseFolder, Path donorFolder, int rows, Path target) throws IOException {
        Path donorConfig = donorFolder.resolve(ModelFolder.CONFIG);
        Map<String, String> donorFields = Files.exists(donorConfig) ? JsonFile.scalars(donorConfig) : Map.of();
        for (String name : List.of("generation_config.json", ModelFolder.CONFIG)) {
            Path file = baseFolder.resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            if (name.equals(ModelFolder.CONFIG)) {
                values.put("vocab_size", Integer.toString(rows));
            }
            Set<String> removed = new TreeSet<>();
            for (String id : TOKEN_IDS) {
                String value = donorFields.get(id);
                if (value != null && value.matches("[0-9]{1,9}|\\[[0-9, ]+]")) {
                    values.put(id, value);
                } else {
                    removed.add(id);
                }
            }
            JsonFile.copy(file, values, removed, target.resolve(name));
        }
    }

    private TransplantReport report(
            ModelFolder base,
            ModelFolder donor,
            TokenAlignment alignment,
            int rows,
            List<TransplantReport.Matrix> matrices) {
        int made = alignment.missing(donor.input().extent(0)).length;
        List<String> warnings = new ArrayList<>();
        String digits = Digits.warning(donor.tokenizer(), base.tokenizer());
        if (digits != null) {
            warnings.add(digits);
        }
        if (method == TransplantMethod.OMP && made > 0 && matrices.get(0).anchors() < k) {
            warnings.add("the tokenizers share only " + matrices.get(0).anchors() + " tokens, fewer than the " + k
                    + " that new rows are made of");
        }
        return new TransplantReport(
                rows,
                alignment.shared(),
                alignment.sharedSpecial(),
                made,
                rows - alignment.shared() - made,
                List.copyOf(matrices),
                List.copyOf(warnings));
    }
}
