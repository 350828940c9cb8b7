package org.tokenwright.tokenizers.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Truncation;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** A tokenizer put together from parts. Immutable, safe for any number of threads. */
public final class PipelineTokenizer implements Tokenizer {
    /*
     * A text goes this way: it is cut at the added tokens that are looked for in the text as given; each stretch between them is
     * normalized, and cut at the other added tokens; what is left is cut into pieces; the core encodes each piece.
     */
    private final PipelineParts parts;
    private final SpecialTokens specialTokens;
    private final ArrayBlockingQueue<PipelineWorker> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    private volatile @Nullable Vocabulary vocabulary;

    /**
     * Creates a tokenizer.
     *
     * @param parts its parts
     * @throws IllegalArgumentException if a special token is longer than {@link SpecialTokens#MAX_TOKEN_BYTES}
     */
    public PipelineTokenizer(PipelineParts parts) {
        this.parts = parts;
        Map<String, Integer> special = new LinkedHashMap<>();
        for (AddedToken token : parts.added().tokens()) {
            if (token.special()) {
                special.put(token.content(), token.id());
            }
        }
        specialTokens = SpecialTokens.of(special);
    }

    /**
     * {@return the parts}
     */
    public PipelineParts parts() {
        return parts;
    }

    @Override
    public Vocabulary vocabulary() {
        Vocabulary known = vocabulary;
        if (known == null) {
            known = parts.vocabulary();
            vocabulary = known;
        }
        return known;
    }

    @Override
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    @Override
    public TokenKind kind(int id) {
        AddedToken added = parts.added().get(id);
        if (added != null) {
            return added.special() ? TokenKind.SPECIAL : TokenKind.ADDED;
        }
        if (parts.names().containsKey(id)) {
            return TokenKind.UNUSED;
        }
        PieceModel pieces = parts.core().pieces();
        return pieces == null || !pieces.vocabulary().contains(id) ? Tokenizer.super.kind(id) : pieces.kind(id);
    }

    @Override
    public SequenceTemplate template() {
        return parts.template();
    }

    @Override
    public @Nullable Truncation truncation() {
        return parts.truncation();
    }

    @Override
    public @Nullable Padding padding() {
        return parts.padding();
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        return encoder(policy, new PipelineWorker(parts));
    }

    private PipelineEncoder encoder(SpecialTokenPolicy policy, PipelineWorker worker) {
        if (policy.names() != null) {
            specialTokens.only(policy.names());
        }
        return new PipelineEncoder(parts, policy, worker);
    }

    @Override
    public int[] encode(CharSequence text, SpecialTokenPolicy policy) {
        PipelineWorker worker = borrow();
        try {
            PipelineEncoder encoder = encoder(policy, worker);
            int count = encoder.encode(text);
            return Arrays.copyOf(encoder.ids(), count);
        } finally {
            giveBack(worker);
        }
    }

    @Override
    public Encoding encode(CharSequence text, SpecialTokenPolicy policy, OffsetUnit unit) {
        PipelineWorker worker = borrow();
        try {
            PipelineEncoder encoder = encoder(policy, worker);
            encoder.encode(text);
            return encoder.encoding(unit);
        } finally {
            giveBack(worker);
        }
    }

    private PipelineWorker borrow() {
        PipelineWorker worker = idle.poll();
        return worker == null ? new PipelineWorker(parts) : worker;
    }

    private void giveBack(PipelineWorker worker) {
        // What draws random numbers begins anew for every text, so that a text always gives the same ids.
        if (!parts.isRandom()) {
            worker.clear();
            idle.offer(worker);
        }
    }

    @Override
    public Decoder newDecoder() {
        return parts.decoder().isByteLevel()
                ? new BytesDecoder(parts)
                : new StepsDecoder(parts, CodingErrorAction.REPLACE);
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        if (!parts.decoder().isByteLevel()) {
            return decode(ids).getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ids.length * 5);
        for (int id : ids) {
            bytes.writeBytes(parts.bytes(id));
        }
        return bytes.toByteArray();
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        Objects.requireNonNull(malformed);
        if (!parts.decoder().isByteLevel()) {
            StepsDecoder decoder = new StepsDecoder(parts, malformed);
            StringBuilder text = new StringBuilder();
            for (int id : ids) {
                text.append(decoder.append(id));
            }
            return text.append(decoder.finish()).toString();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(malformed)
                    .decode(ByteBuffer.wrap(decodeBytes(ids)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the tokens' bytes are not UTF-8: " + e.getMessage(), e);
        }
    }
}
