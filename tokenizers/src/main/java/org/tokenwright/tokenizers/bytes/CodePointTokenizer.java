package org.tokenwright.tokenizers.bytes;

import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** A tokenizer whose tokens are the code points but those whose ids are special tokens. Immutable. */
final class CodePointTokenizer implements Tokenizer {
    /*
     * Neither encoding nor decoding needs the vocabulary, which has more than a million tokens: it is made when it is first asked
     * for. A text that holds the code point of a special token is refused unless that token is allowed, as its name is.
     */
    private final Profile profile;
    private volatile @Nullable Vocabulary vocabulary;

    CodePointTokenizer(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Vocabulary vocabulary() {
        Vocabulary known = vocabulary;
        return known == null ? makeVocabulary() : known;
    }

    private synchronized Vocabulary makeVocabulary() {
        Vocabulary made = vocabulary;
        if (made == null) {
            Vocabulary.Builder builder = Vocabulary.builder();
            for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
                if (isToken(codePoint)) {
                    builder.put(codePoint, Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                }
            }
            made = builder.build();
            vocabulary = made;
        }
        return made;
    }

    private boolean isToken(int id) {
        return Character.isValidCodePoint(id)
                && (id < Character.MIN_SURROGATE || id > Character.MAX_SURROGATE)
                && !(CodePointUnits.isAmongSpecial(id) && profile.surface(id) != null);
    }

    @Override
    public SpecialTokens specialTokens() {
        return profile.special();
    }

    @Override
    public SequenceTemplate template() {
        return profile.template();
    }

    @Override
    public @Nullable Padding padding() {
        return profile.padding();
    }

    @Override
    public Encoder newEncoder(SpecialTokenPolicy policy) {
        SpecialTokens special = profile.special();
        SpecialTokens lookedFor = UnitEncoder.lookedFor(special, policy);
        boolean raises = policy.kind() != SpecialTokenPolicy.Kind.ALLOW;
        SpecialTokens refused = raises ? special : special.only(namesBut(lookedFor));
        return new UnitEncoder(new CodePointUnits(refused), lookedFor, raises);
    }

    private Set<String> namesBut(SpecialTokens allowed) {
        Set<String> names = new HashSet<>(profile.special().ids().keySet());
        names.removeAll(allowed.ids().keySet());
        return names;
    }

    @Override
    public Decoder newDecoder() {
        return new Decoder() {
            @Override
            public String append(int id) {
                return text(id);
            }

            @Override
            public String finish() {
                return "";
            }
        };
    }

    private String text(int id) {
        if (isToken(id)) {
            return Character.toString(id);
        }
        byte[] surface = profile.surface(id);
        if (surface == null) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return new String(surface, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decodeBytes(int... ids) {
        return decode(ids).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(CodingErrorAction malformed, int... ids) {
        Objects.requireNonNull(malformed);
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) {
            if (isToken(id)) {
                text.appendCodePoint(id);
            } else {
                text.append(text(id));
            }
        }
        return text.toString();
    }
}
