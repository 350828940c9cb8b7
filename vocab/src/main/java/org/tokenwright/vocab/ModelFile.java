package org.tokenwright.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/**
 * The container of everything that Tokenwright saves: named, checksummed sections. Immutable, safe for any number of
 * threads.
 *
 * <p>Opening costs one pass over the file for its checksums. Sections below 16 MiB are read, which is faster for them;
 * larger ones are mapped and take no memory on the heap. A mapping lasts until the buffers that show it are garbage. The
 * file must not be changed in the meantime; replacing it by {@link Writer#write} is safe, the mapping keeps to the old file.
 *
 * <h2>The format, version 1</h2>
 *
 * All numbers are little-endian, offsets and lengths are in bytes. The same content gives the same bytes: there is no
 * time, no host and no order of calls in it.
 *
 * <table>
 * <caption>The header: 88 bytes</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>8 bytes</td><td>magic: {@code 89 54 4B 57 0D 0A 1A 0A}, "TKW" in a frame that transfers as text
 *     would damage</td></tr>
 * <tr><td>8</td><td>uint32</td><td>version: 1</td></tr>
 * <tr><td>12</td><td>uint32</td><td>n, the number of sections, at most {@value #MAX_SECTIONS}</td></tr>
 * <tr><td>16</td><td>uint64</td><td>length of the file</td></tr>
 * <tr><td>24</td><td>32 bytes</td><td>fingerprint, see below</td></tr>
 * <tr><td>56</td><td>32 bytes</td><td>kind: a name</td></tr>
 * </table>
 *
 * <table>
 * <caption>Then the section table: n entries of 56 bytes, ascending by name</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>32 bytes</td><td>name of the section</td></tr>
 * <tr><td>32</td><td>uint64</td><td>offset of the section in the file, a multiple of 64</td></tr>
 * <tr><td>40</td><td>uint64</td><td>length of the section, at most 2<sup>31</sup> - 1</td></tr>
 * <tr><td>48</td><td>uint32</td><td>0: content, 1: note</td></tr>
 * <tr><td>52</td><td>uint32</td><td>CRC-32C of the section</td></tr>
 * </table>
 *
 * Then one uint32: the CRC-32C of all bytes before it. Then the sections in the order of the table, each at the next
 * multiple of 64, with zeros between; nothing follows the last.
 *
 * <p>A name is 1 to {@value #MAX_NAME_LENGTH} characters from {@code !} to {@code ~} in ASCII, filled up with zeros.
 *
 * <p>The fingerprint is the SHA-256 of the kind's 32 bytes and of each content section in the order of the table: the
 * name's 32 bytes, the length as uint64, the bytes. Notes tell about the content, such as what a model was trained on; they
 * are checksummed, but do not enter the fingerprint.
 */
public final class ModelFile {
    /** The version of the format that is written, and the highest that is read: 1. */
    public static final int VERSION = 1;

    /** The largest number of sections: 1,024. */
    public static final int MAX_SECTIONS = 1024;

