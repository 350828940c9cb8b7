package org.tokenwright.cli;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.tokenwright.lucene.tokens.TokenModel;
import org.tokenwright.lucene.tokens.TokenOptions;
import org.tokenwright.lucene.tokens.TokenwrightTokenizer;

/**
 * Puts text in lower case and cuts it into the tokens of a model, each superword with its words beside it. For any number of
 * threads.
 *
 * <p>Models cut a word differently where its case differs, or where no space is before it. So case is dropped before and not after;
 * and line breaks, brackets, quotes and dashes become spaces.
 */
final class SearchAnalyzer extends Analyzer {
    private static final TokenOptions OPTIONS =
            TokenOptions.DEFAULT.withPrefixSpace(true).withGraph(true);

    private final TokenModel model;
    private final boolean indexing;

    private SearchAnalyzer(TokenModel model, boolean indexing) {
        this.model = model;
        this.indexing = indexing;
    }

    /** {@return the analysis of what is indexed, which has no room for the lengths of superwords} */
    static SearchAnalyzer ofIndex(TokenModel model) {
        return new SearchAnalyzer(model, true);
    }

    /** {@return the analysis of queries} */
    static SearchAnalyzer ofQueries(TokenModel model) {
        return new SearchAnalyzer(model, false);
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return new LevelledReader(reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        TokenwrightTokenizer tokens = new TokenwrightTokenizer(model, OPTIONS);
        TokenStream stream = indexing ? new FlattenGraphFilter(tokens) : tokens;
        return new TokenStreamComponents(tokens, stream);
    }

    /** Changes each char by itself, so that offsets stay as they are; what needs two of them keeps its case. */
    private static final class LevelledReader extends FilterReader {
        LevelledReader(Reader reader) {
            super(reader);
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            return c < 0 ? c : level((char) c);
        }

        @Override
        public int read(char[] chars, int start, int length) throws IOException {
            int count = in.read(chars, start, length);
            for (int i = start; i < start + count; i++) {
                chars[i] = level(chars[i]);
            }
            return count;
        }

        private static char level(char c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.DASH_PUNCTUATION,
                        Character.START_PUNCTUATION,
                        Character.INITIAL_QUOTE_PUNCTUATION -> ' ';
                default -> c == '"' ? ' ' : Character.toLowerCase(c);
            };
        }
    }
}
