package org.tokenwright.embeddings.transplant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.Vocabulary;

/**
 * The tokens of a tokenizer in a form in which those of tokenizers of different families can be compared: bytes with spaces, or
 * for special tokens their role. Immutable.
 *
 * <p>Byte-level vocabularies have bytes already. In others, of which more tokens begin with U+2581 than with a space, that
 * character is a space, and {@code <0x80>} to {@code <0xFF>} are bytes. A special token with a role, such as
 * {@code eos_token}, is compared by it; without, by its text.
 */
final class TokenKeys {
    private static final String MARK = new String("\u2581".getBytes(UTF_8), ISO_8859_1);
    private static final int BYTE_TOKEN_LENGTH = 6;

    private final @Nullable String[] keys;
    private final boolean marked;
    private final Map<Integer, List<String>> roles;
    private final Map<String, List<Integer>> ids = new HashMap<>();

    private TokenKeys(@Nullable String[] keys, boolean marked, Map<Integer, List<String>> roles) {
        this.keys = keys;
        this.marked = marked;
        for (int id = 0; id < keys.length; id++) {
            String key = keys[id];
            if (key != null) {
                ids.computeIfAbsent(key, any -> new ArrayList<>()).add(id);
            }
        }
        roles.forEach((id, names) -> names.forEach(name ->
                ids.computeIfAbsent(roleKey(name), any -> new ArrayList<>()).add(id)));
        this.roles = roles;
    }

    /**
     * {@return the tokens of a tokenizer} Costs O(bytes of the tokens).
     *
     * @param tokenizer the tokenizer
     * @param tokensByRole the texts of special tokens by role, such as {@code bos_token}; texts that are no token are passed over
     */
    static TokenKeys of(Tokenizer tokenizer, Map<String, String> tokensByRole) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        Map<String, Integer> special = tokenizer.specialTokens().ids();
        int bound = vocabulary.idBound();
        for (int id : special.values()) {
            bound = Math.max(bound, id + 1);
        }
        @Nullable String[] keys = new @Nullable String[bound];
        boolean marked = isMarked(vocabulary);
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id)) {
                keys[id] = "t" + plain(new String(vocabulary.bytes(id), ISO_8859_1), marked);
            }
        }
        special.forEach((text, id) -> keys[id] = "s" + text);
        Map<Integer, List<String>> roles = new TreeMap<>();
        new TreeMap<>(tokensByRole).forEach((role, text) -> {
            @Nullable Integer id = special.get(text);
            int known = id != null ? id : vocabulary.idOf(text.getBytes(UTF_8));
            if (known != Vocabulary.NO_ID) {
                roles.computeIfAbsent(known, any -> new ArrayList<>()).add(role);
            }
        });
        return new TokenKeys(keys, marked, roles);
    }

    private static String roleKey(String role) {
        return "r" + role;
    }

    private static boolean isMarked(Vocabulary vocabulary) {
        int marks = 0;
        int spaces = 0;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id) && vocabulary.length(id) > 0) {
                byte[] bytes = vocabulary.bytes(id);
                if (bytes[0] == ' ') {
                    spaces++;
                } else if (new String(bytes, ISO_8859_1).startsWith(MARK)) {
                    marks++;
                }
            }
        }
        return marks > spaces;
    }

    private static String plain(String token, boolean marked) {
        if (!marked) {
            return token;
        }
        if (token.length() == BYTE_TOKEN_LENGTH && token.startsWith("<0x") && token.endsWith(">")) {
            String digits = token.substring(3, 5);
            if (HexFormat.isHexDigit(digits.charAt(0)) && HexFormat.isHexDigit(digits.charAt(1))) {
                int value = HexFormat.fromHexDigits(digits);
                return value < 0x80 ? token : Character.toString(value);
            }
        }
        return token.replace(MARK, " ");
    }

    /** {@return the number behind the last id} */
    int idBound() {
        return keys.length;
    }

    /** {@return whether an id has a token} */
    boolean contains(int id) {
        return keys[id] != null;
    }

    boolean isSpecial(int id) {
        String key = keys[id];
        return roles.containsKey(id) || (key != null && key.charAt(0) == 's');
    }

    /** {@return the bytes of a token that is not special, with spaces} */
    byte[] bytes(int id) {
        String key = keys[id];
        return key == null ? new byte[0] : key.substring(1).getBytes(ISO_8859_1);
    }

    /** {@return whether words begin with a mark, which the tokenizer puts before a text by itself} */
    boolean isMarked() {
        return marked;
    }

    /**
     * {@return the ids here of what an id stands for in another tokenizer, the best first}
     *
     * @param other the other tokenizer
     * @param id an id of it
     */
    List<Integer> counterparts(TokenKeys other, int id) {
        List<Integer> counterparts = new ArrayList<>();
        for (String role : other.roles.getOrDefault(id, List.of())) {
            counterparts.addAll(ids.getOrDefault(roleKey(role), List.of()));
        }
        String key = other.keys[id];
        if (key != null) {
            counterparts.addAll(ids.getOrDefault(key, List.of()));
            if (key.charAt(0) != 't' || other.roles.containsKey(id)) {
                // a text that is special here may be a plain token there
                String swapped = (key.charAt(0) == 't' ? "s" : "t") + key.substring(1);
                counterparts.addAll(ids.getOrDefault(swapped, List.of()));
            }
        }
        return counterparts;
    }
}
