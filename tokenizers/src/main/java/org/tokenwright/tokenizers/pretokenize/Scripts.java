package org.tokenwright.tokenizers.pretokenize;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scripts of characters, numbered, as Unicode 16.0 has them. */
final class Scripts {
    /** The number of {@code Common} and {@code Unknown}. */
    static final int COMMON = 0;

    /** The number of {@code Inherited}. */
    static final int INHERITED = 1;

    /*
     * first[codePoint >> 8] is where the block of 256 numbers of a code point begins in blocks; equal blocks are kept once.
     */
    private static final int BLOCK_BITS = 8;
    private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
    private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>(Map.of("Zyyy", COMMON));
    private static final int[] FIRST = new int[(Character.MAX_CODE_POINT + 1) >>> BLOCK_BITS];
    private static final byte[] BLOCKS;

    static {
        NUMBERS.put("Zinh", INHERITED);
        byte[] all = new byte[Character.MAX_CODE_POINT + 1];
        for (CodePointRun run : CodePointRun.read(ScriptRuns.RUNS)) {
            int number = NUMBERS.computeIfAbsent(run.name(), name -> NUMBERS.size());
            Arrays.fill(all, run.start(), run.end(), (byte) number);
        }
        byte[] blocks = new byte[0];
        Map<List<Byte>, Integer> known = new LinkedHashMap<>();
        for (int block = 0; block < FIRST.length; block++) {
            byte[] content = Arrays.copyOfRange(all, block << BLOCK_BITS, (block + 1) << BLOCK_BITS);
            List<Byte> key = boxed(content);
            Integer place = known.get(key);
            if (place == null) {
                place = blocks.length;
                known.put(key, place);
                blocks = Arrays.copyOf(blocks, place + BLOCK_SIZE);
                System.arraycopy(content, 0, blocks, place, BLOCK_SIZE);
            }
            FIRST[block] = place;
        }
        BLOCKS = blocks;
    }

    private Scripts() {}

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }

    /** {@return the number of the script of a character; an ill-formed byte, -1, is like U+FFFD} */
    static int of(int codePoint) {
        return codePoint < 0 ? COMMON : BLOCKS[FIRST[codePoint >>> BLOCK_BITS] + (codePoint & (BLOCK_SIZE - 1))] & 0xFF;
    }

    /**
     * {@return the numbers of scripts}
     *
     * @param names their names as {@link Character.UnicodeScript#forName} takes them: {@code Han}, {@code Hani}
     * @throws IllegalArgumentException if there is no such script in Unicode 16.0 or the running JDK
     */
    static BitSet numbers(List<String> names) {
        BitSet numbers = new BitSet();
        for (String name : names) {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name);
            int codePoint = 0;
            while (codePoint <= Character.MAX_CODE_POINT && Character.UnicodeScript.of(codePoint) != script) {
                codePoint++;
            }
            if (codePoint > Character.MAX_CODE_POINT || of(codePoint) <= INHERITED) {
                throw new IllegalArgumentException("there is no script " + name + " that texts are written in");
            }
            numbers.set(of(codePoint));
        }
        return numbers;
    }
}
