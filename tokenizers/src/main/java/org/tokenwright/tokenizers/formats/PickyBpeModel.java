package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.formats.PickyBpeReader.Merge;
import org.tokenwright.tokenizers.formats.PickyBpeReader.Split;
import org.tokenwright.tokenizers.formats.PickyBpeReader.Token;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** What a file of PickyBPE says, checked, as a model of bytes. For one thread. */
final class PickyBpeModel {
    /*
     * PickyBPE merges characters, our models merge bytes. So the bytes of each character are merged first, from the left; since
     * no character of UTF-8 begins another, these merges touch nothing else, and of a character that the file does not know
     * single bytes and beginnings are left, which no further merge takes. Then come the merges and deletions of the file, in
     * their order. The ids of this inner model are its own: all bytes, then what characters begin with, then tokens.
     */
    private static final int NO_ID = -1;
    private static final String UNKNOWN = "<UNK>";

    private final String source;
    private final Map<String, Token> tokens;
    private final Map<Integer, Integer> ids;
    private final List<Merge> merges;
    private final List<Split> splits;

    private final Vocabulary.Builder inner = Vocabulary.builder();
    private final Vocabulary.Builder gone = Vocabulary.builder();
    private final Map<String, Integer> symbols = new HashMap<>();
    private final IntArrayList lefts = new IntArrayList();
    private final IntArrayList rights = new IntArrayList();
    private final IntArrayList products = new IntArrayList();
    private final IntArrayList deletions = new IntArrayList();
    private final IntArrayList mergesBefore = new IntArrayList();
    private final Map<String, Merge> makers = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private int innerBound;
    private long deletedBytes;

    PickyBpeModel(
            String source,
            Map<String, Token> tokens,
            Map<Integer, Integer> ids,
            List<Merge> merges,
            List<Split> splits) {
        this.source = source;
        this.tokens = tokens;
        this.ids = ids;
        this.merges = merges;
        this.splits = splits;
    }

    /**
     * What a tokenizer is made of.
     *
     * @param pieces what encodes words
     * @param special the special tokens, with the unknown one, and their ids
     */
    record Parts(PickyBpePieces pieces, Map<String, Integer> special) {}

    /**
     * {@return the model}
     *
     * @throws CorruptInputException if the file contradicts itself
     */
    Parts parts() throws IOException {
        Map<String, Integer> special = new LinkedHashMap<>();
        for (Token token : tokens.values()) {
            if (token.special()) {
                special.put(token.string(), id(token));
            }
        }
        Integer unknown = special.get(UNKNOWN);
        if (unknown == null) {
            throw corrupt("no special token " + UNKNOWN, "one");
        }
        addCharacters();
        addTokens();
        int[] fileIds = fileIds();
        replay();
        try {
            BpeModel words = BpeModel.builder(inner.build(), table(), Pretokenizers.of("none"))
                    .deletions(
                            Deletions.of(DeletionParts.OPERANDS, deletions.toIntArray(), mergesBefore.toIntArray()),
                            gone.build())
                    .wholePretokens(true)
                    .build();
            return new Parts(new PickyBpePieces(words, fileIds, unknown, special), special);
        } catch (IllegalArgumentException e) {
            throw (IOException) corrupt("what contradicts itself: " + e.getMessage(), "a model")
                    .initCause(e);
        }
    }

    private int id(Token token) throws IOException {
        Integer id = ids.get(token.number());
        if (id == null) {
            throw corrupt("no id in id2int for token " + LineReader.quote(token.string()), "one");
        }
        return id;
    }

    /** Adds all bytes and the characters of the file, with the merges that make these. */
    private void addCharacters() throws IOException {
        for (int value = 0; value < 256; value++) {
            add(new byte[] {(byte) value});
        }
        for (Token token : tokens.values()) {
            if (!isCharacter(token)) {
                continue;
            }
            if (!token.present()) {
                throw corrupt("character " + LineReader.quote(token.string()) + " deleted", "all characters present");
            }
            byte[] utf8 = token.string().getBytes(UTF_8);
            for (int length = 2; length <= utf8.length; length++) {
                byte[] beginning = Arrays.copyOf(utf8, length);
                if (!symbols.containsKey(key(beginning))) {
                    int product = add(beginning);
                    addMerge(symbol(Arrays.copyOf(utf8, length - 1)), utf8[length - 1] & 0xFF, product);
                }
            }
            present.add(token.string());
        }
    }

    private void addTokens() {
        for (Token token : tokens.values()) {
            if (!token.special() && token.present() && !isCharacter(token)) {
                add(token.string().getBytes(UTF_8));
            }
        }
    }

