package org.tokenwright.tokenizers.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.CorruptInputException;

/**
 * The rules of SentencePiece's normalizers: byte strings and what replaces them. Immutable, safe for any number of threads.
 */
final class CharsMap {
    /*
     * The file format ("precompiled_charsmap"), little-endian:
     *
     *   uint32    bytes of the trie
     *   uint32[]  units of the trie
     *   bytes     replacements, UTF-8, each closed by a zero byte
     *
     * The trie is a double array as Darts-clone makes it. A unit has the byte that leads to it in bits 0 to 7 and the sign bit,
     * whether a rule ends here in bit 8, and an offset in bits 10 to 31, to be shifted by 8 if bit 9 is set. The units that bytes
     * lead to from unit u are (u ^ offset(u)) ^ byte, if their low byte says so and their sign bit is clear; the value of a rule
     * is in unit u ^ offset(u), which has the sign bit set: where its replacement begins.
     *
     * Reading walks over all units that the root leads to. They are a graph without cycles, not a tree: equal ends of rules are
     * shared. The walk proves that no step leaves the array, that it ends within MAX_RULE_BYTES and that every value is the
     * beginning of a character; so a search checks nothing but labels, and what it finds is well-formed. To walk from a unit to
     * those behind it, units are chained by the number without their low byte's part, v ^ label(v), which is u ^ offset(u).
     */

    /** Bytes that a rule may replace: 1,024. It bounds what normalizing costs for each byte. */
    static final int MAX_RULE_BYTES = 1024;

    /** The answer where no rule applies. */
    static final long NONE = -1;

    private static final int LABEL = 0x8000_00FF;
    private static final int HEAD = Integer.BYTES;

    private final int[] units;
    private final byte[] replacements;
    private final boolean[] plain = new boolean[128];
    private final boolean[] inside;

    private CharsMap(int[] units, byte[] replacements, boolean[] inside) {
        this.units = units;
        this.replacements = replacements;
        this.inside = inside;
        for (int value = 0; value < 128; value++) {
            plain[value] = isPlain(value);
        }
    }

