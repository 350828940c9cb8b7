package org.tokenwright.lucene.tokens;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.TokenKind;

/**
 * Cuts a text into the tokens of a model, or into segments.
 *
 * <p>The term of a token is the text of its bytes. A token that is not made of whole characters has a term of as many characters as
 * it has bytes, U+EE00 plus the value of each; so has a token that holds such a character itself, and two tokens never have the
 * same term unless they differ in white space that is left out. Tokens of models that normalize texts, or mark where words begin or
 * go on ({@code ##ing}), have the term that the vocabulary has.
 *
 * <p>Offsets are those of the text as given. A token that begins or ends inside of a character covers the whole of it.
 *
 * <p>An unpaired surrogate is encoded as U+FFFD. The ids are otherwise those of the whole text, although no more than a part of it
 * is in memory, some kilobytes; where a model knows no place at which a text can be cut, it is cut after 1,048,576 bytes, before
 * white space if possible, and near that place the ids may be others. Segments are cut after 8,192 bytes.
 *
 * <p>A text that the model refuses, since it holds a byte that no token covers, is refused with an {@link IllegalArgumentException}
 * when that place is reached.
 *
 * <p>After {@link TokenOptions#maxTokens()} no more tokens are given; the final offset is that of the whole text.
 */
public final class TokenwrightTokenizer extends Tokenizer {
    /*
     * No object is made for a token: terms come from the table of the model, or are decoded into one array, and the offsets
     * of all tokens of a part are found in one pass over it.
     *
     * Of a superword with words, `words` are given one by one after it; nextWord is the place of the next of them.
     */
    private final TokenModel model;
    private final TokenOptions options;
    private final @Nullable SuperwordTable superwords;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final PositionLengthAttribute positionLength = addAttribute(PositionLengthAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private final @Nullable TokenIdAttribute tokenId;
    private final @Nullable KeywordAttribute keyword;
    private final @Nullable PayloadAttribute payload;
    private final BytesRef payloadBytes = new BytesRef(new byte[Integer.BYTES]);
    private @Nullable Parts parts;
    private int index;
    private int left;
    private int @Nullable [] words;
    private int nextWord;

    /**
     * Creates a tokenizer.
     *
     * @param model gives the tokens
     * @param options how they are shown
     * @throws IllegalArgumentException if the model is a segmenter and ids, special tokens or superwords are asked for
     */
    public TokenwrightTokenizer(TokenModel model, TokenOptions options) {
        this(DEFAULT_TOKEN_ATTRIBUTE_FACTORY, model, options);
    }

    /**
     * Creates a tokenizer.
     *
     * @param factory makes attributes
     * @param model gives the tokens
     * @param options how they are shown
     * @throws IllegalArgumentException if the model is a segmenter and ids, special tokens or superwords are asked for
     */
    public TokenwrightTokenizer(AttributeFactory factory, TokenModel model, TokenOptions options) {
        super(factory);
        this.model = model;
        this.options = options;
        check(model, options);
        tokenId = model.isSegmenter() ? null : addAttribute(TokenIdAttribute.class);
        keyword = options.keyword() ? addAttribute(KeywordAttribute.class) : null;
        payload = options.ids() == TokenOptions.IdPlace.PAYLOAD ? addAttribute(PayloadAttribute.class) : null;
        superwords = options.graph() ? model.words(options.trim()) : null;
    }

    static void check(TokenModel model, TokenOptions options) {
        if (model.isSegmenter()
                && (options.ids() != TokenOptions.IdPlace.ATTRIBUTE || options.special() || options.graph())) {
            throw new IllegalArgumentException(model + " has no ids, special tokens and superwords; found " + options);
        }
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        if (parts == null) {
            parts = model.borrow(options.trim(), options.special());
        }
        parts.begin(input, options.prefixSpace());
        index = 0;
        left = options.maxTokens();
        words = null;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (words != null) {
            giveWord(words);
            return true;
        }
        Parts found = parts();
        while (left > 0) {
            if (index == found.count) {
                index = 0;
                if (!found.next(input)) {
                    return false;
                }
                continue;
            }
            left--;
            found.describe(index++);
            if (found.termLength > 0) {
                give(found);
                return true;
            }
        }
        return false;
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("reset() has not been called before incrementToken()");
        }
        return parts;
    }

    private void give(Parts found) {
        clearAttributes();
        term.copyBuffer(found.term, found.termStart, found.termLength);
        offset.setOffset(correctOffset(found.start), correctOffset(found.end));
        if (tokenId != null) {
            identify(tokenId, found.id, found.kind());
            if (superwords != null) {
                begin(superwords.words(model.terms(options.trim()).row(found.id)));
            }
        }
        if (keyword != null) {
            keyword.setKeyword(true);
        }
    }

    private void identify(TokenIdAttribute attribute, int id, TokenKind kind) {
        attribute.setToken(id, kind);
        if (id == TokenIdAttribute.NO_ID) {
            return;
        }
        if (payload != null) {
            byte[] bytes = payloadBytes.bytes;
            bytes[0] = (byte) (id >> 24);
            bytes[1] = (byte) (id >> 16);
            bytes[2] = (byte) (id >> 8);
            bytes[3] = (byte) id;
            payload.setPayload(payloadBytes);
        }
        if (options.ids() == TokenOptions.IdPlace.TYPE) {
            TermTable terms = model.terms(options.trim());
            type.setType(terms.name(terms.row(id), id));
        } else if (kind != TokenKind.TEXT) {
            type.setType(kind.label());
        }
    }

    private void begin(int @Nullable [] found) {
        words = found;
        nextWord = 0;
        if (found != null) {
            positionLength.setPositionLength(found.length / SuperwordTable.WIDTH);
        }
    }

    private void giveWord(int[] found) {
        Parts current = parts();
        int from = found[nextWord];
        int to = found[nextWord + 1];
        clearAttributes();
        term.copyBuffer(current.term, current.termStart + from, to - from);
        boolean unchanged = current.end - current.start == current.termLength;
        offset.setOffset(
                correctOffset(unchanged ? current.start + from : current.start),
                correctOffset(unchanged ? current.start + to : current.end));
        increment.setPositionIncrement(nextWord == 0 ? 0 : 1);
        if (tokenId != null) {
            identify(tokenId, found[nextWord + 2], TokenKind.TEXT);
        }
        if (keyword != null) {
            keyword.setKeyword(true);
        }
        nextWord += SuperwordTable.WIDTH;
        if (nextWord == found.length) {
            words = null;
        }
    }

    @Override
    public void end() throws IOException {
        super.end();
        Parts found = parts();
        if (left == 0 && !found.window.isEnded()) {
            found.window.skipAll(input);
        }
        int end = correctOffset(found.window.charsRead());
        offset.setOffset(end, end);
    }

    @Override
    public void close() throws IOException {
        super.close();
        Parts borrowed = parts;
        if (borrowed != null) {
            parts = null;
            model.giveBack(borrowed, options.trim(), options.special());
        }
        words = null;
    }
}
