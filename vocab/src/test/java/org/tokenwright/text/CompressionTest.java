package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tokenwright.text.Sources.Codec;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {
    private static final byte[] ONE = "one\n".repeat(50).getBytes(UTF_8);
    private static final byte[] TWO = "two\n".repeat(70).getBytes(UTF_8);

    @Test
    void readsAllMembersAndFrames() throws IOException {
        String both = new String(Sources.concat(ONE, TWO), UTF_8);
        byte[] empty = {};
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9};
        for (byte[] stored : List.of(
                Sources.concat(Sources.gzip(ONE), Sources.gzip(TWO)),
                Sources.concat(Sources.gzip(empty), Sources.gzip(ONE), Sources.gzip(empty), Sources.gzip(TWO)),
                Sources.concat(Sources.zstd(ONE), Sources.zstd(TWO)),
                Sources.concat(skippable, Sources.zstd(ONE), Sources.zstd(empty), skippable, Sources.zstd(TWO)),
                Sources.concat(Sources.xz(ONE), Sources.xz(TWO)),
                Sources.concat(Sources.xz(empty), Sources.xz(ONE), new byte[8], Sources.xz(TWO), new byte[4]),
                Sources.concat(Sources.bzip2(ONE), Sources.bzip2(TWO)),
                Sources.concat(Sources.bzip2(empty), Sources.bzip2(ONE), Sources.bzip2(empty), Sources.bzip2(TWO)))) {
            assertEquals(List.of(both), Sources.texts(Sources.of(stored).build()));
            assertEquals(List.of(both), Sources.texts(trickle(stored)));
        }
    }

    @Test
    void noTruncationGoesUnnoticed() throws IOException {
        for (Codec codec : Codec.values()) {
            String format = codec.name().toLowerCase(Locale.ROOT);
            byte[] first = codec.compress(ONE);
            byte[] second = codec.compress(TWO);
            byte[] whole = Sources.concat(first, second);
            for (int length = 4; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                if (length == first.length) {
                    assertEquals(List.of(new String(ONE, UTF_8)), Sources.texts(trickle(cut)));
                    continue;
                }
                for (TextSource source : List.of(trickle(cut), Sources.of(cut).build())) {
                    CorruptInputException e = assertThrows(
                            CorruptInputException.class,
                            () -> Sources.read(source),
                            () -> format + " cut to " + cut.length + " bytes of " + whole.length);
                    assertEquals("input", e.source());
                    assertTrue(String.valueOf(e.getMessage()).contains(format), e::toString);
                }
            }
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        byte[] gzip = Sources.gzip(ONE);
        assertCorrupt(
                Arrays.copyOf(gzip, 15),
                "input, before stored byte 15: found damaged or truncated gzip data (Unexpected end of ZLIB input stream),"
                        + " expected whole gzip data");
        byte[] changed = gzip.clone();
        changed[gzip.length - 1] ^= 1;
        assertCorrupt(
                changed,
                "input, before stored byte " + gzip.length
                        + ": found damaged or truncated gzip data (Corrupt GZIP trailer), expected whole gzip data");
        assertCorrupt(
                Sources.concat(gzip, "no gzip".getBytes(UTF_8)),
                "input, stored byte " + gzip.length
                        + ": found bytes that are not a gzip member, expected another member or the end");
        byte[] zstd = Sources.zstd(ONE);
        assertCorrupt(
                Arrays.copyOf(zstd, zstd.length - 1),
                "input, before stored byte " + (zstd.length - 1)
                        + ": found damaged or truncated zstd data (Truncated source), expected whole zstd data");
        assertCorrupt(
                Sources.concat(zstd, "no zstd".getBytes(UTF_8)),
                "input, before stored byte " + (zstd.length + 7)
                        + ": found damaged or truncated zstd data (Unknown frame descriptor), expected whole zstd data");
    }

    @Test
    void windowsAndDictionariesAreLimited() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        options.setDictSize(ReadLimits.MAX_CODEC_BYTES);
        try (XZOutputStream xz = new XZOutputStream(out, options)) {
            xz.write(ONE);
        }
        assertCorrupt(
                out.toByteArray(),
                "input, before stored byte 24: found damaged or truncated xz data (131176 KiB of memory would be needed; limit was 131072 KiB),"
                        + " expected whole xz data");
    }

    @Test
    void aFailureBelowIsNoDamage() throws IOException {
        for (Codec codec : Codec.values()) {
            byte[] stored = codec.compress(TWO);
            IOException cause = new IOException("connection reset");
            TextSource source = TextSource.builder().stream(
                            "remote",
                            new SequenceInputStream(
                                    new ByteArrayInputStream(stored, 0, stored.length / 2), new Failing(cause)))
                    .build();
            IOException e = assertThrows(IOException.class, () -> Sources.read(source));
            assertEquals("remote: cannot be read: connection reset", e.getMessage());
            assertSame(cause, e.getCause());
        }
    }

    /** Some decoders hold memory that no garbage collector frees; it is freed when the decoder closes its stream. */
    @Test
    void aDecoderIsClosedIfItsFirstBytesAreDamaged() throws IOException {
        for (Codec codec : List.of(Codec.GZIP, Codec.ZSTD, Codec.XZ)) {
            byte[] whole = codec.compress(ONE);
            Set<String> closers = new HashSet<>();
            InputStream cut = new ByteArrayInputStream(whole, 0, whole.length / 2) {
                @Override
                public void close() {
                    StackWalker.getInstance().forEach(frame -> closers.add(frame.getClassName()));
                }
            };
            try (DocumentReader reader =
                    TextSource.builder().stream("cut", cut).build().open()) {
                assertThrows(CorruptInputException.class, reader::next, codec.name());
            }
            String decoder = switch (codec) {
                case GZIP -> "java.util.zip.InflaterInputStream";
                case ZSTD -> "com.github.luben.zstd.ZstdInputStreamNoFinalizer";
                case XZ -> "org.tukaani.xz.XZInputStream";
                case BZIP2 -> throw new AssertionError("decodes a block when it is made");
            };
            assertTrue(closers.contains(decoder), closers::toString);
        }
    }

    @Test
    void anAbsentLibraryIsNamed() throws Exception {
        assertAbsent(Codec.ZSTD, "com.github.luben", "zstd", "com.github.luben:zstd-jni");
        assertAbsent(Codec.XZ, "org.tukaani", "xz", "org.tukaani:xz");
        assertAbsent(Codec.BZIP2, "org.apache.commons", "bzip2", "org.apache.commons:commons-compress");
    }

    private static void assertAbsent(Codec codec, String packages, String format, String artifact) throws Exception {
        ClassLoader without = new Without(packages);
        Class<?> stored = without.loadClass(StoredInput.class.getName());
        var newStored = stored.getDeclaredConstructor(InputStream.class);
        newStored.setAccessible(true);
        var undo = without.loadClass(Compression.class.getName()).getDeclaredMethod("undo", String.class, stored);
        undo.setAccessible(true);
        Object input = newStored.newInstance(new ByteArrayInputStream(codec.compress(ONE)));
        Throwable cause = assertThrows(InvocationTargetException.class, () -> undo.invoke(null, "a", input))
                .getCause();
        IOException e = assertInstanceOf(IOException.class, cause);
        assertEquals(
                "it is " + format + ", which needs the library " + artifact + "; that cannot be loaded",
                e.getMessage());
    }

    private static void assertCorrupt(byte[] stored, String message) {
        CorruptInputException e = assertThrows(
                CorruptInputException.class,
                () -> Sources.read(
                        Sources.of(stored).malformed(MalformedDocuments.SKIP).build()));
        assertEquals(message, e.getMessage());
    }

    /** A source that gives one byte at a time and never says that more are available, as a slow connection may. */
    private static TextSource trickle(byte[] bytes) throws IOException {
        return TextSource.builder().stream("input", new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] target, int from, int most) {
                        return super.read(target, from, Math.min(most, 1));
                    }

                    @Override
                    public synchronized int available() {
                        return 0;
                    }
                })
                .build();
    }

    /** A stream that cannot be read. */
    private static final class Failing extends InputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            throw failure;
        }
    }

    /** Loads the classes of this package anew, without those of a library. */
    private static final class Without extends ClassLoader {
        private final String packages;

        Without(String packages) {
            super(CompressionTest.class.getClassLoader());
            this.packages = packages;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(packages)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.tokenwright")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
