package org.tokenwright.tokenizers.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;

/**
 * A dictionary of fairseq over bytes: the file {@code dict.txt}. Immutable.
 *
 * <p>A line is {@code SYMBOL COUNT}, closed by a line feed, which may be missing behind the last: the symbol, one space, how often it
 * is in the corpus, 0 to 999,999,999,999,999,999. A symbol is a byte as a decimal number, 0 to 255, or {@code madeupword} with a
 * number of at least four digits, which no text has. Ids are 4 and up in the order of the lines; 0 to 3 are {@code <s>},
 * {@code <pad>}, {@code </s>} and {@code <unk>}, which are in no file. There are at most 4,096 lines.
 */
public final class FairseqDictionary {
    /** The id of a byte that is not in the dictionary: 3. */
    public static final int UNKNOWN = 3;

    static final String UNKNOWN_SYMBOL = "<unk>";

    private static final List<String> SPECIAL = List.of("<s>", "<pad>", "</s>", UNKNOWN_SYMBOL);
    private static final int BYTES = 256;
    private static final int MULTIPLE = 8;
    private static final int MAX_LINES = 1 << 12;
    private static final int MAX_LINE_BYTES = 64;
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern LINE =
            Pattern.compile("(?<symbol>" + BYTE.pattern() + "|madeupword[0-9]{4,9}) (?<count>[0-9]{1,18})");

    private final List<Entry> entries;
    private final int[] ids = new int[BYTES];

    /** A line. */
    private record Entry(String symbol, long count) {}

    private FairseqDictionary(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        Arrays.fill(ids, UNKNOWN);
        for (int i = 0; i < entries.size(); i++) {
            String symbol = entries.get(i).symbol();
            if (BYTE.matcher(symbol).matches()) {
                ids[Integer.parseInt(symbol)] = SPECIAL.size() + i;
            }
        }
    }

