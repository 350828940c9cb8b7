package org.tokenwright.tokenizers.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.SpecialTokens;

/**
 * How a vocabulary is trained. Immutable.
 *
 * @param vocabularySize the tokens in all: base bytes, products of merges and of supermerges; special tokens are not counted
 * @param pretokenizer the pretokenizer
 * @param mergeRule which pretokens may take part in supermerges; without meaning for plain BPE
 * @param alphabet the bytes that the vocabulary begins with
 * @param specialTokens strings of special tokens; their ids follow those of the vocabulary
 * @param threads how many threads count pretokens, 1 or more; the result does not depend on it
 */
public record TrainerOptions(
        int vocabularySize,
        Pretokenizer pretokenizer,
        MergeRule mergeRule,
        Alphabet alphabet,
        List<String> specialTokens,
        int threads) {
    /** The largest vocabulary: 2^24 tokens. */
    public static final int MAX_VOCABULARY_SIZE = 1 << 24;

    /**
     * The longest token that training makes: 4,096 bytes. Without a bound, ties between pairs that occur once let one token
     * swallow a long pretoken byte by byte, and the vocabulary grow with the square of its size.
     */
    public static final int MAX_TOKEN_BYTES = 4096;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if {@code vocabularySize} is smaller than the alphabet or larger than
     *     {@link #MAX_VOCABULARY_SIZE}, {@code threads} is below 1, or a special token is given twice or is none that
     *     {@link SpecialTokens#of} takes
     */
    public TrainerOptions {
        if (vocabularySize < alphabet.size() || vocabularySize > MAX_VOCABULARY_SIZE) {
            throw new IllegalArgumentException("vocabulary size is " + vocabularySize + ", expected " + alphabet.size()
                    + " to " + MAX_VOCABULARY_SIZE);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
        }
        specialTokens = List.copyOf(specialTokens);
        specialTokens(specialTokens, vocabularySize);
    }

    /** The special tokens with ids from a first one on. */
    static SpecialTokens specialTokens(List<String> tokens, int firstId) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String token : tokens) {
            if (ids.put(token, firstId + ids.size()) != null) {
                throw new IllegalArgumentException("the special token " + token + " is given twice");
            }
        }
        return SpecialTokens.of(ids);
    }

    /**
     * {@return the defaults: the simple merge rule, all 256 bytes, no special tokens, one thread}
     *
     * @param vocabularySize the tokens in all
     * @param pretokenizer the pretokenizer
     */
    public static TrainerOptions of(int vocabularySize, Pretokenizer pretokenizer) {
        return new TrainerOptions(vocabularySize, pretokenizer, MergeRule.SIMPLE, Alphabet.BYTES, List.of(), 1);
    }

    /**
     * {@return these options with another merge rule}
     *
     * @param rule which pretokens may take part in supermerges
     */
    public TrainerOptions withMergeRule(MergeRule rule) {
        return new TrainerOptions(vocabularySize, pretokenizer, rule, alphabet, specialTokens, threads);
    }

    /**
     * {@return these options with another alphabet}
     *
     * @param bytes the bytes that the vocabulary begins with
     */
    public TrainerOptions withAlphabet(Alphabet bytes) {
        return new TrainerOptions(vocabularySize, pretokenizer, mergeRule, bytes, specialTokens, threads);
    }

    /**
     * {@return these options with other special tokens}
     *
     * @param tokens strings of special tokens
     */
    public TrainerOptions withSpecialTokens(List<String> tokens) {
        return new TrainerOptions(vocabularySize, pretokenizer, mergeRule, alphabet, tokens, threads);
    }

    /**
     * {@return these options with another number of threads}
     *
     * @param count how many threads count pretokens
     */
    public TrainerOptions withThreads(int count) {
        return new TrainerOptions(vocabularySize, pretokenizer, mergeRule, alphabet, specialTokens, count);
    }
}
