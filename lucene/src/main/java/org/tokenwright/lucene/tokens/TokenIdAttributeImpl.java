package org.tokenwright.lucene.tokens;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.tokenwright.tokenizers.TokenKind;

/** What Lucene makes where a {@link TokenIdAttribute} is asked for, found by its name. */
public final class TokenIdAttributeImpl extends AttributeImpl implements TokenIdAttribute {
    private int id = NO_ID;
    private TokenKind kind = TokenKind.TEXT;

    /** Creates an attribute without a token. */
    public TokenIdAttributeImpl() {}

    @Override
    public int id() {
        return id;
    }

    @Override
    public TokenKind kind() {
        return kind;
    }

    @Override
    public void setToken(int id, TokenKind kind) {
        this.id = id;
        setKind(kind);
    }

    @Override
    public void clear() {
        id = NO_ID;
        setKind(TokenKind.TEXT);
    }

    /** Writes only what changes: to write a reference costs more than to compare it. */
    private void setKind(TokenKind kind) {
        if (this.kind != kind) {
            this.kind = kind;
        }
    }

    @Override
    public void copyTo(AttributeImpl target) {
        ((TokenIdAttribute) target).setToken(id, kind);
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(TokenIdAttribute.class, "id", id);
        reflector.reflect(TokenIdAttribute.class, "kind", kind.label());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenIdAttributeImpl that && id == that.id && kind == that.kind;
    }

    @Override
    public int hashCode() {
        return 31 * id + kind.hashCode();
    }
}
