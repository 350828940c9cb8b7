package org.tokenwright.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.infilling.FimDecision;
import org.tokenwright.tokenizers.infilling.FimEncoder;
import org.tokenwright.tokenizers.infilling.FimFormat;
import org.tokenwright.tokenizers.infilling.FimOrder;
import org.tokenwright.tokenizers.infilling.FimParts;
import org.tokenwright.tokenizers.infilling.FimSample;
import org.tokenwright.tokenizers.infilling.FimSeParts;
import org.tokenwright.tokenizers.infilling.FimTransformer;
import org.tokenwright.tokenizers.infilling.SubTokenRate;

/** Makes samples for infilling of documents, one after the other. */
final class FimSamples {
    private final FimFormat format;
    private final FimTransformer transformer;
    private final boolean byLines;
    private final @Nullable FimEncoder encoder;
    private final @Nullable SubTokenRate cuts;
    private long documents;
    private long cut;

    /**
     * Creates samples of no documents.
     *
     * @param byLines whether they are those of FIM-SE
     * @param tokenizer gives ids, or null for text
     * @throws IllegalArgumentException if the tokenizer lacks a special token
     */
    FimSamples(FimFormat format, FimTransformer transformer, boolean byLines, @Nullable Tokenizer tokenizer) {
        this.format = format;
        this.transformer = transformer;
        this.byLines = byLines;
        encoder = tokenizer == null ? null : format.newEncoder(tokenizer);
        cuts = tokenizer == null ? null : new SubTokenRate(tokenizer);
        if (encoder != null && byLines) {
            encoder.encode(FimSeParts.of(FimParts.atCursor("", "")), FimOrder.PSM); // has all special tokens, or fails
        }
    }

    /** Writes what becomes of the next document. */
    void write(String document, FimWriter writer) throws IOException {
        FimDecision decision = transformer.decide(documents++, document);
        if (decision == null) {
            if (encoder == null) {
                writer.write(document);
            } else {
                writer.write(encoder.encode(document));
            }
            return;
        }
        cut++;
        FimParts parts = FimParts.of(document, decision.start(), decision.end());
        FimSample sample = byLines ? FimSeParts.of(parts).withConstraints(decision.constraints()) : parts;
        if (encoder == null) {
            writer.write(format.text(sample, decision.order()));
        } else {
            writer.write(encoder.encode(sample, decision.order()).ids());
        }
        if (cuts != null) {
            cuts.add(sample);
        }
    }

    /** {@return the number of documents} */
    long documents() {
        return documents;
    }

    /** {@return the number of documents that were cut} */
    long cut() {
        return cut;
    }

    /** {@return how many were cut inside a token, or null if there is no tokenizer} */
    @Nullable
    SubTokenRate cuts() {
        return cuts;
    }
}
