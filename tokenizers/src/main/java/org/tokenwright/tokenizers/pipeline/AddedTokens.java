package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.NormalizedText;

/**
 * Tokens that are found in a text before it is split: some in the text as given, the others in the normalized text. Immutable, safe
 * for any number of threads. Making it takes time linear in the tokens.
 */
public final class AddedTokens {
    private final List<AddedToken> tokens;
    private final Int2ObjectOpenHashMap<AddedToken> byId = new Int2ObjectOpenHashMap<>();
    private final TokenFinder given;
    private final TokenFinder normalized;

    /**
     * Creates the tokens.
     *
     * @param tokens the tokens, no id and no content twice
     * @param normalizer what texts are normalized by, or null
     */
    public AddedTokens(List<AddedToken> tokens, @Nullable Normalizer normalizer) {
        this.tokens = List.copyOf(tokens);
        for (AddedToken token : tokens) {
            byId.put(token.id(), token);
        }
        // Of two tokens with one normalized form the first is found, and special ones come first.
        List<AddedToken> inOrder = new ArrayList<>(tokens);
        inOrder.sort(Comparator.comparing(token -> !token.special()));
        given = finder(inOrder.stream().filter(token -> !token.normalized()).toList(), null);
        normalized = finder(inOrder.stream().filter(AddedToken::normalized).toList(), normalizer);
    }

    private static TokenFinder finder(List<AddedToken> tokens, @Nullable Normalizer normalizer) {
        List<byte[]> forms = new ArrayList<>(tokens.size());
        for (AddedToken token : tokens) {
            byte[] form = token.content().getBytes(StandardCharsets.UTF_8);
            if (normalizer != null && !normalizer.isApplied(form, 0, form.length)) {
                NormalizedText text = normalizer.normalize(NormalizedText.of(form, 0, form.length));
                form = java.util.Arrays.copyOf(text.bytes(), text.length());
            }
            forms.add(form);
        }
        return tokens.isEmpty() ? TokenFinder.NONE : new TokenFinder(tokens, forms);
    }

    /**
     * {@return the tokens, in the order given}
     */
    public List<AddedToken> tokens() {
        return tokens;
    }

    /**
     * {@return the token with an id, or null if there is none}
     *
     * @param id any number
     */
    public @Nullable AddedToken get(int id) {
        return byId.get(id);
    }

    /** {@return finds those that are looked for in the text as given} */
    TokenFinder given() {
        return given;
    }

    /** {@return finds those that are looked for in the normalized text} */
    TokenFinder normalized() {
        return normalized;
    }
}
