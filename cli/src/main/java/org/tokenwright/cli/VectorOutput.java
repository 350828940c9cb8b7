package org.tokenwright.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.AtomicFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where vectors go: as text to standard output, or as one matrix into a file. */
final class VectorOutput {
    private static final String NPY = ".npy";
    private static final String SAFETENSORS = ".safetensors";
    private static final String TENSOR = "embeddings";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write one matrix of 32-bit floats: a file .npy, or .safetensors, where it is named embeddings."
                            + " Default: text on standard output, a line for each vector.")
    private @Nullable Path output;

    /** Checks that the file can be written. */
    void check(List<Path> read) throws IOException {
        new Outputs(spec).add("--output", output).check(read);
        if (output != null
                && !output.toString().endsWith(NPY)
                && !output.toString().endsWith(SAFETENSORS)) {
            throw new ParameterException(
                    spec.commandLine(), "--output: found " + output + ", expected a file .npy or .safetensors");
        }
    }

    Sink open(int dimension, Shell shell) throws IOException {
        return output == null ? new TextSink(shell.out()) : new MatrixSink(output, dimension, shell);
    }

    /** Takes vectors. */
    interface Sink extends Closeable {
        /**
         * Takes a vector.
         *
         * @param name what stands before it in text, or null for nothing
         * @param vector the vector
         */
        void add(@Nullable String name, float[] vector) throws IOException;

        /** Ends what is written, which otherwise does not appear. */
        void finish() throws IOException;
    }

    /** Prints each component so that the same float is read again. */
    private record TextSink(OutputStream out) implements Sink {
        @Override
        public void add(@Nullable String name, float[] vector) throws IOException {
            StringBuilder line = new StringBuilder(name == null ? "" : name + " ");
            for (int i = 0; i < vector.length; i++) {
                line.append(i == 0 ? "" : " ").append(vector[i]);
            }
            out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    /**
     * Holds vectors in a temporary file, since the file that is written says first how many there are. On Unix it has no name from
     * the beginning, so that nothing stays of it.
     */
    private static final class MatrixSink implements Sink {
        private final Path file;
        private final Shell shell;
        private final FileChannel spool;
        private final OutputStream spooled;
        private final ByteBuffer row;
        private final int dimension;
        private long rows;

        MatrixSink(Path file, int dimension, Shell shell) throws IOException {
            this.file = file;
            this.dimension = dimension;
            this.shell = shell;
            row = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            spool = FileChannel.open(
                    file.resolveSibling(".vectors." + UUID.randomUUID() + ".tmp"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            spooled = new BufferedOutputStream(Channels.newOutputStream(spool), 1 << 16);
        }

        @Override
        public void add(@Nullable String name, float[] vector) throws IOException {
            row.clear().asFloatBuffer().put(vector);
            spooled.write(row.array());
            rows++;
        }

        @Override
        public void finish() throws IOException {
            spooled.flush();
            spool.position(0);
            long[] shape = {rows, dimension};
            AtomicFile.Content content = out -> Channels.newInputStream(spool).transferTo(out);
            shell.save(() -> {
                if (file.toString().endsWith(NPY)) {
                    NpyFile.write(file, TensorType.F32, shape, content);
                } else {
                    new SafetensorsWriter()
                            .add(TENSOR, TensorType.F32, shape, content)
                            .write(file);
                }
            });
        }

        @Override
        public void close() throws IOException {
            spool.close();
        }
    }
}
