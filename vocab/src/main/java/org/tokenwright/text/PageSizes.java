package org.tokenwright.text;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.IOException;
import java.util.List;

/** Looks at the header of every page of a Parquet file before any is decoded, so that no size in it can take the memory. */
final class PageSizes {
    /*
     * A page header is a struct in Thrift's compact protocol (parquet.thrift, PageHeader): 2 uncompressed_page_size,
     * 3 compressed_page_size, and in the struct that the page's type has, 5, 7 or 8, as first field the number of values.
     * Pages follow one another from the start of a column chunk to its end; an offset index may name no others.
     *
     * Nothing in the format keeps row groups from naming the same bytes again and again, so that a small file would take any
     * time. As no two chunks or indexes of a sound file overlap, all that are looked at must fit into the file together.
     */
    private static final int UNCOMPRESSED_SIZE = 2;

    private static final int COMPRESSED_SIZE = 3;
    private static final int DATA_PAGE = 5;
    private static final int DICTIONARY_PAGE = 7;
    private static final int DATA_PAGE_V2 = 8;

    /** Statistics in a header may hold two values, which writers cut off. */
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private static final int LEAST_PAGE_LIMIT = 64 << 20;

    private static final int LIKELY_HEADER_BYTES = 1 << 8;

    /** A page of few bytes can stand for any number of equal values. */
    private static final int MOST_VALUES = 1 << 24;

    private final String source;
    private final ParquetFile file;
    private final long maxBytes;
    private long claimed;
    private long largest;

    /**
     * Creates the object.
     *
     * @param limits a page may hold two documents of the largest size, and what writers make a page of in any case
     */
    PageSizes(String source, ParquetFile file, ReadLimits limits) {
        this.source = source;
        this.file = file;
        this.maxBytes = Math.clamp(2L * limits.maxDocumentBytes(), LEAST_PAGE_LIMIT, ReadLimits.LARGEST_DOCUMENT_BYTES);
    }

    /**
     * {@return the size of the largest page, decoded, in bytes}
     *
     * @param metadata the file's
     * @param columns the columns that will be read
     * @throws CorruptInputException if a page is too large or does not lie in its column
     */
    long largest(FileMetaData metadata, List<ColumnSchema> columns) throws IOException {
        List<RowGroup> groups = metadata.rowGroups();
        for (int i = 0; i < groups.size(); i++) {
            for (ColumnSchema column : columns) {
                List<ColumnChunk> chunks = groups.get(i).columns();
                if (column.columnIndex() >= chunks.size()) {
                    throw corrupt("row group " + i, chunks.size() + " columns", "as many as in the schema");
                }
                walk(chunks.get(column.columnIndex()));
            }
        }
        return largest;
    }

    private void walk(ColumnChunk chunk) throws IOException {
        ColumnMetaData column = chunk.metaData();
        long at = chunk.chunkStartOffset();
        long end = at + column.totalCompressedSize();
        if (at < 0 || end < at || end > file.length()) {
            throw corrupt("byte " + at, "a column up to byte " + end, "one within the file");
        }
        claim(at, end - at);
        boolean indexed = chunk.offsetIndexOffset() != null && chunk.offsetIndexLength() != null;
        LongSet pages = indexed ? new LongOpenHashSet() : LongSet.of();
        while (at < end) {
            Header header = header(at, end);
            if (indexed) {
                pages.add(at);
            }
            largest = Math.max(largest, header.uncompressed);
            if (header.uncompressed < 0 || header.uncompressed > maxBytes) {
                throw corrupt("byte " + at, "a page of " + header.uncompressed + " bytes", "at most " + maxBytes);
            }
            if (header.values > MOST_VALUES) {
                throw corrupt("byte " + at, "a page of " + header.values + " values", "at most " + MOST_VALUES);
            }
            if (header.compressed < 0 || header.compressed > end - at - header.length) {
                throw corrupt(
                        "byte " + at, "a page of " + header.compressed + " stored bytes", "one within its column");
            }
            at += header.length + header.compressed;
        }
        if (indexed) {
            checkIndex(chunk.offsetIndexOffset(), chunk.offsetIndexLength(), pages);
        }
    }

    /** Counts bytes of the file that are looked at. */
    private void claim(long at, long length) throws IOException {
        claimed += length;
        if (claimed > file.length()) {
            throw corrupt(
                    "byte " + at,
                    "columns and indexes of " + claimed + " bytes in all",
                    "at most the " + file.length() + " of the file");
        }
    }

    /** What is taken from a page header. */
    private static final class Header {
        private int length;
        private long uncompressed = -1;
        private long compressed = -1;
        private long values = -1;
    }

    private Header header(long at, long end) throws IOException {
        for (int size = LIKELY_HEADER_BYTES; ; size *= 8) {
            int available = (int) Math.min(Math.min(size, MOST_HEADER_BYTES), end - at);
            ThriftReader thrift = new ThriftReader(file.readRange(at, available));
            try {
                return header(thrift);
            } catch (ThriftReader.MalformedException e) {
                if (available < size) {
                    throw corrupt("byte " + at, "no page header (" + e.getMessage() + ")", "one");
                }
            }
        }
    }

    private static Header header(ThriftReader thrift) throws ThriftReader.MalformedException {
        Header header = new Header();
        thrift.readStruct(field -> {
            switch (field) {
                case UNCOMPRESSED_SIZE -> header.uncompressed = thrift.readInteger();
                case COMPRESSED_SIZE -> header.compressed = thrift.readInteger();
                case DATA_PAGE, DICTIONARY_PAGE, DATA_PAGE_V2 ->
                    thrift.readStruct(inner -> {
                        if (inner == 1) {
                            header.values = thrift.readInteger();
                        } else {
                            thrift.skip();
                        }
                    });
                default -> thrift.skip();
            }
        });
        header.length = thrift.position();
        return header;
    }

    /** Pages may also be found by an index of their places. */
    private void checkIndex(long offset, int length, LongSet pages) throws IOException {
        ThriftReader thrift = new ThriftReader(file.readRange(offset, length));
        claim(offset, length);
        LongSet named = new LongOpenHashSet();
        try {
            thrift.readStruct(field -> {
                if (field == 1) {
                    thrift.readList(i -> thrift.readStruct(inner -> {
                        if (inner == 1) {
                            named.add(thrift.readInteger());
                        } else {
                            thrift.skip();
                        }
                    }));
                } else {
                    thrift.skip();
                }
            });
        } catch (ThriftReader.MalformedException e) {
            throw corrupt("byte " + offset, "no offset index (" + e.getMessage() + ")", "one");
        }
        if (!pages.containsAll(named)) {
            throw corrupt("byte " + offset, "an offset index with pages that do not exist", "pages of its column");
        }
    }

    private CorruptInputException corrupt(String position, String found, String expected) {
        return new CorruptInputException(source, position, found, expected);
    }
}
