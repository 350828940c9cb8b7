package org.tokenwright.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at the footer of a Parquet file before hardwood reads it, so that no size in it can take the memory. */
final class ParquetFooter {
    /*
     * A file ends with its footer, the footer's length in four bytes, little endian, and "PAR1". The footer is a FileMetaData
     * of parquet.thrift; below, what hardwood makes objects of is read field by field and everything else passed over.
     * Hardwood allocates what a length says and builds the tree of the schema by recursion: here all lengths are found to lie
     * within the footer, and the tree, which stands in the list of its nodes in preorder, to be shallow.
     */
    private static final String MAGIC = "PAR1";
    private static final int TAIL_BYTES = Integer.BYTES + 4;

    private static final int SCHEMA = 2;
    private static final int ROW_GROUPS = 4;
    private static final int KEY_VALUES = 5;
    private static final int COLUMN_ORDERS = 7;

    private static final int ELEMENT_TYPE = 1;
    private static final int ELEMENT_CHILDREN = 5;
    private static final int ELEMENT_LOGICAL_TYPE = 10;
    private static final int LOGICAL_TIME = 7;
    private static final int LOGICAL_TIMESTAMP = 8;
    private static final int LOGICAL_GEOGRAPHY = 18;
    private static final int LOGICAL_UNION = 2;

    private static final int GROUP_COLUMNS = 1;
    private static final int CHUNK_COLUMN = 3;

    private static final int COLUMN_ENCODINGS = 2;
    private static final int COLUMN_PATH = 3;
    private static final int COLUMN_KEY_VALUES = 8;
    private static final int COLUMN_GEOSPATIAL = 17;
    private static final int GEOSPATIAL_TYPES = 2;

    /** Groups within groups. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_ENCODINGS = 64;

    /** Nodes of the schema: columns, and the groups around them. */
    private static final int MAX_NODES = 2 * ReadLimits.MAX_COLUMNS;

    private final String source;
    private final ParquetFile file;
    private final int[] childrenLeft = new int[MAX_DEPTH];
    private int depth;

    /**
     * Creates the object.
     *
     * @param source the name of the file in messages
     */
    ParquetFooter(String source, ParquetFile file) {
        this.source = source;
        this.file = file;
    }

