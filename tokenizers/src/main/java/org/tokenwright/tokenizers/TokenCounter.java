package org.tokenwright.tokenizers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Counts tokens and cuts texts to budgets of tokens. For one thread; keep one, since it remembers words.
 *
 * <pre>{@code
 * TokenCounter counter = TokenCounter.of(tokenizer);
 * int tokens = counter.count(text);
 * if (counter.countUpTo(text, 4096) > 4096) {                  // reads no more of the text than it needs
 *     text = counter.truncate(text, 4096).of(text);
 * }
 * for (TextChunk chunk : counter.chunks(text, 512, 64)) {      // 512 tokens, 64 of them also in the chunk before
 *     index(chunk.of(text));
 * }
 * }</pre>
 *
 * <p>Budgets are kept by what counts in the end: a piece of a text has at most so many tokens when it is encoded by itself.
 */
public final class TokenCounter {
    private static final int LEAST_PART = 1 << 10;
    private static final int PART = 1 << 16;
    private static final int BYTES_PER_TOKEN = 6;

    private final Tokenizer tokenizer;
    private final SpecialTokenPolicy policy;
    private final Encoder encoder;

    private TokenCounter(Tokenizer tokenizer, SpecialTokenPolicy policy) {
        this.tokenizer = tokenizer;
        this.policy = policy;
        encoder = tokenizer.newEncoder(policy);
    }

    /**
     * {@return a counter for which special tokens are text like any other, so that no text is refused for them}
     *
     * @param tokenizer gives the tokens
     */
    public static TokenCounter of(Tokenizer tokenizer) {
        return of(tokenizer, SpecialTokenPolicy.IGNORE);
    }

    /**
     * {@return a counter}
     *
     * @param tokenizer gives the tokens
     * @param policy what is done with special tokens in a text
     * @throws IllegalArgumentException if {@code policy} names a special token that the tokenizer does not have
     */
    public static TokenCounter of(Tokenizer tokenizer, SpecialTokenPolicy policy) {
        return new TokenCounter(tokenizer, policy);
    }

    /**
     * Counts the tokens of a text. Costs as much as encoding it.
     *
     * @param text the text
     * @return their number
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, or as {@link Encoder#encode(byte[], int, int)}
     *     does
     */
    public int count(CharSequence text) {
        return countUpTo(text, Integer.MAX_VALUE - 1);
    }

    /**
     * Counts the tokens of a text. Costs as much as encoding it.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return their number
     * @throws IllegalArgumentException as {@link Encoder#encode(byte[], int, int)} does
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    public int count(byte[] utf8, int start, int end) {
        return encoder.encode(utf8, start, end);
    }

    /**
     * Counts the tokens of a text as far as a limit. Where cuts are known ({@link Encoder#lastCut}), no more of the text is looked
     * at than a little behind the token that exceeds the limit.
     *
     * @param text the text
     * @param limit the most tokens, 0 or more
     * @return their number, or {@code limit + 1} if there are more than {@code limit}
     * @throws IllegalArgumentException if {@code limit} is negative or 2<sup>31</sup> - 1, or as {@link #count(CharSequence)} does
     */
    public int countUpTo(CharSequence text, int limit) {
        checkLimit(limit);
        try {
            TextParts parts = parts(text, limit);
            long count = 0;
            while (count <= limit && parts.next()) {
                count += encoder.encode(parts.bytes(), parts.start(), parts.end());
            }
            return (int) Math.min(count, limit + 1L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkLimit(int limit) {
        if (limit < 0 || limit == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the limit is " + limit + " tokens, expected 0 to " + (Integer.MAX_VALUE - 1));
        }
    }

    private TextParts parts(CharSequence text, int limit) {
        long usual = Math.max(LEAST_PART, Math.min(PART, (long) limit * BYTES_PER_TOKEN));
        return new TextParts(encoder, Utf8Chars.of(text), (int) usual);
    }

    /**
     * Cuts a text behind a number of tokens. The result is the whole text if it has no more than so many, or else what stands
     * before some place between two of its tokens and two characters, of which it takes the last one that fits: behind
     * {@code maxTokens} tokens, or a few less where that is inside a character or where the piece would be encoded in
     * another way by itself, with more tokens. What stands far behind that place is not looked at, if cuts are known.
     *
     * @param text the text
     * @param maxTokens the most tokens, 0 or more
     * @return the piece, which begins where the text does
     * @throws IllegalArgumentException as {@link #countUpTo} does
     */
    public TextChunk truncate(CharSequence text, int maxTokens) {
        checkLimit(maxTokens);
        try {
            TextParts parts = parts(text, maxTokens);
            int tokens = 0;
            int chars = 0;
            while (parts.next()) {
                int budget = maxTokens - tokens;
                int end = parts.end();
                int count = encoder.encode(parts.bytes(), parts.start(), end);
                boolean fits = count <= budget;
                if (!fits) {
                    TokenBoundaries boundaries = new TokenBoundaries();
                    boundaries.add(encoder, parts.bytes(), parts.start(), end, 0);
                    int last = boundaries.last(0, budget, encoder, parts.bytes());
                    end = boundaries.place(last);
                    count = last == 0 ? 0 : encoder.encode(parts.bytes(), parts.start(), end);
                }
                tokens += count;
                chars += Utf8Chars.utf16Length(parts.bytes(), parts.start(), end);
                if (!fits) {
                    return new TextChunk(0, chars, 0, Math.toIntExact(parts.position() + end - parts.start()), tokens);
                }
            }
            return new TextChunk(0, chars, 0, Math.toIntExact(parts.position()), tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Splits a text into chunks that share tokens with their neighbours. The chunks are in order, each begins behind the
     * beginning of the one before and not behind its end, and together they cover the text. Each has at most
     * {@code maxTokens} tokens when it is encoded by itself. A chunk begins {@code overlap} tokens of the text before the end
     * of the one before, or a few more, where that is inside a character; it shares none with it where the text there has so
     * many more tokens by itself that nothing new would fit. Costs about as much as encoding the text and all
     * chunks, and holds the text in UTF-8.
     *
     * @param text the text
     * @param maxTokens the most tokens of a chunk, 1 or more
     * @param overlap how many tokens of a chunk are also in the one before, 0 or more and less than {@code maxTokens}
     * @return the chunks; none for an empty text
     * @throws IllegalArgumentException if {@code maxTokens} or {@code overlap} is outside its range, if a single character has
     *     more than {@code maxTokens} tokens, or as {@link #count(CharSequence)} does
     */
    public List<TextChunk> chunks(CharSequence text, int maxTokens, int overlap) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("a chunk has at most " + maxTokens + " tokens, expected 1 or more");
        }
        if (overlap < 0 || overlap >= maxTokens) {
            throw new IllegalArgumentException("the overlap is " + overlap + " tokens, expected 0 to " + (maxTokens - 1)
                    + ", less than a chunk has");
        }
        return new Chunker(encoder, Utf8Chars.encode(text), maxTokens, overlap).chunks();
    }

    /**
     * {@return a count of the tokens of a text that grows and shrinks, empty at first; for one thread}
     */
    public RunningCount newRunningCount() {
        return new RunningCount(tokenizer.newEncoder(policy));
    }
}
