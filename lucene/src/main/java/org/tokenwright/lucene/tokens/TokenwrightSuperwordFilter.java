package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.tokenwright.tokenizers.TokenKind;

/**
 * Puts the superwords of a vocabulary beside the words of any stream, as {@code ShingleFilter} puts all rows of words: a
 * superword begins at the position of its first word and spans as many positions as it has words. Its term is its words
 * with one space between, its type {@value #TYPE}. All superwords that the words make up are given, overlapping ones too, so
 * that the same words have the same superwords in every text and query.
 *
 * <p>The superwords are the tokens of the vocabulary that are several words with white space between and no other signs at their
 * ends. Words join if they are at neighbouring positions and span one each.
 */
public final class TokenwrightSuperwordFilter extends TokenFilter {
    /** The type of superwords. */
    public static final String TYPE = "superword";

    /*
     * Tokens are held only behind a word with which a superword begins, as long as the words seen so far may become one. The
     * superwords that begin at the first token held are found before it is given, and given after it: `ends` has the index of the
     * last word of each, `found` its id.
     */
    private final SuperwordTrie superwords;
    private final char[] scratch;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final PositionLengthAttribute length = addAttribute(PositionLengthAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private final TokenIdAttribute tokenId = addAttribute(TokenIdAttribute.class);
    private final HeldTokens held = new HeldTokens(this);
    private int[] ends = new int[8];
    private int[] found = new int[8];
    private int count;
    private int next;
    private int position;
    private int firstPosition;
    private boolean exhausted;

    /**
     * Creates a filter.
     *
     * @param input the words
     * @param model has the superwords
     * @param ignoreCase whether words and superwords may differ in case
     * @throws IllegalArgumentException if the model is a segmenter
     */
    public TokenwrightSuperwordFilter(TokenStream input, TokenModel model, boolean ignoreCase) {
        this(input, model.superwords(ignoreCase));
    }

    TokenwrightSuperwordFilter(TokenStream input, SuperwordTrie superwords) {
        super(input);
        this.superwords = superwords;
        scratch = superwords.newScratch();
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        held.reset();
        count = 0;
        next = 0;
        position = -1;
        firstPosition = -1;
        exhausted = false;
    }

    @Override
    public void close() throws IOException {
        super.close();
        held.reset();
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (next < count) {
            giveSuperword(held.get(0));
            return true;
        }
        if (held.size() == 0) {
            if (exhausted || !input.incrementToken()) {
                return false;
            }
            position += increment.getPositionIncrement();
            int word = word();
            if (!begins(word)) {
                firstPosition = position;
                return true;
            }
            hold(word);
        }
        giveFirst();
        return true;
    }

    /** {@return the number of the word that the input shows, {@link SuperwordTrie#NONE} if it can be in no superword} */
    private int word() {
        return length.getPositionLength() == 1
                ? superwords.word(term.buffer(), term.length(), scratch)
                : SuperwordTrie.NONE;
    }

    private boolean begins(int word) {
        return word != SuperwordTrie.NONE && position > firstPosition && superwords.first(word) != SuperwordTrie.NONE;
    }

    private void hold(int word) {
        held.add(position, length.getPositionLength()).word = word;
    }

    private boolean holdNext() throws IOException {
        if (exhausted || !input.incrementToken()) {
            exhausted = true;
            return false;
        }
        position += increment.getPositionIncrement();
        hold(word());
        return true;
    }

    private void giveFirst() throws IOException {
        HeldTokens.Held first = held.get(0);
        count = 0;
        next = 0;
        if (first.position > firstPosition && first.word != SuperwordTrie.NONE) {
            find(first);
        }
        firstPosition = first.position;
        held.restore(first);
        if (count == 0) {
            held.removeFirst();
        }
    }

    private void find(HeldTokens.Held first) throws IOException {
        int node = superwords.first(first.word);
        int at = first.position;
        for (int i = 1; node != SuperwordTrie.NONE && (i < held.size() || holdNext()); i++) {
            HeldTokens.Held token = held.get(i);
            if (token.position == at) {
                continue;
            }
            node = token.position == at + 1 && token.word != SuperwordTrie.NONE
                    ? superwords.next(node, token.word)
                    : SuperwordTrie.NONE;
            at = token.position;
            if (node != SuperwordTrie.NONE && superwords.id(node) != SuperwordTrie.NONE) {
                add(i, superwords.id(node));
            }
        }
    }

    private void add(int end, int id) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            found = Arrays.copyOf(found, 2 * count);
        }
        ends[count] = end;
        found[count++] = id;
    }

    private void giveSuperword(HeldTokens.Held first) {
        held.restore(first);
        int last = ends[next];
        int at = first.position;
        for (int i = 1; i <= last; i++) {
            HeldTokens.Held word = held.get(i);
            if (word.position > at) {
                term.append(' ').append(word.term);
                at = word.position;
            }
        }
        offset.setOffset(
                first.offset.startOffset(),
                Math.max(first.offset.startOffset(), held.get(last).offset.endOffset()));
        increment.setPositionIncrement(0);
        length.setPositionLength(at - first.position + 1);
        type.setType(TYPE);
        tokenId.setToken(found[next], TokenKind.TEXT);
        next++;
        if (next == count) {
            held.removeFirst();
        }
    }
}
