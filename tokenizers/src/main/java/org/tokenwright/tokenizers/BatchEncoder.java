package org.tokenwright.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Encodes texts and pairs of texts into rows as a model takes them: special tokens around them, truncated to what the model
 * can hold, padded to one length. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * BatchEncoder encoder = BatchEncoder.of(tokenizer)       // with what the tokenizer's file says, where it says something
 *         .withTruncation(Truncation.to(384).withStrategy(Truncation.Strategy.ONLY_SECOND).withStride(128))
 *         .withPadding(Padding.toLongest(0, "[PAD]"))
 *         .withOverflow(true)
 *         .withOffsets(OffsetUnit.UTF16);
 * BatchEncoding batch = encoder.encodePairs(questions, contexts);
 * for (int row = 0; row < batch.size(); row++) {
 *     run(batch.ids(row), batch.attentionMask(row), batch.typeIds(row));
 *     // batch.sample(row) is the number of the pair, batch.starts(row) leads back into its texts
 * }
 * }</pre>
 */
public final class BatchEncoder {
    private final Tokenizer tokenizer;
    private final Settings settings;

    /** Everything but the tokenizer. */
    private record Settings(
            SpecialTokenPolicy policy,
            SequenceTemplate template,
            @Nullable Truncation truncation,
            @Nullable Padding padding,
            boolean overflow,
            @Nullable OffsetUnit unit,
            Executor executor,
            int threads) {}

    private BatchEncoder(Tokenizer tokenizer, Settings settings) {
        this.tokenizer = tokenizer;
        this.settings = settings;
    }

    /**
     * {@return an encoder with the tokenizer's own template, truncation and padding, which refuses special tokens in texts, has
     * no rows of overflow and no offsets, and works in the calling thread}
     *
     * @param tokenizer gives the ids
     */
    public static BatchEncoder of(Tokenizer tokenizer) {
        return new BatchEncoder(
                tokenizer,
                new Settings(
                        SpecialTokenPolicy.RAISE,
                        tokenizer.template(),
                        tokenizer.truncation(),
                        tokenizer.padding(),
                        false,
                        null,
                        Runnable::run,
                        1));
    }

    private BatchEncoder with(Settings changed) {
        return new BatchEncoder(tokenizer, changed);
    }

    /**
     * {@return this with another policy}
     *
     * @param policy what is done with special tokens in texts
     * @throws IllegalArgumentException if {@code policy} names a special token that the tokenizer does not have
     */
    public BatchEncoder withPolicy(SpecialTokenPolicy policy) {
        Settings s = settings;
        tokenizer.newEncoder(policy);
        return with(
                new Settings(policy, s.template, s.truncation, s.padding, s.overflow, s.unit, s.executor, s.threads));
    }

    /**
     * {@return this with another template}
     *
     * @param template the special tokens around sequences; {@link SequenceTemplate#PLAIN} for none
     */
    public BatchEncoder withTemplate(SequenceTemplate template) {
        Settings s = settings;
        return with(new Settings(
                s.policy,
                Objects.requireNonNull(template),
                s.truncation,
                s.padding,
                s.overflow,
                s.unit,
                s.executor,
                s.threads));
    }

    /**
     * {@return this with another truncation}
     *
     * @param truncation how rows are truncated, or null if they are not
     */
    public BatchEncoder withTruncation(@Nullable Truncation truncation) {
        Settings s = settings;
        return with(
                new Settings(s.policy, s.template, truncation, s.padding, s.overflow, s.unit, s.executor, s.threads));
    }

    /**
     * {@return this with another padding}
     *
     * @param padding how rows are padded, or null if they are not
     */
    public BatchEncoder withPadding(@Nullable Padding padding) {
        Settings s = settings;
        return with(
                new Settings(s.policy, s.template, s.truncation, padding, s.overflow, s.unit, s.executor, s.threads));
    }

    /**
     * Returns this with or without overflow. What truncation takes off then follows in rows of its own, as long as the truncated
     * one at most, which share {@link Truncation#stride} tokens. Of a pair both of whose sequences are cut, there is a row for
     * each two windows: the first of the one and the first of the other; then the further ones of the sequence that stands first in
     * the template, each with all of the other; then its first with the further ones of the other. Of a sequence for which no token is left,
     * there is none.
     *
     * @param overflow whether there are such rows
     * @return an encoder with that setting
     */
    public BatchEncoder withOverflow(boolean overflow) {
        Settings s = settings;
        return with(
                new Settings(s.policy, s.template, s.truncation, s.padding, overflow, s.unit, s.executor, s.threads));
    }

    /**
     * {@return this with or without offsets}
     *
     * @param unit what offsets count, or null for none
     */
    public BatchEncoder withOffsets(@Nullable OffsetUnit unit) {
        Settings s = settings;
        return with(
                new Settings(s.policy, s.template, s.truncation, s.padding, s.overflow, unit, s.executor, s.threads));
    }

    /**
     * {@return this with threads, which change nothing in the result; the calling thread is one of them}
     *
     * @param executor runs the tasks of the others
     * @param threads how many threads at most work at a call, 1 or more
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public BatchEncoder withThreads(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected 1 or more");
        }
        Settings s = settings;
        return with(new Settings(
                s.policy,
                s.template,
                s.truncation,
                s.padding,
                s.overflow,
                s.unit,
                Objects.requireNonNull(executor),
                threads));
    }

    /**
     * Encodes texts.
     *
     * @param texts the texts
     * @return a row for each, and those of overflow
     * @throws IllegalArgumentException as {@link Encoder#encode(CharSequence)} does; if the truncation leaves no room for the
     *     template, cannot take off enough of the sequence it is for, or has a stride that is not below what is left of it
     */
    public BatchEncoding encode(List<? extends CharSequence> texts) {
        return encode(texts, null);
    }

    /**
     * Encodes pairs of texts.
     *
     * @param first the first text of each pair
     * @param second the second text of each pair
     * @return a row for each pair, and those of overflow
     * @throws IllegalArgumentException if there are not as many of both, or as {@link #encode(List)} does
     */
    public BatchEncoding encodePairs(List<? extends CharSequence> first, List<? extends CharSequence> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "there are " + first.size() + " first texts and " + second.size() + " second, expected as many");
        }
        return encode(first, second);
    }

    private BatchEncoding encode(List<? extends CharSequence> first, @Nullable List<? extends CharSequence> second) {
        RowMaker maker = new RowMaker(settings.template, settings.truncation, settings.overflow);
        List<List<BatchRow>> samples = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i++) {
            samples.add(List.of());
        }
        Parallel.run(settings.executor, settings.threads, first.size(), pieces -> {
            Encoder encoder = tokenizer.newEncoder(settings.policy);
            boolean more = true;
            while (more) {
                more = pieces.next(i -> {
                    TokenSequence a = TokenSequence.of(encoder, first.get(i), settings.unit);
                    TokenSequence b = second == null ? null : TokenSequence.of(encoder, second.get(i), settings.unit);
                    samples.set(i, maker.rows(i, a, b));
                });
            }
        });
        List<BatchRow> rows = new ArrayList<>();
        samples.forEach(rows::addAll);
        return new BatchEncoding(rows, settings.padding, settings.unit);
    }
}
