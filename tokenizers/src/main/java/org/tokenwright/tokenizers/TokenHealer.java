package org.tokenwright.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.Vocabulary;

/**
 * Heals the seam between a prompt and what a model writes behind it. The last tokens of a prompt are there because the prompt
 * ends; a model that has read {@code http} and {@code :} hardly goes on with {@code //}, since texts have {@code ://} in one
 * token. So those tokens are taken back, and the model writes them anew, bound to the bytes they had. Immutable, safe for any
 * number of threads.
 *
 * <pre>{@code
 * TokenHealer healer = TokenHealer.of(tokenizer);
 * TokenHealer.Healed healed = healer.heal(tokenizer.encode(prompt));
 * int[] ids = healed.ids();                        // what the model reads
 * byte[] required = healed.required();             // what it must write first
 * while (required.length > 0) {
 *     int id = model.best(ids, healer.allowed(required));
 *     required = healer.remaining(required, id);
 *     ids = append(ids, id);
 * }
 * }</pre>
 */
public final class TokenHealer {
    /*
     * The bytes of a token are those that it adds to a text, behind another token: vocabularies of some formats name tokens in
     * another way ("##ing", "<0x0A>", a mark for the space). Where all are as the vocabulary has them, it is used as it is; else
     * one is made, in which tokens that add the same bytes are one entry.
     */
    private final Tokenizer tokenizer;
    private final Vocabulary additions;

    /** The tokens that add the bytes of an entry; null if entries are tokens. */
    private final int @Nullable [][] tokens;

    /** The entry of a token; null if entries are tokens. */
    private final int @Nullable [] entries;

    private TokenHealer(
            Tokenizer tokenizer, Vocabulary additions, int @Nullable [][] tokens, int @Nullable [] entries) {
        this.tokenizer = tokenizer;
        this.additions = additions;
        this.tokens = tokens;
        this.entries = entries;
    }

    /** What is left of a prompt, and what must come next. Immutable. */
    public static final class Healed {
        private final int[] ids;
        private final byte[] required;

        private Healed(int[] ids, byte[] required) {
            this.ids = ids;
            this.required = required;
        }

        /**
         * {@return a copy of the ids of the prompt that stay}
         */
        public int[] ids() {
            return ids.clone();
        }

        /**
         * {@return a copy of the bytes of the tokens that were taken back, which must come next; empty if none was}
         */
        public byte[] required() {
            return required.clone();
        }
    }

