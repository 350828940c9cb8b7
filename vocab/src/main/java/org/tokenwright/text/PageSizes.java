package org.tokenwright.text;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** Looks at the header of every page of a Parquet file before any is decoded, so that no size in it can take the memory. */
final class PageSizes {
    /*
     * A page header is a struct in Thrift's compact protocol (parquet.thrift, PageHeader): 1 type, 2 uncompressed_page_size,
     * 3 compressed_page_size, and in the struct that the page's type has, 5, 7 or 8, as first field the number of values; in
     * 8 also 5 and 6, the bytes of the levels, which lie before the values and are not compressed, and 7 is_compressed.
     * Pages follow one another from the start of a column chunk to its end; the column and an offset index may name no
     * others.
     *
     * Snappy's data begins with the size that it will have. Its native decoder writes as many bytes, whatever the room that
     * it is given, so this must be the size in the header. LZ4 is refused: hardwood decodes it with a decoder that reads and
     * writes where a hostile file wants (CVE-2025-12183); Brotli too, as nothing bounds what it becomes.
     *
     * Nothing in the format keeps row groups from naming the same bytes again and again, so that a small file would take any
     * time. As no two chunks or indexes of a sound file overlap, all that are looked at must fit into the file together.
     */
    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.ZSTD);

    private static final int INDEX_TYPE = 1;
    private static final int DATA_V2_TYPE = 3;

    private static final int TYPE = 1;
    private static final int UNCOMPRESSED_SIZE = 2;
    private static final int COMPRESSED_SIZE = 3;
    private static final int DATA_PAGE = 5;
    private static final int DICTIONARY_PAGE = 7;
    private static final int DATA_PAGE_V2 = 8;

    private static final int VALUES = 1;
    private static final int ENCODING = 2;
    private static final int NULLS = 2;
    private static final int ROWS = 3;
    private static final int ENCODING_V2 = 4;
    private static final int DEFINITION_BYTES = 5;
    private static final int REPETITION_BYTES = 6;
    private static final int IS_COMPRESSED = 7;

    /** In PageLocation, of an offset index. */
    private static final int OFFSET = 1;

    private static final int STORED_SIZE = 2;

    /** Statistics in a header may hold two values, which writers cut off. */
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private static final int LEAST_PAGE_LIMIT = 64 << 20;

    private static final int LIKELY_HEADER_BYTES = 1 << 8;

    /** A size of 32 bits, seven in each byte. */
    private static final int MOST_VARINT_BYTES = 5;

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
        if (!CODECS.contains(column.codec())) {
            throw corrupt(
                    "byte " + at, "a column compressed with " + column.codec(), "Snappy, gzip, Zstandard or none");
        }
        claim(at, end - at);
        boolean indexed = chunk.offsetIndexOffset() != null && chunk.offsetIndexLength() != null;
        LongSet pages = indexed ? new LongOpenHashSet() : LongSet.of();
        boolean first = at == column.dataPageOffset();
        while (at < end) {
            Header header = header(at, end);
            first |= at == column.dataPageOffset();
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
            if (column.codec() == CompressionCodec.SNAPPY) {
                checkSnappy(at, header);
            }
            at += header.length + header.compressed;
        }
        if (!first) {
            throw corrupt("byte " + column.dataPageOffset(), "no page", "the column's first page of data");
        }
        if (indexed) {
            checkIndex(chunk.offsetIndexOffset(), chunk.offsetIndexLength(), pages);
        }
    }

    private void checkSnappy(long at, Header header) throws IOException {
        long levels = header.type == DATA_V2_TYPE ? (long) header.definitionBytes + header.repetitionBytes : 0;
        long stored = header.compressed - levels;
        if (header.definitionBytes < 0 || header.repetitionBytes < 0 || stored < 0) {
            throw corrupt("byte " + at, "levels of " + levels + " bytes", "ones within the page");
        }
        boolean compressed =
                header.type != INDEX_TYPE && (header.type != DATA_V2_TYPE || (header.isCompressed && stored > 0));
        if (!compressed) {
            return;
        }
        long start = at + header.length + levels;
        long size = snappySize(file.readRange(start, (int) Math.min(stored, MOST_VARINT_BYTES)));
        if (size != header.uncompressed - levels) {
            throw corrupt(
                    "byte " + start,
                    size < 0 ? "no Snappy data" : "Snappy data of " + size + " bytes",
                    "of " + (header.uncompressed - levels) + ", as in the page's header");
        }
    }

    /** {@return the number at the start of Snappy's data, or -1 if there is none} */
    private static long snappySize(ByteBuffer data) {
        long size = 0;
        for (int shift = 0; data.hasRemaining(); shift += 7) {
            int b = data.get();
            size |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return size;
            }
        }
        return -1;
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
        private int type = -1;
        private int uncompressed = -1;
        private int compressed = -1;
        private int values = -1;
        private int definitionBytes;
        private int repetitionBytes;
        private boolean isCompressed = true;
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
                case TYPE -> header.type = thrift.readInt();
                case UNCOMPRESSED_SIZE -> header.uncompressed = thrift.readInt();
                case COMPRESSED_SIZE -> header.compressed = thrift.readInt();
                case DATA_PAGE, DICTIONARY_PAGE ->
                    thrift.readStruct(inner -> {
                        switch (inner) {
                            case VALUES -> header.values = thrift.readInt();
                            case ENCODING -> thrift.readInt();
                            default -> thrift.skip();
                        }
                    });
                case DATA_PAGE_V2 ->
                    thrift.readStruct(inner -> {
                        switch (inner) {
                            case VALUES -> header.values = thrift.readInt();
                            case NULLS, ROWS, ENCODING_V2 -> thrift.readInt();
                            case DEFINITION_BYTES -> header.definitionBytes = thrift.readInt();
                            case REPETITION_BYTES -> header.repetitionBytes = thrift.readInt();
                            case IS_COMPRESSED -> header.isCompressed = thrift.readBoolean();
                            default -> thrift.skip();
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
                    thrift.readList(
                            ThriftReader.STRUCT,
                            length,
                            i -> thrift.readStruct(inner -> {
                                switch (inner) {
                                    case OFFSET -> named.add(thrift.readLong());
                                    case STORED_SIZE -> thrift.readInt();
                                    default -> thrift.skip();
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
