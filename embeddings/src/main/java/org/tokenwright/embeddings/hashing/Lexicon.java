package org.tokenwright.embeddings.hashing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.text.CodePoints;

/**
 * The lexical attributes of tokens as spaCy defines them, and the numbers that it gives strings. Immutable, safe for any number of
 * threads.
 */
public final class Lexicon {
    /*
     * Source: spacy/lang/lex_attrs.py, norm_exceptions.py, symbols.pyx and strings.pyx of spaCy 3. Letters and digits are those of
     * Unicode 16.0, upper and lower case those of the running JDK.
     */
    private static final int LONG = 100;
    private static final int MAX_RUN = 4;
    private static final int SUFFIX_LENGTH = 3;
    private static final String RESERVED = "reserved-strings.txt";
    private static final Map<String, Long> RESERVED_IDS = reservedIds();
    private static final Map<String, String> PLAIN = plainForms();

    private final Map<String, String> norms;

    private Lexicon(Map<String, String> norms) {
        this.norms = Map.copyOf(norms);
    }

    /**
     * {@return the lexicon of a language}
     *
     * @param norms the NORM of the tokens for which the language has one, such as {@code "gonna"} or British spellings; can be empty
     */
    public static Lexicon of(Map<String, String> norms) {
        return new Lexicon(norms);
    }

    /**
     * {@return an attribute of a token} Takes time linear in the token.
     *
     * @param attribute which
     * @param token the token
     */
    public String value(LexicalAttribute attribute, String token) {
        return switch (attribute) {
            case ORTH -> token;
            case LOWER -> token.toLowerCase(Locale.ROOT);
            case NORM -> norm(token);
            case PREFIX -> token.isEmpty() ? "" : token.substring(0, token.offsetByCodePoints(0, 1));
            case SUFFIX -> suffix(token);
            case SHAPE -> shape(token);
        };
    }

    /**
     * {@return the number of an attribute of a token, as an unsigned number}
     *
     * @param attribute which
     * @param token the token
     * @throws IllegalArgumentException if the token holds an unpaired surrogate
     */
    public long id(LexicalAttribute attribute, String token) {
        return stringId(value(attribute, token));
    }

    /**
     * {@return the number that spaCy gives a string, as an unsigned number} It is a small one for 457 reserved strings, and else
     * the {@link MurmurHash#hash64 MurmurHash64A} of its UTF-8 with the seed 1.
     *
     * @param string the string
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public static long stringId(String string) {
        Long reserved = RESERVED_IDS.get(string);
        if (reserved != null) {
            return reserved;
        }
        byte[] utf8 = Texts.utf8(string);
        return MurmurHash.hash64(utf8, 0, utf8.length, 1);
    }

    private String norm(String token) {
        String norm = norms.get(token);
        if (norm == null) {
            norm = PLAIN.get(token);
        }
        return norm == null ? token.toLowerCase(Locale.ROOT) : norm;
    }

    private static String suffix(String token) {
        int start = token.length();
        for (int i = 0; i < SUFFIX_LENGTH && start > 0; i++) {
            start = token.offsetByCodePoints(start, -1);
        }
        return token.substring(start);
    }

    private static String shape(String token) {
        if (token.codePointCount(0, token.length()) >= LONG) {
            return "LONG";
        }
        StringBuilder shape = new StringBuilder();
        int last = -1;
        int run = 0;
        for (int i = 0; i < token.length(); ) {
            int codePoint = token.codePointAt(i);
            i += Character.charCount(codePoint);
            int kind = shape(codePoint);
            run = kind == last ? run + 1 : 1;
            last = kind;
            if (run <= MAX_RUN) {
                shape.appendCodePoint(kind);
            }
        }
        return shape.toString();
    }

    private static int shape(int codePoint) {
        if (CodePoints.isIn(codePoint, CodePoints.LETTER)) {
            return Character.isUpperCase(codePoint) ? 'X' : 'x';
        }
        return CodePoints.isDigit(codePoint) ? 'd' : codePoint;
    }

    /** The strings with their numbers, which are the lines of the file from 0 on. */
    private static Map<String, Long> reservedIds() {
        try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(RESERVED), RESERVED)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            List<String> strings = text.lines().toList();
            Map<String, Long> ids = HashMap.newHashMap(strings.size());
            for (int id = 0; id < strings.size(); id++) {
                ids.put(strings.get(id), (long) id);
            }
            return Map.copyOf(ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all languages share: the forms of quotes, dashes, currencies and the punctuation of other scripts. */
    private static Map<String, String> plainForms() {
        Map<String, String> plain = new HashMap<>();
        put(plain, "'", "`", "\u00B4", "\u2018", "\u2019");
        put(plain, "\"", "''", "``", "\u00B4\u00B4", "\u2018\u2018", "\u2019\u2019", "\u201C", "\u201D", "\u201E");
        put(plain, "\"", "\u00AB", "\u00BB");
        put(plain, "'s", "'S", "'s", "\u2019S", "\u2019s");
        put(plain, "-", "--", "---", "\u2013", "\u2014", "\u2014\u2014");
        put(plain, "$", "US$", "C$", "A$", "Mex$", "E\u00A3");
        put(plain, "$", "\u00A3", "\u00A5", "\u09F3", "\u0E3F", "\u20A3", "\u20A9", "\u20AC", "\u20B9", "\u20BA");
        put(plain, ".", "\u0964", "\u3002");
        put(plain, "...", "\u2026");
        put(plain, "!", "\uFF01");
        put(plain, ",", "\uFF0C");
        put(plain, ":", "\uFF1A");
        put(plain, ";", "\uFF1B");
        put(plain, "?", "\uFF1F");
        return Map.copyOf(plain);
    }

    private static void put(Map<String, String> plain, String form, String... tokens) {
        for (String token : tokens) {
            plain.put(token, form);
        }
    }
}