    /**
     * {@return a healer} Decodes every token once.
     *
     * @param tokenizer has the tokens; special ones are never taken back and never allowed
     */
    public static TokenHealer of(Tokenizer tokenizer) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        int anchor = anchor(tokenizer);
        byte[][] added = new byte[vocabulary.idBound()][];
        boolean same = true;
        for (int id = 0; id < added.length; id++) {
            byte[] bytes = vocabulary.contains(id) ? added(tokenizer, anchor, id) : new byte[0];
            added[id] = bytes;
            same &= bytes.length == vocabulary.length(id)
                    && (bytes.length == 0 || Arrays.equals(bytes, vocabulary.bytes(id)));
        }
        return same ? new TokenHealer(tokenizer, vocabulary, null, null) : grouped(tokenizer, added);
    }

    /** A token of one letter, behind which others are decoded as in the middle of a text; -1 if there is none. */
    private static int anchor(Tokenizer tokenizer) {
        for (byte letter = 'a'; letter <= 'z'; letter++) {
            int id = tokenizer.vocabulary().longestPrefix(new byte[] {letter}, 0, 1);
            if (id >= 0) {
                return id;
            }
        }
        return -1;
    }

    /** What a token adds to a text; nothing if it changes what is before it. */
    private static byte[] added(Tokenizer tokenizer, int anchor, int id) {
        if (anchor < 0) {
            return tokenizer.decodeBytes(id);
        }
        byte[] both = tokenizer.decodeBytes(anchor, id);
        byte[] before = tokenizer.decodeBytes(anchor);
        boolean adds = both.length >= before.length && Arrays.equals(before, Arrays.copyOf(both, before.length));
        return adds ? Arrays.copyOfRange(both, before.length, both.length) : new byte[0];
    }

    private static TokenHealer grouped(Tokenizer tokenizer, byte[][] added) {
        Map<String, Integer> numbers = new HashMap<>();
        Vocabulary.Builder additions = Vocabulary.builder();
        int[] entries = new int[added.length];
        int[] sizes = new int[added.length];
        for (int id = 0; id < added.length; id++) {
            entries[id] = -1;
            if (added[id].length > 0) {
                String key = new String(added[id], StandardCharsets.ISO_8859_1);
                Integer known = numbers.get(key);
                entries[id] = known == null ? additions.add(added[id]) : known;
                numbers.put(key, entries[id]);
                sizes[entries[id]]++;
            }
        }
        int[][] tokens = new int[numbers.size()][];
        for (int id = added.length - 1; id >= 0; id--) {
            int entry = entries[id];
            if (entry >= 0) {
                tokens[entry] = tokens[entry] == null ? new int[sizes[entry]] : tokens[entry];
                tokens[entry][--sizes[entry]] = id;
            }
        }
        return new TokenHealer(tokenizer, additions.build(), tokens, entries);
    }

    /**
     * Takes back the last tokens of a prompt, as many as a longer token could have swallowed: the longest run of tokens at the end
     * whose bytes, together, are the beginning of a token with more bytes. Looks at no more tokens than the longest one has
     * bytes; each costs a binary search in the vocabulary.
     *
     * @param ids the ids of a prompt
     * @return the ids that stay, and the bytes that must come next
     * @throws IllegalArgumentException if an id has no token
     */
    public Healed heal(int... ids) {
        byte[] tail = new byte[additions.maxLength()];
        int from = tail.length;
        int kept = ids.length;
        int keptFrom = from;
        for (int i = ids.length - 1; i >= 0; i--) {
            byte[] token = bytes(ids[i]);
            if (token.length == 0 || token.length > from) {
                break;
            }
            from -= token.length;
            System.arraycopy(token, 0, tail, from, token.length);
            if (additions.isProperPrefix(tail, from, tail.length)) {
                kept = i;
                keptFrom = from;
            }
        }
        return new Healed(Arrays.copyOf(ids, kept), Arrays.copyOfRange(tail, keptFrom, tail.length));
    }

    /** The bytes of an ordinary token; none if it is special. */
    private byte[] bytes(int id) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        if (!vocabulary.contains(id)) {
            if (tokenizer.specialTokens().bytes(id) == null) {
                throw new IllegalArgumentException("no token has the id " + id);
            }
            return new byte[0];
        }
        int entry = entries == null ? id : entries[id];
        return entry < 0 ? new byte[0] : additions.bytes(entry);
    }

    /**
     * Finds the tokens with which a text can begin that must begin with some bytes: those that begin with these bytes, and those
     * that are a beginning of them. Costs two binary searches in the vocabulary, one for each byte, and the sorting of the
     * result.
     *
     * @param required the bytes; with none, all ordinary tokens are allowed
     * @return their ids, ascending
     */
    public int[] allowed(byte[] required) {
        int[] longer = additions.idsWithPrefix(required, 0, required.length);
        int[] entriesFound = Arrays.copyOf(longer, longer.length + required.length);
        int count = longer.length;
        for (int end = 1; end < required.length; end++) {
            int entry = additions.idOf(required, 0, end);
            if (entry >= 0) {
                entriesFound[count++] = entry;
            }
        }
        int[] found = Arrays.copyOf(entriesFound, count);
        int[][] groups = tokens;
        int[] ids = groups == null
                ? found
                : Arrays.stream(found)
                        .flatMap(entry -> Arrays.stream(groups[entry]))
                        .toArray();
        Arrays.sort(ids);
        return ids;
    }

    /**
     * Tells what must still come behind a token.
     *
     * @param required the bytes that must come
     * @param id the id of one of the tokens that {@link #allowed} gives for them
     * @return the bytes that must come behind it; none if it holds all
     * @throws IllegalArgumentException if the token is not allowed
     */
    public byte[] remaining(byte[] required, int id) {
        byte[] token = bytes(id);
        int common = Math.min(token.length, required.length);
        if (token.length == 0 || !Arrays.equals(token, 0, common, required, 0, common)) {
            throw new IllegalArgumentException("the token " + id + " does not agree with the required bytes");
        }
        return Arrays.copyOfRange(required, common, required.length);
    }
}
