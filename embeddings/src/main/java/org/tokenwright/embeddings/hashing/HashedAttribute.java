package org.tokenwright.embeddings.hashing;

import org.tokenwright.embeddings.VectorTable;

/** The part of an attribute. */
record HashedAttribute(Lexicon lexicon, LexicalAttribute attribute, HashEmbed hashes) implements TokenPart {
    @Override
    public int dimension() {
        return hashes.dimension();
    }

    @Override
    public VectorTable table() {
        return hashes.table();
    }

    @Override
    public TokenPart over(VectorTable table) {
        return new HashedAttribute(lexicon, attribute, HashEmbed.of(table, hashes.seed()));
    }

    @Override
    public void embed(String token, float[] vector, int offset) {
        float[] sum = new float[dimension()];
        hashes.embed(lexicon.id(attribute, token), sum);
        System.arraycopy(sum, 0, vector, offset, sum.length);
    }

    @Override
    public void addGradient(String token, float[] gradient, int offset, TrainableTable trained) {
        hashes.addGradient(lexicon.id(attribute, token), gradient, offset, trained);
    }
}
