package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.Truncation;
import org.tokenwright.vocab.Vocabulary;

/**
 * What a {@link PipelineTokenizer} is made of. Immutable.
 *
 * @param added tokens that are found in texts
 * @param normalizer what is done to texts first, or null for nothing
 * @param preTokenizer what cuts texts into pieces, or null if each stretch is one; of no effect with a core that cuts by itself
 * @param core what encodes pieces
 * @param names tokens that nothing encodes to, by id; the vocabulary of the core does not hold them
 * @param decoder what makes text of tokens
 * @param trimsOffsets whether offsets leave out the spaces at the ends of tokens
 * @param template the special tokens around sequences
 * @param truncation how rows of batches are truncated, or null
 * @param padding how rows of batches are padded, or null
 * @param description how the format that the parts were read from names them, so that they can be written again
 */
public record PipelineParts(
        AddedTokens added,
        @Nullable Normalizer normalizer,
        @Nullable PreTokenizer preTokenizer,
        PipelineCore core,
        Map<Integer, String> names,
        DecodeSteps decoder,
        boolean trimsOffsets,
        SequenceTemplate template,
        @Nullable Truncation truncation,
        @Nullable Padding padding,
        Map<String, String> description) {

    /** Copies what could change. */
    public PipelineParts {
        names = Map.copyOf(names);
        description = Map.copyOf(description);
    }

    /**
     * {@return whether tokens are decoded as bytes written as characters, and nothing else is done}
     */
    public boolean hasByteLevelDecoder() {
        return decoder.isByteLevel();
    }

    boolean isRandom() {
        return core.isRandom();
    }

    /**
     * {@return the name of a token as files have it}
     *
     * @param id its id
     * @throws IllegalArgumentException if the id has no token
     */
    public String name(int id) {
        AddedToken token = added.get(id);
        return token == null ? modelName(id) : token.content();
    }

    /**
     * {@return the name that the model has for a token}
     *
     * @param id its id
     * @throws IllegalArgumentException if the model has no token with the id
     */
    public String modelName(int id) {
        if (core.vocabulary().contains(id)) {
            byte[] bytes = core.vocabulary().bytes(id);
            if (!core.holdsBytes()) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            char[] characters = new char[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                characters[i] = ByteCharacters.of(bytes[i]);
            }
            return new String(characters);
        }
        String name = names.get(id);
        if (name == null) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return name;
    }

    /** {@return the bytes of a token whose characters stand for bytes} */
    byte[] bytes(int id) {
        return core.holdsBytes() && added.get(id) == null && core.vocabulary().contains(id)
                ? core.vocabulary().bytes(id)
                : ByteLevelStep.bytes(name(id));
    }

    /** {@return all tokens but the special ones} */
    Vocabulary vocabulary() {
        Vocabulary tokens = core.vocabulary();
        boolean same = true;
        for (AddedToken token : added.tokens()) {
            same &= token.special() != tokens.contains(token.id());
        }
        if (same) {
            return tokens;
        }
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int id = 0; id < tokens.idBound(); id++) {
            AddedToken token = tokens.contains(id) ? added.get(id) : null;
            if (tokens.contains(id) && (token == null || !token.special())) {
                builder.put(id, tokens.bytes(id));
            }
        }
        for (AddedToken token : added.tokens()) {
            byte[] content = token.content().getBytes(StandardCharsets.UTF_8);
            if (!token.special() && !tokens.contains(token.id()) && tokens.idOf(content) == Vocabulary.NO_ID) {
                builder.put(token.id(), content);
            }
        }
        return builder.build();
    }
}
