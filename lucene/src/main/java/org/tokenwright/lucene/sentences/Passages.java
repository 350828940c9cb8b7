package org.tokenwright.lucene.sentences;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.tokenizers.TokenCounter;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Splits texts into passages for retrieval: as many sentences, one after the other, as a budget of tokens has room for. Immutable,
 * safe for any number of threads.
 *
 * <pre>{@code
 * SentenceDetector sentences = CharBoundaryDetector.of(CharBoundaryModels.named("legal"));
 * Passages passages = Passages.of(sentences, Tokenizers.load("cl100k_base"), 256).withOverlap(1);
 * for (Passage passage : passages.split(text)) {
 *     index(passage.text());
 * }
 * }</pre>
 *
 * <p>A passage ends where a sentence does, but not inside a legal citation, whatever the detector takes for the end of a sentence
 * there: {@code Roe v. Wade, 410 U.S. 113, 116 (1973)}, {@code 29 C.F.R. § 1614.105(a)}, {@code Fed. R. Civ. P. 12(b)(6)},
 * {@code Id. at 5}. A sentence that exceeds the budget by itself is cut at the last white space that fits and is in no citation,
 * or, if there is none, at the last white space, or between two tokens. Only a single character that has more tokens than the
 * budget makes a passage that has, too. Sentences have at most {@value #MAX_SENTENCE} UTF-16 units; longer ones are cut where the
 * detector is most inclined to see an end. A passage has no white space at its edges, and what is between two passages that do not
 * overlap is white space. White space of more than twice {@value #MAX_SENTENCE} units parts passages.
 */
public final class Passages {
    /** The greatest length of a sentence, in UTF-16 units: 65,536. */
    public static final int MAX_SENTENCE = 1 << 16;

    private final SentenceDetector detector;
    private final Tokenizer tokenizer;
    private final int maxTokens;
    private final int overlap;

    private Passages(SentenceDetector detector, Tokenizer tokenizer, int maxTokens, int overlap) {
        this.detector = detector;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        this.overlap = overlap;
    }

    /**
     * {@return a splitter whose passages do not overlap}
     *
     * @param detector finds sentences
     * @param tokenizer counts tokens; strings of special tokens are text like any other
     * @param maxTokens the most tokens of a passage when it is encoded by itself, 1 or more
     * @throws IllegalArgumentException if {@code maxTokens} is less
     */
    public static Passages of(SentenceDetector detector, Tokenizer tokenizer, int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("a passage has at most " + maxTokens + " tokens, expected 1 or more");
        }
        return new Passages(detector.withLengths(0, MAX_SENTENCE), tokenizer, maxTokens, 0);
    }

    /**
     * {@return a splitter whose passages begin with the last sentences of the one before, as far as there is room for them and the
     * next sentence, which no passage lacks}
     *
     * @param sentences how many sentences, 0 or more
     * @throws IllegalArgumentException if there are less
     */
    public Passages withOverlap(int sentences) {
        if (sentences < 0) {
            throw new IllegalArgumentException("the overlap is " + sentences + " sentences, expected 0 or more");
        }
        return new Passages(detector, tokenizer, maxTokens, sentences);
    }

    /**
     * Splits a text. Costs about as much as detecting its sentences and encoding it once, or twice where sentences exceed the
     * budget.
     *
     * @param text the text, which may hold unpaired surrogates; they count as U+FFFD
     * @return its passages in order
     */
    public List<Passage> split(CharSequence text) {
        PassageCursor cursor = newCursor();
        cursor.append(text);
        cursor.finish();
        List<Passage> passages = new ArrayList<>();
        for (@Nullable Passage passage = cursor.next(); passage != null; passage = cursor.next()) {
            passages.add(passage);
        }
        return passages;
    }

    /**
     * {@return what splits one text that comes in pieces; for one thread}
     */
    public PassageCursor newCursor() {
        return new PassageCursor(detector.newCursor(), TokenCounter.of(tokenizer), maxTokens, overlap);
    }
}
