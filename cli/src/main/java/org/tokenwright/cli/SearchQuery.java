package org.tokenwright.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a text without operators looks for: any of its words, where the tokens of a word have to stand side by side, so that parts
 * of words do not count; and any of its superwords, which lift what stands as it does in the text. For one thread.
 */
final class SearchQuery {
    /** Scripts that have no spaces between words: there every token counts by itself. */
    private static final Set<Character.UnicodeScript> UNSPACED = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private final String text;
    private final BooleanQuery.Builder query = new BooleanQuery.Builder();
    private final List<BytesRef> word = new ArrayList<>();
    private int wordEnd;
    private boolean empty = true;

    private SearchQuery(String text) {
        this.text = text;
    }

    /**
     * {@return the query, or null if the text has nothing to look for}
     *
     * @param text the text
     * @param analyzer gives its tokens
     * @throws org.apache.lucene.search.IndexSearcher.TooManyClauses if it has more words than a query may have
     */
    static @Nullable Query of(String text, SearchAnalyzer analyzer) throws IOException {
        SearchQuery query = new SearchQuery(text);
        try (TokenStream stream = analyzer.tokenStream(SearchIndex.TEXT, text)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            PositionLengthAttribute length = stream.getAttribute(PositionLengthAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                BytesRef bytes = BytesRef.deepCopyOf(term.getBytesRef());
                if (length.getPositionLength() > 1) {
                    query.add(List.of(bytes));
                } else if (query.hasWord(offset.startOffset(), offset.endOffset())) {
                    query.append(bytes, offset.startOffset(), offset.endOffset());
                }
            }
            stream.end();
        }
        query.endWord();
        return query.empty ? null : query.query.build();
    }

    private boolean hasWord(int start, int end) {
        return text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private void append(BytesRef term, int start, int end) {
        if (start > wordEnd || start == 0 || !isInside(start)) {
            endWord();
        }
        word.add(term);
        wordEnd = end;
    }

    /** {@return whether a word goes on at an offset} */
    private boolean isInside(int at) {
        return isPart(text.codePointBefore(at)) && isPart(text.codePointAt(at));
    }

    private static boolean isPart(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK)
                && !UNSPACED.contains(Character.UnicodeScript.of(codePoint));
    }

    private void endWord() {
        if (!word.isEmpty()) {
            add(word);
            word.clear();
        }
    }

    private void add(List<BytesRef> terms) {
        empty = false;
        query.add(
                terms.size() == 1
                        ? new TermQuery(new Term(SearchIndex.TEXT, terms.get(0)))
                        : new PhraseQuery(SearchIndex.TEXT, terms.toArray(new BytesRef[0])),
                BooleanClause.Occur.SHOULD);
    }
}
