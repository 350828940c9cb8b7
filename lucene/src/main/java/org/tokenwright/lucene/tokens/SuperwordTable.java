package org.tokenwright.lucene.tokens;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** The words of tokens that hold several. Immutable, safe for any number of threads. */
final class SuperwordTable {
    /*
     * The words of a superword of BoundlessBPE are its pretokens: each is a token by itself where it stands alone. Other models
     * do not say how they came by a token with white space inside; there a word begins at white space behind something else.
     *
     * words[row]: three numbers for each word: where it begins in the term of the token, where it ends, and its id or NO_ID;
     * null for a token with less than two words.
     */
    /** Numbers for each word. */
    static final int WIDTH = 3;

    private final int[] @Nullable [] words;

    private SuperwordTable(int[] @Nullable [] words) {
        this.words = words;
    }

    static SuperwordTable of(TermTable terms, Tokenizer tokenizer, @Nullable BpeModel model) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        int[] @Nullable [] words = new int[terms.size()][];
        MergeTable supermerges = model == null ? null : model.supermerges();
        if (model == null || supermerges == null) {
            for (int id = 0; id < vocabulary.idBound(); id++) {
                if (vocabulary.contains(id)) {
                    words[id] = words(terms, id, vocabulary, spaceCuts(terms, id));
                }
            }
            return new SuperwordTable(words);
        }
        PretokenScanner scanner = model.pretokenizer().newScanner();
        for (int rank = 0; rank < supermerges.size(); rank++) {
            int id = supermerges.product(rank);
            if (vocabulary.contains(id) && words[id] == null) {
                words[id] = words(terms, id, vocabulary, pretokenCuts(id, vocabulary, scanner));
            }
        }
        return new SuperwordTable(words);
    }

    /** {@return the words of a token, or null if it has less than two} */
    int @Nullable [] words(int row) {
        return words[row];
    }

    /** Ends of words in the token's chars, the white space that the term leaves out included. */
    private static int[] spaceCuts(TermTable terms, int id) {
        char[] chars = terms.chars();
        int start = terms.start(id);
        int end = start + terms.length(id);
        int[] cuts = new int[terms.length(id) + 1];
        int count = 0;
        for (int at = start + 1; at < end; at++) {
            if (Terms.isSpace(chars[at]) && !Terms.isSpace(chars[at - 1])) {
                cuts[count++] = at - start + terms.spacesBefore(id);
            }
        }
        cuts[count++] = terms.spacesBefore(id) + terms.length(id) + terms.spacesBehind(id);
        return Arrays.copyOf(cuts, count);
    }

    private static int[] pretokenCuts(int id, Vocabulary vocabulary, PretokenScanner scanner) {
        byte[] bytes = vocabulary.bytes(id);
        int[] ends = new int[bytes.length + 1];
        int[] cuts = new int[bytes.length + 1];
        int count = 0;
        scanner.reset(bytes, 0, bytes.length);
        for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
            for (int i = 0; i < found; i++) {
                cuts[count++] = Parts.chars(bytes, 0, ends[i]);
            }
        }
        return Arrays.copyOf(cuts, count);
    }

    private static int @Nullable [] words(TermTable terms, int id, Vocabulary vocabulary, int[] cuts) {
        int start = terms.start(id);
        char[] chars = terms.chars();
        if (cuts.length < 2
                || !Terms.isText(chars, start, start + terms.length(id))
                || terms.kind(id) != TokenKind.TEXT) {
            return null;
        }
        byte[] bytes = vocabulary.bytes(id);
        int[] words = new int[WIDTH * cuts.length];
        int size = 0;
        int from = 0;
        int fromByte = 0;
        for (int cut : cuts) {
            int toByte = byteAt(bytes, fromByte, cut - from);
            int left = Math.max(from - terms.spacesBefore(id), 0);
            int right = Math.min(cut - terms.spacesBefore(id), terms.length(id));
            if (terms.trims()) {
                left = Terms.skipSpaces(chars, start + left, start + Math.max(left, right)) - start;
                right = Terms.skipSpacesBack(chars, start + left, start + Math.max(left, right)) - start;
            }
            if (left < right) {
                words[size++] = left;
                words[size++] = right;
                words[size++] = vocabulary.idOf(bytes, fromByte, toByte);
            }
            from = cut;
            fromByte = toByte;
        }
        return size < 2 * WIDTH ? null : Arrays.copyOf(words, size);
    }

    /** {@return the index of the byte so many chars behind another} */
    private static int byteAt(byte[] bytes, int from, int chars) {
        int at = from;
        int left = chars;
        while (at < bytes.length && (left > 0 || (bytes[at] & 0xC0) == 0x80)) {
            left -= (bytes[at] & 0xC0) == 0x80 ? 0 : (bytes[at] & 0xF8) == 0xF0 ? 2 : 1;
            at++;
        }
        return at;
    }
}