    /** The greatest length of a kind or a section's name: 32 characters. */
    public static final int MAX_NAME_LENGTH = 32;

    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'K', 'W', '\r', '\n', 0x1A, '\n'};
    private static final int ALIGNMENT = 64;
    private static final int FINGERPRINT_BYTES = 32;
    private static final int HEADER_BYTES = 88;
    private static final int ENTRY_BYTES = 56;
    private static final int READ_BYTES = 1 << 16;
    private static final int MAPPED_FROM = 16 << 20;
    private static final int CONTENT = 0;
    private static final int NOTE = 1;

    private final String source;
    private final String kind;
    private final byte[] fingerprint;
    private final Map<String, Section> sections;

    /** A section's bytes, little-endian and read-only, and whether they are a note. */
    private record Section(ByteBuffer bytes, boolean note) {
        Section {
            bytes = bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }

        ByteBuffer view() {
            return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }

        int length() {
            return bytes.limit();
        }
    }

    private ModelFile(String source, String kind, byte[] fingerprint, Map<String, Section> sections) {
        this.source = source;
        this.kind = kind;
        this.fingerprint = fingerprint;
        this.sections = Collections.unmodifiableMap(sections);
    }

    /**
     * Opens a file and checks everything in it but the fingerprint, which {@link #verify()} does.
     *
     * @param path the file
     * @return its sections
     * @throws CorruptInputException if the file is not a model file, was written by a newer version, is truncated or
     *     damaged
     * @throws IOException if it cannot be read
     */
    public static ModelFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new Opening(path.toString(), channel.size(), new FileInput(channel)).open();
        }
    }

    /**
     * Reads what {@link Writer#write} has written, wherever it comes from, such as a resource in a jar. Checks what
     * {@link #open} does; nothing is mapped.
     *
     * @param source where it comes from, for messages
     * @param bytes all bytes, not kept
     * @return its sections
     * @throws CorruptInputException as {@link #open}
     */
    public static ModelFile read(String source, byte[] bytes) throws CorruptInputException {
        try {
            return new Opening(source, bytes.length, new MemoryInput(bytes)).open();
        } catch (CorruptInputException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("memory can always be read", e);
        }
    }

    /**
     * {@return whether a file begins like a model file; nothing else of it is looked at}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public static boolean isModelFile(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /**
     * {@return a writer for a new file}
     *
     * @param kind what the file holds, such as "bpe" or "embeddings": 1 to {@value #MAX_NAME_LENGTH} characters from
     *     {@code !} to {@code ~}
     * @throws IllegalArgumentException if {@code kind} is not such a name
     */
    public static Writer writer(String kind) {
        return new Writer(kind);
    }

    /**
     * {@return what the file holds}
     */
    public String kind() {
        return kind;
    }

    /**
     * {@return the path of the file, as it was given}
     */
    public String source() {
        return source;
    }

    /**
     * {@return the names of the sections, notes among them, in ascending order}
     */
    public Set<String> sections() {
        return sections.keySet();
    }

    /**
     * {@return a section, little-endian, read-only, from position 0}
     *
     * @param name its name
     * @throws CorruptInputException if there is no such section
     */
    public ByteBuffer section(String name) throws CorruptInputException {
        Section section = sections.get(name);
        if (section == null) {
            throw new CorruptInputException(
                    source, "section table", "no section \"" + name + "\"", "one in a file of kind \"" + kind + "\"");
        }
        return section.view();
    }

    /**
     * {@return a copy of a section as bytes}
     *
     * @param name its name
     * @throws CorruptInputException if there is no such section
     */
    public byte[] bytes(String name) throws CorruptInputException {
        ByteBuffer section = section(name);
        byte[] bytes = new byte[section.remaining()];
        section.get(bytes);
        return bytes;
    }

    /**
     * {@return a copy of a section as 32-bit integers}
     *
     * @param name its name
     * @throws CorruptInputException if there is no such section, or its length is not a multiple of 4
     */
    public int[] ints(String name) throws CorruptInputException {
        ByteBuffer section = section(name);
        int length = section.remaining();
        if (length % Integer.BYTES != 0) {
            throw corrupt(name, length, "the end of the section", "a whole number of 32-bit integers");
        }
        int[] ints = new int[length / Integer.BYTES];
        section.asIntBuffer().get(ints);
        return ints;
    }

    /**
     * {@return the exception for a section that is not what its reader demands, for the reader to throw}
     *
     * @param section name of the section
     * @param position where in the section, in bytes from 0
     * @param found what is there
     * @param expected what should be there
     */
    public CorruptInputException corrupt(String section, long position, String found, String expected) {
        return new CorruptInputException(source, "section " + section + ", byte " + position, found, expected);
    }

    /**
     * {@return the fingerprint that the file states: 64 hexadecimal digits that depend on the kind and the content sections,
     * not on notes}
     */
    public String fingerprint() {
        return HexFormat.of().formatHex(fingerprint);
    }

    /**
     * Computes the fingerprint anew and compares it with the one that the file states. Only a file that was made to deceive
     * fails here: {@link #open} has found all damage.
     *
     * @throws CorruptInputException if they differ
     */
    public void verify() throws CorruptInputException {
        byte[] computed = fingerprint(kind, sections);
        if (!Arrays.equals(computed, fingerprint)) {
            throw new CorruptInputException(
                    source,
                    "byte 24",
                    "fingerprint " + fingerprint(),
                    HexFormat.of().formatHex(computed));
        }
    }

    private static byte[] fingerprint(String kind, Map<String, Section> sections) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        digest.update(name(kind));
        sections.forEach((name, section) -> {
            if (!section.note()) {
                digest.update(name(name));
                digest.update(littleEndian(Long.BYTES).putLong(0, section.length()));
                digest.update(section.view());
            }
        });
        return digest.digest();
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '!' || name.charAt(i) > '~') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME_LENGTH;
    }

    private static byte[] name(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), MAX_NAME_LENGTH);
    }

    private static int tableEnd(int sections) {
        return HEADER_BYTES + sections * ENTRY_BYTES;
    }

    private static long align(long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the bytes of a file come from. */
    private interface Input {
        /** Reads some bytes from a position on. {@return whether there were any} */
        boolean read(ByteBuffer target, long position) throws IOException;

        ByteBuffer map(long position, long length) throws IOException;
    }

    private record FileInput(FileChannel channel) implements Input {
        @Override
        public boolean read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position) >= 0;
        }

        @Override
        public ByteBuffer map(long position, long length) throws IOException {
            return channel.map(FileChannel.MapMode.READ_ONLY, position, length);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record MemoryInput(byte[] bytes) implements Input {
        @Override
        public boolean read(ByteBuffer target, long position) {
            target.put(bytes, (int) position, target.remaining());
            return true;
        }

        @Override
        public ByteBuffer map(long position, long length) {
            ByteBuffer copy = ByteBuffer.allocate((int) length);
            return copy.put(bytes, (int) position, (int) length).flip();
        }
    }

    /** The checks of a file, from its first byte to its last. */
    private static final class Opening {
        private final String source;
        private final Input input;
        private final long size;

        Opening(String source, long size, Input input) {
            this.source = source;
            this.input = input;
            this.size = size;
        }

        ModelFile open() throws IOException {
            ByteBuffer header = read(0, (int) Math.min(size, HEADER_BYTES));
            byte[] magic = new byte[Math.min(header.limit(), MAGIC.length)];
            header.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                String found = magic.length == 0
                        ? "an empty file"
                        : HexFormat.ofDelimiter(" ").formatHex(magic);
                throw corrupt(
                        0,
                        found + ", not a Tokenwright model file",
                        HexFormat.ofDelimiter(" ").formatHex(MAGIC));
            }
            checkNotShorter(HEADER_BYTES);
            int version = header.getInt();
            if (version != VERSION) {
                String found = "version " + Integer.toUnsignedString(version);
                String expected = "version " + VERSION + "; a newer Tokenwright may have written the file";
                throw corrupt(8, found, expected);
            }
            int count = header.getInt();
            if (count < 0 || count > MAX_SECTIONS) {
                String found = Integer.toUnsignedString(count) + " sections";
                throw corrupt(12, found, MAX_SECTIONS + " sections at most");
            }
            int tableEnd = tableEnd(count);
            checkNotShorter(tableEnd + Integer.BYTES);
            ByteBuffer head = read(0, tableEnd + Integer.BYTES);
            checkCrc(tableEnd, head.getInt(tableEnd), crc(head.slice(0, tableEnd)), "the header");
            long length = head.getLong(16);
            checkNotShorter(length);
            if (size > length) {
                throw corrupt(length, "more bytes", "the end of the file");
            }

            byte[] fingerprint = new byte[FINGERPRINT_BYTES];
            head.get(24, fingerprint);
            String kind = name(head, 24 + FINGERPRINT_BYTES);
            Map<String, Section> sections = sections(head, count);
            return new ModelFile(source, kind, fingerprint, sections);
        }

        private Map<String, Section> sections(ByteBuffer head, int count) throws IOException {
            Map<String, Section> sections = new TreeMap<>();
            String before = "";
            int tableEnd = tableEnd(count);
            long end = (long) tableEnd + Integer.BYTES;
            for (int entry = HEADER_BYTES; entry < tableEnd; entry += ENTRY_BYTES) {
                String name = name(head, entry);
                if (name.compareTo(before) <= 0) {
                    throw corrupt(entry, "section " + name + " behind " + before, "ascending names");
                }
                long offset = head.getLong(entry + 32);
                if (offset != align(end)) {
                    throw corrupt(entry + 32, "section offset " + offset, Long.toString(align(end)));
                }
                long length = head.getLong(entry + 40);
                if (length < 0 || length > Integer.MAX_VALUE || length > size - offset) {
                    String found = "section length " + Long.toUnsignedString(length);
                    throw corrupt(entry + 40, found, "0 to " + Math.clamp(size - offset, 0, Integer.MAX_VALUE));
                }
                int flags = head.getInt(entry + 48);
                if (flags != CONTENT && flags != NOTE) {
                    throw corrupt(entry + 48, "section flags " + Integer.toUnsignedString(flags), "0 or 1");
                }
                checkPadding(end, offset);
                ByteBuffer bytes = length < MAPPED_FROM ? read(offset, (int) length) : input.map(offset, length);
                checkCrc(offset, head.getInt(entry + 52), crc(bytes.duplicate()), name);
                sections.put(name, new Section(bytes, flags == NOTE));
                before = name;
                end = offset + length;
            }
            if (end != size) {
                throw corrupt(end, "bytes behind the last section", "the end of the file");
            }
            return sections;
        }

        private String name(ByteBuffer head, int position) throws CorruptInputException {
            byte[] bytes = new byte[MAX_NAME_LENGTH];
            head.get(position, bytes);
            int length = MAX_NAME_LENGTH;
            while (length > 0 && bytes[length - 1] == 0) {
                length--;
            }
            String name = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (!isName(name)) {
                throw corrupt(position, "name " + HexFormat.of().formatHex(bytes), "1 to 32 characters from ! to ~");
            }
            return name;
        }

        private void checkNotShorter(long length) throws CorruptInputException {
            if (size < length) {
                throw corrupt(size, "the end of the file: it is truncated", length + " bytes");
            }
        }

        private void checkPadding(long from, long to) throws IOException {
            ByteBuffer padding = read(from, (int) (to - from));
            for (long position = from; padding.hasRemaining(); position++) {
                byte found = padding.get();
                if (found != 0) {
                    throw corrupt(position, "padding " + HexFormat.of().toHexDigits(found), "00");
                }
            }
        }

        private void checkCrc(long position, int stated, int computed, String part) throws CorruptInputException {
            if (stated != computed) {
                HexFormat hex = HexFormat.of();
                throw corrupt(
                        position,
                        "damage in " + part + " with checksum " + hex.toHexDigits(computed),
                        hex.toHexDigits(stated));
            }
        }

        /** Reads in parts, because a channel copies each through memory outside the heap of the same size. */
        private ByteBuffer read(long position, int length) throws IOException {
            ByteBuffer bytes = littleEndian(length);
            while (bytes.position() < length) {
                bytes.limit(Math.min(length, bytes.position() + READ_BYTES));
                if (!input.read(bytes, position + bytes.position())) {
                    throw corrupt(position + bytes.position(), "the end of the file", "no change while it is opened");
                }
            }
            return bytes.flip();
        }

        private CorruptInputException corrupt(long position, String found, String expected) {
            return new CorruptInputException(source, "byte " + position, found, expected);
        }
    }

    /** Collects sections and writes them. For one thread. */
    public static final class Writer {
        private final String kind;
        private final Map<String, Section> sections = new TreeMap<>();

        private Writer(String kind) {
            this.kind = checkName("kind", kind);
        }

        /**
         * Adds a section that is part of the content.
         *
         * @param name its name: 1 to {@value #MAX_NAME_LENGTH} characters from {@code !} to {@code ~}
         * @param content its bytes, from position to limit; not to be changed until the file is written
         * @return this
         * @throws IllegalArgumentException if {@code name} is not such a name or is there already, or if there are
         *     {@value #MAX_SECTIONS} sections
         */
        public Writer content(String name, ByteBuffer content) {
            return add(name, new Section(content.slice(), false));
        }

        /**
         * Adds a section of 32-bit integers that is part of the content.
         *
         * @param name its name: 1 to {@value #MAX_NAME_LENGTH} characters from {@code !} to {@code ~}
         * @param content the integers, copied
         * @return this
         * @throws IllegalArgumentException if {@code name} is not such a name or is there already, if there are
         *     {@value #MAX_SECTIONS} sections, or if the integers are more than 2<sup>31</sup> - 1 bytes
         */
        public Writer content(String name, int[] content) {
            if (content.length > Integer.MAX_VALUE / Integer.BYTES) {
                throw new IllegalArgumentException("section \"" + name + "\" has " + content.length
                        + " integers, expected at most " + Integer.MAX_VALUE / Integer.BYTES);
            }
            ByteBuffer bytes = littleEndian(content.length * Integer.BYTES);
            bytes.asIntBuffer().put(content);
            return content(name, bytes);
        }

        /**
         * Adds a section that tells about the content and does not enter the fingerprint.
         *
         * @param name its name: 1 to {@value #MAX_NAME_LENGTH} characters from {@code !} to {@code ~}
         * @param note its bytes, from position to limit; not to be changed until the file is written
         * @return this
         * @throws IllegalArgumentException if {@code name} is not such a name or is there already, or if there are
         *     {@value #MAX_SECTIONS} sections
         */
        public Writer note(String name, ByteBuffer note) {
            return add(name, new Section(note.slice(), true));
        }

        /**
         * {@return the fingerprint that the file will have}
         */
        public String fingerprint() {
            return HexFormat.of().formatHex(ModelFile.fingerprint(kind, sections));
        }

        /**
         * Writes the file: to a temporary file beside it, forced to the disk, then renamed.
         *
         * @param path the file, replaced if it exists
         * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
         */
        public void write(Path path) throws IOException {
            ByteBuffer head = head();
            AtomicFile.write(path, out -> {
                WritableByteChannel channel = Channels.newChannel(out);
                channel.write(head);
                long end = head.limit();
                for (Section section : sections.values()) {
                    channel.write(ByteBuffer.allocate((int) (align(end) - end)));
                    channel.write(section.view());
                    end = align(end) + section.length();
                }
            });
        }

        private ByteBuffer head() {
            int tableEnd = tableEnd(sections.size());
            ByteBuffer head = littleEndian(tableEnd + Integer.BYTES);
            head.put(MAGIC).putInt(VERSION).putInt(sections.size());
            int lengthAt = head.position();
            head.putLong(0).put(ModelFile.fingerprint(kind, sections)).put(name(kind));
            long end = head.limit();
            for (Map.Entry<String, Section> entry : sections.entrySet()) {
                Section section = entry.getValue();
                head.put(name(entry.getKey()));
                head.putLong(align(end)).putLong(section.length());
                head.putInt(section.note() ? NOTE : CONTENT).putInt(crc(section.view()));
                end = align(end) + section.length();
            }
            head.putLong(lengthAt, end);
            return head.putInt(crc(head.slice(0, tableEnd))).flip();
        }

        private Writer add(String name, Section section) {
            checkName("name of a section", name);
            if (sections.size() == MAX_SECTIONS) {
                throw new IllegalArgumentException("section \"" + name + "\" is one more than " + MAX_SECTIONS);
            }
            if (sections.putIfAbsent(name, section) != null) {
                throw new IllegalArgumentException("section \"" + name + "\" is there already");
            }
            return this;
        }

        private static String checkName(String what, String name) {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        what + " is \"" + name + "\", expected 1 to " + MAX_NAME_LENGTH + " characters from ! to ~");
            }
            return name;
        }
    }
}
