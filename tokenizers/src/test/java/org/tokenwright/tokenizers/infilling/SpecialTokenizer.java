package org.tokenwright.tokenizers.infilling;

import java.nio.charset.CodingErrorAction;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** A tokenizer that has special tokens which it never finds. */
record SpecialTokenizer(Tokenizer tokenizer, SpecialTokens specialTokens) implements Tokenizer {
    @Override
    public Vocabulary vocabulary() {
        return tokenizer.vocabulary();
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return tokenizer.newEncoder(policy);
    }

    @Override
    public Decoder newDecoder() {
        return tokenizer.newDecoder();
    }

    @Override
    public int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        return tokenizer.encode(text, policy);
    }

    @Override
    public Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        return tokenizer.encode(text, policy, unit);
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        return tokenizer.decodeBytes(ids);
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        return tokenizer.decode(malformed, ids);
    }
}
