package org.tokenwright.tokenizers.bpe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** A tokenizer over a {@link BpeModel}. */
final class BpeTokenizer implements Tokenizer {
    private final BpeModel model;
    private final @Nullable WordEvents events;
    private volatile @Nullable WordTables tables;
    private final ArrayBlockingQueue<TextEncoder> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    BpeTokenizer(BpeModel model) {
        this(model, WordEvents.of(model));
    }

    BpeTokenizer(BpeModel model, @Nullable WordEvents events) {
        this.model = model;
        this.events = events;
    }

    BpeModel model() {
        return model;
    }

    @Override
    public Vocabulary vocabulary() {
        return model.vocabulary();
    }

    @Override
    public SpecialTokens specialTokens() {
        return model.specialTokens();
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return new BpeEncoder(model, policy, new TextEncoder(model, tables()));
    }

    @Override
    public int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        TextEncoder borrowed = borrow();
        try {
            Encoder encoder = new BpeEncoder(model, policy, borrowed);
            int count = encoder.encode(text);
            return Arrays.copyOf(encoder.ids(), count);
        } finally {
            idle.offer(borrowed);
        }
    }

    @Override
    public Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        TextEncoder borrowed = borrow();
        try {
            Encoder encoder = new BpeEncoder(model, policy, borrowed);
            encoder.encode(text);
            return encoder.encoding(unit);
        } finally {
            idle.offer(borrowed);
        }
    }

    @Override
    public Decoder newDecoder() {
        return new BpeDecoder(model);
    }

    private WordTables tables() {
        WordTables known = tables;
        return known == null ? makeTables() : known;
    }

    private synchronized WordTables makeTables() {
        WordTables made = tables;
        if (made == null) {
            made = WordTables.of(model, events);
            tables = made;
        }
        return made;
    }

    private TextEncoder borrow() {
        TextEncoder encoder = idle.poll();
        return encoder == null ? new TextEncoder(model, tables()) : encoder;
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        long length = 0;
        for (int id : ids) {
            length += model.length(id);
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the tokens hold " + length + " bytes, more than an array can");
        }
        byte[] bytes = new byte[(int) length];
        int end = 0;
        for (int id : ids) {
            end += model.copy(id, bytes, end);
        }
        return bytes;
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        byte[] bytes = decodeBytes(ids);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(Objects.requireNonNull(malformed))
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the tokens' bytes are not UTF-8: " + e.getMessage(), e);
        }
    }
}
