package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.tokenwright.tokenizers.Decoder;

/** Decodes tokens in steps, as they come. */
final class StepsDecoder implements Decoder {
    private final PipelineParts parts;
    private final TokenSink first;
    private final StringBuilder text = new StringBuilder();

    StepsDecoder(PipelineParts parts, CodingErrorAction malformed) {
        this.parts = parts;
        TokenSink sink = new TokenSink() {
            @Override
            public void text(CharSequence part) {
                text.append(part);
            }

            @Override
            public void endToken() {}

            @Override
            public void finish() {}
        };
        List<DecodeStep> steps = parts.decoder().steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            sink = steps.get(i).to(sink, malformed);
        }
        first = sink;
    }

    @Override
    public String append(int id) {
        first.text(parts.name(id));
        first.endToken();
        return take();
    }

    @Override
    public String finish() {
        first.finish();
        return take();
    }

    private String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