    /**
     * Makes the dictionary that fairseq makes: the bytes that are there, those with greater counts first, of equal ones that whose
     * decimal number comes first as a string; then made-up words until the number of ids is a multiple of 8.
     *
     * @param counts how often each byte is in the corpus
     * @return the dictionary
     * @throws IllegalArgumentException if there are not 256 counts, or one is negative or too large for a file
     */
    public static FairseqDictionary ofCounts(long... counts) {
        if (counts.length != BYTES) {
            throw new IllegalArgumentException(counts.length + " counts, expected 256, one for each byte");
        }
        for (int value = 0; value < BYTES; value++) {
            if (counts[value] < 0 || counts[value] >= 1_000_000_000_000_000_000L) {
                throw new IllegalArgumentException(
                        "byte " + value + " has the count " + counts[value] + ", expected 0 to 999999999999999999");
            }
        }
        List<Entry> entries = new ArrayList<>(IntStream.range(0, BYTES)
                .filter(value -> counts[value] > 0)
                .mapToObj(value -> new Entry(Integer.toString(value), counts[value]))
                .sorted(Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::symbol))
                .toList());
        for (int i = 0; (SPECIAL.size() + entries.size()) % MULTIPLE != 0; i++) {
            entries.add(new Entry(String.format("madeupword%04d", i), 0));
        }
        return new FairseqDictionary(entries);
    }

    /**
     * Makes the dictionary of a corpus, whose documents are counted as they are: the reference program strips white space around
     * its lines.
     *
     * @param text the corpus
     * @return the dictionary
     * @throws IOException if it cannot be read
     */
    public static FairseqDictionary ofCorpus(TextSource text) throws IOException {
        long[] counts = new long[BYTES];
        try (DocumentReader reader = text.open()) {
            for (Document document; (document = reader.next()) != null; ) {
                for (int i = document.start(); i < document.end(); i++) {
                    counts[document.bytes()[i] & 0xFF] += document.weight();
                }
            }
        }
        return ofCounts(counts);
    }

    /**
     * Reads a dictionary.
     *
     * @param path the file
     * @return the dictionary
     * @throws CorruptInputException if the file is malformed, or names a symbol twice
     * @throws IOException if it cannot be read
     */
    public static FairseqDictionary read(Path path) throws IOException {
        byte[] file;
        try (InputStream in = Files.newInputStream(path)) {
            file = in.readNBytes(MAX_LINES * MAX_LINE_BYTES + 1);
        }
        return parse(file, path.toString());
    }

    /** Reads a dictionary from the bytes of a file, or its beginning if there are too many. */
    static FairseqDictionary parse(byte[] file, String source) throws CorruptInputException {
        List<Entry> entries = new ArrayList<>();
        Set<String> symbols = new HashSet<>();
        int from = 0;
        for (int number = 1; from < file.length; number++) {
            String place = "line " + number;
            if (number > MAX_LINES) {
                throw new CorruptInputException(source, place, "another line", "at most " + MAX_LINES + " lines");
            }
            int end = from;
            while (end < file.length && file[end] != '\n' && end - from <= MAX_LINE_BYTES) {
                end++;
            }
            if (end - from > MAX_LINE_BYTES) {
                throw new CorruptInputException(
                        source, place, "more than " + MAX_LINE_BYTES + " bytes", "a symbol and its count");
            }
            int last = end > from && file[end - 1] == '\r' ? end - 1 : end;
            String line = new String(file, from, last - from, StandardCharsets.ISO_8859_1);
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new CorruptInputException(
                        source,
                        place,
                        shown(line),
                        "a byte as a decimal number, or madeupword with a number, then a space and a count");
            }
            Entry entry = new Entry(
                    Objects.requireNonNull(matcher.group("symbol")),
                    Long.parseLong(Objects.requireNonNull(matcher.group("count"))));
            if (!symbols.add(entry.symbol())) {
                throw new CorruptInputException(source, place, entry.symbol() + " again", "every symbol once");
            }
            entries.add(entry);
            from = end + 1;
        }
        return new FairseqDictionary(entries);
    }

    private static String shown(String line) {
        StringBuilder shown = new StringBuilder("\"");
        line.chars().forEach(c -> {
            if (c >= ' ' && c <= '~') {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\x%02X", c));
            }
        });
        return shown.append('"').toString();
    }

    /**
     * {@return whether a file begins as a dictionary over bytes does: with a line of one}
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public static boolean matches(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(MAX_LINE_BYTES + 1), StandardCharsets.ISO_8859_1);
            int end = head.indexOf('\n');
            String line = end < 0 && head.length() <= MAX_LINE_BYTES ? head : head.substring(0, Math.max(end, 0));
            return LINE.matcher(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                    .matches();
        }
    }

    /**
     * Writes the dictionary; the file appears whole or not at all.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void write(Path path) throws IOException {
        AtomicFile.write(path, out -> out.write(toBytes()));
    }

    /** {@return the content of the file} */
    byte[] toBytes() {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry ->
                lines.append(entry.symbol()).append(' ').append(entry.count()).append('\n'));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * {@return the number of ids, the four special ones and made-up words included}
     */
    public int size() {
        return SPECIAL.size() + entries.size();
    }

    /**
     * {@return the symbol of an id: a byte as a decimal number, or a name}
     *
     * @param id 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if it is not
     */
    public String symbol(int id) {
        Objects.checkIndex(id, size());
        return id < SPECIAL.size()
                ? SPECIAL.get(id)
                : entries.get(id - SPECIAL.size()).symbol();
    }

    /**
     * {@return how often the symbol of an id is in the corpus; 1 for special tokens, as fairseq counts them}
     *
     * @param id 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if it is not
     */
    public long count(int id) {
        Objects.checkIndex(id, size());
        return id < SPECIAL.size() ? 1 : entries.get(id - SPECIAL.size()).count();
    }

    /** {@return the id of each byte} */
    int[] ids() {
        return ids.clone();
    }
}