    private int add(byte[] bytes) {
        symbols.put(key(bytes), innerBound);
        inner.add(bytes);
        return innerBound++;
    }

    private void addMerge(int left, int right, int product) {
        lefts.add(left);
        rights.add(right);
        products.add(product);
    }

    private int[] fileIds() throws IOException {
        int[] fileIds = new int[innerBound];
        Arrays.fill(fileIds, NO_ID);
        Set<Integer> taken = new HashSet<>();
        for (Token token : tokens.values()) {
            if (token.present()) {
                if (!taken.add(id(token))) {
                    throw corrupt("id " + id(token) + " again in id2int", "one id for each token");
                }
                if (!token.special()) {
                    fileIds[symbol(token.string().getBytes(UTF_8))] = id(token);
                }
            }
        }
        return fileIds;
    }

    /** Goes through merges and deletions in their order. */
    private void replay() throws IOException {
        Map<Integer, Object> events = new TreeMap<>();
        for (Merge merge : merges) {
            putNew(events, merge.time(), merge);
        }
        for (Split split : splits) {
            putNew(events, split.time(), split);
        }
        for (Object event : events.values()) {
            if (event instanceof Merge merge) {
                replay(merge);
            } else if (event instanceof Split split) {
                replay(split);
            }
        }
        for (Token token : tokens.values()) {
            if (!token.special() && present.contains(token.string()) != token.present()) {
                throw corrupt(
                        "token " + LineReader.quote(token.string()) + (token.present() ? " present" : " not present"),
                        "what merges and splits leave behind");
            }
        }
    }

    private void putNew(Map<Integer, Object> events, int time, Object event) throws IOException {
        if (events.put(time, event) != null) {
            throw corrupt("two merges or splits with the id " + time, "ids that are all different");
        }
    }

    private void replay(Merge merge) throws IOException {
        String product = merge.left() + merge.right();
        for (String operand : List.of(merge.left(), merge.right())) {
            if (!present.contains(operand)) {
                throw corrupt(
                        "merge " + merge.time() + " of token " + LineReader.quote(operand), "tokens that are present");
            }
        }
        Token token = tokens.get(product);
        if (token == null || token.special()) {
            throw corrupt("merge " + merge.time() + " to " + LineReader.quote(product), "a token of the file");
        }
        byte[] utf8 = product.getBytes(UTF_8);
        if (!symbols.containsKey(key(utf8))) {
            symbols.put(key(utf8), innerBound + gone.add(utf8));
        }
        addMerge(symbol(merge.left().getBytes(UTF_8)), symbol(merge.right().getBytes(UTF_8)), symbol(utf8));
        makers.putIfAbsent(product, merge);
        present.add(product);
    }

    private void replay(Split split) throws IOException {
        if (!makers.containsKey(split.token()) || !present.remove(split.token())) {
            throw corrupt(
                    "split " + split.time() + " of token " + LineReader.quote(split.token()),
                    "a token that a merge before it makes");
        }
        deletedBytes += split.token().length();
        if (deletedBytes > BpeModel.MAX_DELETED_BYTES) {
            throw corrupt("deleted tokens of " + deletedBytes + " characters", "at most " + BpeModel.MAX_DELETED_BYTES);
        }
        List<String> expected = parts(split.token());
        if (!expected.equals(split.parts())) {
            throw corrupt(
                    "split " + split.time() + " of token " + LineReader.quote(split.token()) + " into "
                            + split.parts().size() + " parts",
                    "the " + expected.size() + " tokens present that it was made of first");
        }
        deletions.add(symbol(split.token().getBytes(UTF_8)));
        mergesBefore.add(products.size());
    }

    /** The tokens present that a token falls into. */
    private List<String> parts(String token) {
        List<String> parts = new ArrayList<>();
        Deque<String> pending = new ArrayDeque<>(List.of(token));
        while (!pending.isEmpty()) {
            String part = pending.pop();
            Merge maker = present.contains(part) ? null : makers.get(part);
            if (maker == null) {
                parts.add(part);
            } else {
                pending.push(maker.right());
                pending.push(maker.left());
            }
        }
        return parts;
    }

    private MergeTable table() {
        return MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray());
    }

    private int symbol(byte[] utf8) {
        return Objects.requireNonNull(symbols.get(key(utf8)));
    }

    private static boolean isCharacter(Token token) {
        String string = token.string();
        return !token.special() && string.codePointCount(0, string.length()) == 1;
    }

    private static String key(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(source, "its tokens", found, expected);
    }
}
