package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonPointer;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Input.FileInput;

/** Makes one column of a Parquet file documents. With {@link ParquetFile} the only class that needs hardwood. */
final class ParquetSplitter implements Splitter, Closeable {
    /*
     * Values come in batches: all their bytes in one array, which documents are views of. How large the values in a batch
     * become is known only afterwards, as each may be any entry of a dictionary; so a batch has as few rows as it takes
     * for the largest page, repeated for each, to stay within BATCH_BYTES. ParquetFooter
     * and PageSizes have checked all sizes before, so that no decoder meets one that it cannot take.
     */
    private static final long BATCH_BYTES = 64 << 20;

    private static final int MOST_BATCH_ROWS = 1 << 10;
    private static final int MOST_NAMES_SHOWN = 20;

    private final String source;
    private final long storedBytes;
    private final int maxBytes;
    private final ParquetFile file;
    private final HardwoodContext context;
    private final ParquetFileReader reader;
    private final long rows;
    private final ColumnReader text;
    private final @Nullable ColumnReader label;
    private int batchRows;
    private int inBatch;
    private long row;

    private ParquetSplitter(FileInput input, ReaderSettings settings, ParquetFile file, HardwoodContext context)
            throws IOException {
        this.source = input.name();
        this.storedBytes = input.storedBytes();
        this.maxBytes = settings.limits().maxDocumentBytes();
        this.file = file;
        this.context = context;
        new ParquetFooter(source, file).check();
        this.reader = ParquetFileReader.open(file, context);
        this.rows = reader.getFileMetaData().numRows();
        List<ColumnSchema> wanted = new ArrayList<>();
        wanted.add(column(settings.field()));
        if (settings.label() != null) {
            wanted.add(column(settings.label()));
        }
        long largest = new PageSizes(source, file, settings.limits()).largest(reader.getFileMetaData(), wanted);
        int batch = Math.clamp(BATCH_BYTES / Math.max(largest, 1), 1, MOST_BATCH_ROWS);
        this.text = open(wanted.get(0), batch);
        this.label = wanted.size() == 1 ? null : open(wanted.get(1), batch);
    }

    /**
     * Opens a file.
     *
     * @param input the file
     * @param settings which columns are wanted, and the limits
     * @throws CorruptInputException if it is no Parquet file, is damaged, or has no such columns
     */
    static ParquetSplitter open(FileInput input, ReaderSettings settings) throws IOException {
        ParquetFile file = new ParquetFile(input.path());
        HardwoodContext context = HardwoodContext.create(settings.threads());
        try {
            return new ParquetSplitter(input, settings, file, context);
        } catch (IOException | RuntimeException e) {
            context.close();
            file.close();
            throw failure(input.name(), 0, file, e);
        } catch (Error e) {
            context.close();
            file.close();
            throw e;
        }
    }

    private ColumnSchema column(JsonPointer pointer) throws IOException {
        List<ColumnSchema> columns = reader.getFileSchema().getColumns();
        if (columns.size() > ReadLimits.MAX_COLUMNS) {
            throw new CorruptInputException(
                    source, "schema", columns.size() + " columns", "at most " + ReadLimits.MAX_COLUMNS);
        }
        for (ColumnSchema column : columns) {
            if (name(column).equals(pointer.toString())) {
                return stringColumn(column);
            }
        }
        String names = columns.stream()
                .limit(MOST_NAMES_SHOWN)
                .map(ParquetSplitter::name)
                .collect(Collectors.joining(", "));
        throw new CorruptInputException(source, "schema", "columns " + names, "a column " + pointer);
    }

    private static String name(ColumnSchema column) {
        JsonPointer pointer = JsonPointer.empty();
        for (String step : column.fieldPath().elements()) {
            pointer = pointer.appendProperty(step);
        }
        return pointer.toString();
    }

    private ColumnSchema stringColumn(ColumnSchema column) throws IOException {
        boolean repeated = column.maxRepetitionLevel() > 0;
        if (repeated || column.type() != PhysicalType.BYTE_ARRAY) {
            throw new CorruptInputException(
                    source,
                    "schema",
                    "column " + name(column) + " of type " + column.type() + (repeated ? ", repeated" : ""),
                    "a column of strings");
        }
        return column;
    }

    private ColumnReader open(ColumnSchema column, int batch) {
        return reader.buildColumnReader(column.columnIndex()).batchSize(batch).build();
    }

    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        if (inBatch == batchRows && !nextBatch()) {
            return false;
        }
        int i = inBatch++;
        row++;
        document.line = row;
        document.position = -1;
        if (text.getLeafValidity().isNull(i)) {
            throw new MalformedDocumentException(row, -1, "null", "a string");
        }
        int[] offsets = text.getBinaryOffsets();
        document.bytes = text.getBinaryValues();
        document.start = offsets[i];
        document.end = offsets[i + 1];
        if (document.length() > maxBytes) {
            throw MalformedDocumentException.tooLong(row, -1, maxBytes);
        }
        int invalid = Utf8.firstInvalid(document.bytes, document.start, document.end);
        if (invalid >= 0) {
            throw MalformedDocumentException.notUtf8(row, -1, document.bytes, invalid, document.end);
        }
        if (label != null && label.getLeafValidity().isNotNull(i)) {
            int[] labels = label.getBinaryOffsets();
            document.label =
                    new String(label.getBinaryValues(), labels[i], labels[i + 1] - labels[i], StandardCharsets.UTF_8);
        }
        return true;
    }

    private boolean nextBatch() throws IOException {
        try {
            boolean more = text.nextBatch();
            boolean moreLabels = label == null ? more : label.nextBatch();
            batchRows = more ? text.getRecordCount() : 0;
            inBatch = 0;
            if (more != moreLabels
                    || (more && label != null && label.getRecordCount() != batchRows)
                    || (!more && row < rows)) {
                throw new CorruptInputException(
                        source, "row " + (row + 1), "a column that ends", rows + " rows, as the file says");
            }
            return more;
        } catch (RuntimeException e) {
            throw failure(source, row, file, e);
        } catch (LinkageError e) {
            throw new IOException("its compression needs a library that cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The exception for what hardwood throws: of any type, from any of its threads. */
    private static IOException failure(String source, long row, ParquetFile file, Exception failure) {
        if (failure instanceof CorruptInputException corrupt) {
            return corrupt;
        }
        if (file.failure() != null) {
            return file.failure();
        }
        boolean unsupported = hasCause(failure, UnsupportedOperationException.class);
        CorruptInputException e = new CorruptInputException(
                source,
                "behind row " + row,
                (unsupported ? "a compression or encoding that cannot be undone" : "damaged or truncated Parquet data")
                        + " (" + failure.getMessage() + ")",
                unsupported ? "one that can" : "whole Parquet data");
        e.initCause(failure);
        return e;
    }

    private static boolean hasCause(Throwable failure, Class<?> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** How many stored bytes have been read: of the file the part that the rows are of all rows. */
    long delivered() {
        return rows == 0 ? 0 : (long) ((double) storedBytes * row / rows);
    }

    @Override
    public void close() throws IOException {
        try (file;
                context;
                reader) {
            text.close();
            if (label != null) {
                label.close();
            }
        }
    }
}