    /**
     * Reads the rules.
     *
     * @param source what is read, for messages
     * @param position where the rules stand in it, for messages
     * @param map the rules, at least one byte
     * @throws CorruptInputException if they are malformed
     */
    static CharsMap read(String source, String position, byte[] map) throws CorruptInputException {
        return new Reader(source, position, map).read();
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & 0x200) >>> 6);
    }

    private static boolean endsRule(int unit) {
        return (unit & 0x100) != 0;
    }

    private boolean isPlain(int value) {
        int child = offset(units[0]) ^ value;
        if ((units[child] & LABEL) != value) {
            return true;
        }
        int base = child ^ offset(units[child]);
        for (int next = 0; next < 128; next++) {
            if ((units[base ^ next] & LABEL) == next) {
                return false;
            }
        }
        return !endsRule(units[child]);
    }

    /**
     * {@return whether a character of ASCII stays as it is wherever another one of ASCII or the end of the text follows}
     *
     * @param value the character
     */
    boolean isPlain(byte value) {
        return plain[value];
    }

    /**
     * {@return whether a byte stands in what some rule replaces, and not in front}
     *
     * @param value the byte
     */
    boolean isInside(byte value) {
        return inside[value & 0xFF];
    }

    /**
     * Finds the rule for most bytes at a place.
     *
     * @param bytes the text
     * @param start the place
     * @param end index behind the last byte of the text
     * @return where its replacement begins, and how many bytes it replaces in the high half; {@link #NONE} if there is none
     */
    long longest(byte[] bytes, int start, int end) {
        return rule(bytes, start, end, false);
    }

    /**
     * Finds the rule for fewest bytes at a place.
     *
     * @param bytes the text
     * @param start the place
     * @param end index behind the last byte of the text
     * @return where its replacement begins, and how many bytes it replaces in the high half; {@link #NONE} if there is none
     */
    long shortest(byte[] bytes, int start, int end) {
        return rule(bytes, start, end, true);
    }

    private long rule(byte[] bytes, int start, int end, boolean first) {
        long longest = NONE;
        int base = offset(units[0]);
        for (int at = start; at < end; at++) {
            int value = bytes[at] & 0xFF;
            int child = base ^ value;
            int unit = units[child];
            if ((unit & LABEL) != value) {
                break;
            }
            base = child ^ offset(unit);
            if (endsRule(unit)) {
                longest = (long) (at + 1 - start) << 32 | (units[base] & Integer.MAX_VALUE);
                if (first) {
                    break;
                }
            }
        }
        return longest;
    }

    /**
     * {@return the array that holds the replacements}
     */
    byte[] replacements() {
        return replacements;
    }

    /**
     * {@return index behind a replacement}
     *
     * @param start where it begins
     */
    int end(int start) {
        int end = start;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return end;
    }

    private static final class Reader {
        private final String source;
        private final String position;
        private final byte[] map;
        private int[] units = new int[0];
        private int replacementsStart;

        /** By unit: the most bytes of a rule behind it, 0 if it was not seen yet, negative while it is on the way to where we are. */
        private int[] heights = new int[0];

        private final boolean[] inside = new boolean[256];

        Reader(String source, String position, byte[] map) {
            this.source = source;
            this.position = position;
            this.map = map;
        }

        CharsMap read() throws CorruptInputException {
            if (map.length < HEAD) {
                throw corrupt(0, map.length + " bytes", "4 bytes or more");
            }
            ByteBuffer bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
            long trieBytes = Integer.toUnsignedLong(bytes.getInt());
            if (trieBytes > map.length - HEAD || trieBytes % Integer.BYTES != 0 || trieBytes == 0) {
                String expected = "a multiple of 4 from 4 to " + (map.length - HEAD);
                throw corrupt(0, "a trie of " + trieBytes + " bytes", expected);
            }
            units = new int[(int) (trieBytes / Integer.BYTES)];
            bytes.asIntBuffer().get(units);
            replacementsStart = HEAD + (int) trieBytes;
            for (int at = replacementsStart; at < map.length; ) {
                int codePoint = CodePoints.at(map, at, map.length);
                if (codePoint < 0) {
                    throw corrupt(at, String.format("byte 0x%02X", map[at]), "UTF-8");
                }
                at += CodePoints.utf8Length(codePoint);
            }
            walk();
            return new CharsMap(units, Arrays.copyOfRange(map, replacementsStart, map.length), inside);
        }

        private void walk() throws CorruptInputException {
            int[] heads = new int[units.length];
            int[] next = new int[units.length];
            for (int unit = units.length - 1; unit > 0; unit--) {
                int base = unit ^ (units[unit] & 0xFF);
                if (units[unit] >= 0 && base < units.length) {
                    next[unit] = heads[base];
                    heads[base] = unit;
                }
            }
            heights = new int[units.length];
            int[] path = new int[MAX_RULE_BYTES + 1];
            int depth = 0;
            check(0);
            heights[0] = -1;
            int child = heads[base(0)];
            while (true) {
                inside[units[child] & 0xFF] |= depth > 0 && child > 0;
                if (child == 0) {
                    int done = path[depth];
                    heights[done] = -heights[done];
                    if (depth-- == 0) {
                        return;
                    }
                    raise(path[depth], heights[done]);
                    child = next[done];
                } else if (heights[child] < 0) {
                    throw corruptUnit(child, "a step back to where it came from", "a trie without cycles");
                } else if (depth + Math.max(heights[child], 1) > MAX_RULE_BYTES) {
                    throw corruptUnit(child, "a rule for more bytes", "rules for at most " + MAX_RULE_BYTES + " bytes");
                } else if (heights[child] > 0) {
                    raise(path[depth], heights[child]);
                    child = next[child];
                } else {
                    check(child);
                    heights[child] = -1;
                    path[++depth] = child;
                    child = heads[base(child)];
                }
            }
        }

        private void raise(int unit, int heightBehind) {
            heights[unit] = Math.min(heights[unit], -heightBehind - 1);
        }

        private int base(int unit) {
            return unit ^ offset(units[unit]);
        }

        private void check(int unit) throws CorruptInputException {
            int base = base(unit);
            if ((base | 0xFF) >= units.length) {
                throw corruptUnit(unit, "a step to units " + (base & ~0xFF) + " and up", "units below " + units.length);
            }
            if ((units[0] & LABEL) == base) {
                throw corruptUnit(unit, "a step to unit 0", "a trie without cycles");
            }
            if (endsRule(units[unit])) {
                int value = units[base] & Integer.MAX_VALUE;
                if (units[base] >= 0 || value >= map.length - replacementsStart) {
                    String expected = "a place in " + (map.length - replacementsStart) + " bytes of replacements";
                    throw corruptUnit(base, String.format("0x%08X", units[base]), expected);
                }
                if ((map[replacementsStart + value] & 0xC0) == 0x80) {
                    throw corruptUnit(base, "a replacement that begins inside a character", "the beginning of one");
                }
            }
        }

        private CorruptInputException corruptUnit(int unit, String found, String expected) {
            return corrupt(HEAD + unit * Integer.BYTES, found, expected);
        }

        private CorruptInputException corrupt(int at, String found, String expected) {
            return new CorruptInputException(
                    source, position + ", byte " + at + " of the character map", found, expected);
        }
    }
}