    /**
     * Looks at the footer.
     *
     * @throws CorruptInputException if there is none, it is damaged or it is too large
     */
    void check() throws IOException {
        long size = file.length();
        if (size < MAGIC.length() + TAIL_BYTES) {
            throw new CorruptInputException(source, "byte 0", size + " bytes", "a Parquet file");
        }
        byte[] tail = file.readRange(size - TAIL_BYTES, TAIL_BYTES).array();
        String magic = new String(tail, Integer.BYTES, TAIL_BYTES - Integer.BYTES, StandardCharsets.ISO_8859_1);
        if (!magic.equals(MAGIC)) {
            throw new CorruptInputException(
                    source,
                    "byte " + (size - MAGIC.length()),
                    "no mark of Parquet",
                    MAGIC + ", with which its files end");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        long start = size - TAIL_BYTES - length;
        if (length < 0 || start < MAGIC.length()) {
            throw new CorruptInputException(
                    source, "byte " + (size - TAIL_BYTES), "a footer of " + length + " bytes", "one within the file");
        }
        if (length > ReadLimits.MAX_FOOTER_BYTES) {
            throw new CorruptInputException(
                    source,
                    "byte " + (size - TAIL_BYTES),
                    "a footer of " + length + " bytes",
                    "at most " + ReadLimits.MAX_FOOTER_BYTES);
        }
        ThriftReader thrift = new ThriftReader(file.readRange(start, length));
        try {
            fileMetaData(thrift, length);
        } catch (ThriftReader.MalformedException e) {
            throw new CorruptInputException(
                    source, "byte " + (start + thrift.position()), "no footer (" + e.getMessage() + ")", "one");
        }
    }

    private void fileMetaData(ThriftReader thrift, int most) throws ThriftReader.MalformedException {
        thrift.readStruct(field -> {
            switch (field) {
                case SCHEMA -> thrift.readList(ThriftReader.STRUCT, MAX_NODES, i -> schemaElement(thrift));
                case ROW_GROUPS -> thrift.readList(ThriftReader.STRUCT, most, i -> rowGroup(thrift));
                case KEY_VALUES, COLUMN_ORDERS -> thrift.readList(ThriftReader.STRUCT, most, i -> thrift.skip());
                default -> thrift.skip();
            }
        });
    }

    private void schemaElement(ThriftReader thrift) throws ThriftReader.MalformedException {
        Node node = new Node();
        thrift.readStruct(field -> {
            switch (field) {
                case ELEMENT_TYPE -> {
                    thrift.readInt();
                    node.isColumn = true;
                }
                case ELEMENT_CHILDREN -> node.children = thrift.readInt();
                case ELEMENT_LOGICAL_TYPE -> thrift.readStruct(kind -> logicalType(thrift, kind));
                default -> thrift.skip();
            }
        });
        while (depth > 0 && childrenLeft[depth - 1] <= 0) {
            depth--;
        }
        if (depth > 0) {
            childrenLeft[depth - 1]--;
        }
        if (!node.isColumn) {
            if (depth == MAX_DEPTH) {
                throw new ThriftReader.MalformedException("a schema nested deeper than " + MAX_DEPTH);
            }
            childrenLeft[depth++] = node.children;
        }
    }

    /** What is taken from a node of the schema. */
    private static final class Node {
        private boolean isColumn;
        private int children;
    }

    private static void logicalType(ThriftReader thrift, int kind) throws ThriftReader.MalformedException {
        boolean hasUnion = kind == LOGICAL_TIME || kind == LOGICAL_TIMESTAMP || kind == LOGICAL_GEOGRAPHY;
        thrift.readStruct(field -> {
            if (hasUnion && field == LOGICAL_UNION) {
                union(thrift);
            } else {
                thrift.skip();
            }
        });
    }

    /** Of the fields of a union, here units of time and kinds of edges, one is there. */
    private static void union(ThriftReader thrift) throws ThriftReader.MalformedException {
        int[] fields = new int[1];
        thrift.readStruct(field -> {
            thrift.skip();
            if (++fields[0] > 1) {
                throw new ThriftReader.MalformedException("a union of two fields");
            }
        });
    }

    private static void rowGroup(ThriftReader thrift) throws ThriftReader.MalformedException {
        boolean[] hasColumns = new boolean[1];
        thrift.readStruct(field -> {
            if (field == GROUP_COLUMNS) {
                thrift.readList(ThriftReader.STRUCT, ReadLimits.MAX_COLUMNS, i -> {
                    columnChunk(thrift);
                    hasColumns[0] = true;
                });
            } else {
                thrift.skip();
            }
        });
        if (!hasColumns[0]) {
            throw new ThriftReader.MalformedException("a row group without columns");
        }
    }

    private static void columnChunk(ThriftReader thrift) throws ThriftReader.MalformedException {
        boolean[] hasColumn = new boolean[1];
        thrift.readStruct(field -> {
            if (field == CHUNK_COLUMN) {
                thrift.readStruct(inner -> columnMetaData(thrift, inner));
                hasColumn[0] = true;
            } else {
                thrift.skip();
            }
        });
        if (!hasColumn[0]) {
            throw new ThriftReader.MalformedException("a column that is not described, or is encrypted");
        }
    }

    private static void columnMetaData(ThriftReader thrift, int field) throws ThriftReader.MalformedException {
        switch (field) {
            case COLUMN_ENCODINGS -> thrift.readList(ThriftReader.I32, MAX_ENCODINGS, i -> thrift.skip());
            case COLUMN_PATH -> thrift.readList(ThriftReader.BINARY, MAX_DEPTH, i -> thrift.skip());
            case COLUMN_KEY_VALUES ->
                thrift.readList(ThriftReader.STRUCT, ReadLimits.MAX_FOOTER_BYTES, i -> thrift.skip());
            case COLUMN_GEOSPATIAL ->
                thrift.readStruct(inner -> {
                    if (inner == GEOSPATIAL_TYPES) {
                        thrift.readList(ThriftReader.I32, ReadLimits.MAX_FOOTER_BYTES, i -> thrift.skip());
                    } else {
                        thrift.skip();
                    }
                });
            default -> thrift.skip();
        }
    }
}
