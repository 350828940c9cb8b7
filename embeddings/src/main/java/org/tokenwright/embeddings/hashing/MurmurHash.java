package org.tokenwright.embeddings.hashing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Hash functions of the family MurmurHash by Austin Appleby, which hash embeddings and string stores are built on. They are fast
 * and spread well, and are no protection against somebody who looks for collisions. All take time linear in the bytes.
 */
public final class MurmurHash {
    /*
     * Source: the reference programs of SMHasher, whose verification codes the tests compute: 0xB0F57EE3 for MurmurHash3_x86_32,
     * 0x6384BA69 for MurmurHash3_x64_128, 0x1F0D3804 for MurmurHash64A. Blocks are little-endian; the bytes behind the last block
     * are one more block, filled up with zeros.
     */
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int X86_C1 = 0xcc9e2d51;
    private static final int X86_C2 = 0x1b873593;
    private static final long X64_C1 = 0x87c37b91114253d5L;
    private static final long X64_C2 = 0x4cf5ad432745937fL;
    private static final long FACTOR_64A = 0xc6a4a7935bd1e995L;

    private MurmurHash() {}

    /**
     * {@return the MurmurHash3_x86_32 of a range of bytes}
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     * @param seed the seed
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public static int hash32(byte[] bytes, int start, int end, int seed) {
        Objects.checkFromToIndex(start, end, bytes.length);
        int hash = seed;
        int at = start;
        for (; end - at >= Integer.BYTES; at += Integer.BYTES) {
            hash ^= mixed32((int) INTS.get(bytes, at));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (at < end) {
            hash ^= mixed32((int) tail(bytes, at, end));
        }
        hash ^= end - start;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mixed32(int block) {
        return Integer.rotateLeft(block * X86_C1, 15) * X86_C2;
    }

    /**
     * Computes the MurmurHash3_x64_128 of a range of bytes.
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     * @param seed the seed, as an unsigned number
     * @param hash takes the two halves of the hash, the first at index 0
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public static void hash128(byte[] bytes, int start, int end, int seed, long[] hash) {
        Objects.checkFromToIndex(start, end, bytes.length);
        long first = Integer.toUnsignedLong(seed);
        long second = first;
        int at = start;
        for (; end - at >= 2 * Long.BYTES; at += 2 * Long.BYTES) {
            first ^= mixedFirst((long) LONGS.get(bytes, at));
            first = (Long.rotateLeft(first, 27) + second) * 5 + 0x52dce729;
            second ^= mixedSecond((long) LONGS.get(bytes, at + Long.BYTES));
            second = (Long.rotateLeft(second, 31) + first) * 5 + 0x38495ab5;
        }
        int middle = Math.min(at + Long.BYTES, end);
        second ^= mixedSecond(tail(bytes, middle, end));
        first ^= mixedFirst(tail(bytes, at, middle));
        finish128(first, second, end - start, hash);
    }

    /**
     * Computes the MurmurHash3_x64_128 of the eight bytes of a number, the lowest first.
     *
     * @param value the number
     * @param seed the seed, as an unsigned number
     * @param hash takes the two halves of the hash, the first at index 0
     */
    public static void hash128(long value, int seed, long[] hash) {
        long start = Integer.toUnsignedLong(seed);
        finish128(start ^ mixedFirst(value), start, Long.BYTES, hash);
    }

    private static void finish128(long first, long second, int length, long[] hash) {
        long one = first ^ length;
        long two = second ^ length;
        one += two;
        two += one;
        one = avalanche(one);
        two = avalanche(two);
        one += two;
        hash[0] = one;
        hash[1] = two + one;
    }

    private static long mixedFirst(long block) {
        return Long.rotateLeft(block * X64_C1, 31) * X64_C2;
    }

    private static long mixedSecond(long block) {
        return Long.rotateLeft(block * X64_C2, 33) * X64_C1;
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /**
     * {@return the MurmurHash64A of a range of bytes}
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     * @param seed the seed
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public static long hash64(byte[] bytes, int start, int end, long seed) {
        Objects.checkFromToIndex(start, end, bytes.length);
        long hash = seed ^ ((end - start) * FACTOR_64A);
        int at = start;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            long block = (long) LONGS.get(bytes, at) * FACTOR_64A;
            block = (block ^ (block >>> 47)) * FACTOR_64A;
            hash = (hash ^ block) * FACTOR_64A;
        }
        if (at < end) {
            hash = (hash ^ tail(bytes, at, end)) * FACTOR_64A;
        }
        hash = (hash ^ (hash >>> 47)) * FACTOR_64A;
        return hash ^ (hash >>> 47);
    }

    /** The fewer than nine bytes of a range as a number. */
    private static long tail(byte[] bytes, int start, int end) {
        long tail = 0;
        for (int i = end - 1; i >= start; i--) {
            tail = tail << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return tail;
    }
}
