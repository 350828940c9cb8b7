package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.StreamEncoder;
import org.tokenwright.tokenizers.TokenSink;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.Vocabulary;

/** The tokens of a text in UTF-8. */
final class TokenUnits implements TextUnits {
    /*
     * Tokenizers may normalize, drop or replace; so the ids are decoded again while the text is split, and what comes out is compared
     * with what went in. Decoding goes on over the whole text, since a first token may mean something else than the same token
     * later.
     */
    private final Tokenizer tokenizer;

    TokenUnits(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public int symbols() {
        return tokenizer.vocabulary().idBound();
    }

    @Override
    public byte[] fingerprint() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        Vocabulary vocabulary = tokenizer.vocabulary();
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (vocabulary.contains(id)) {
                digest.update(
                        head.clear().putInt(id).putInt(vocabulary.length(id)).flip());
                digest.update(vocabulary.bytes(id));
            }
        }
        return digest.digest();
    }

    @Override
    public void split(InputStream text, TokenSink sink) throws IOException {
        Comparison comparison = new Comparison();
        Joiner joiner = newJoiner(comparison.decoded());
        StreamEncoder.of(tokenizer, SpecialTokenPolicy.IGNORE).encode(comparison.reading(text), (ids, start, end) -> {
            for (int i = start; i < end; i++) {
                if (ids[i] >= symbols()) {
                    throw new IllegalArgumentException("a token of the text has the id " + ids[i]
                            + ", expected less than " + symbols() + ", the bound of the vocabulary");
                }
                joiner.append(ids[i]);
            }
            sink.accept(ids, start, end);
        });
        joiner.finish();
        comparison.finish();
    }

    @Override
    public Joiner newJoiner(OutputStream text) {
        Decoder decoder = tokenizer.newDecoder();
        return new Joiner() {
            @Override
            public void append(int id) throws IOException {
                text.write(decoder.append(id).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void finish() throws IOException {
                text.write(decoder.finish().getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
