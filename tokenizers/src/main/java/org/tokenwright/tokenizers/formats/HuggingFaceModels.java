package org.tokenwright.tokenizers.formats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.AddedToken;
import org.tokenwright.tokenizers.pipeline.Normalizers;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** Makes our own models of tokenizers that are nothing more. */
final class HuggingFaceModels {
    private final PipelineParts parts;
    private final String source;

    private HuggingFaceModels(PipelineParts parts, String source) {
        this.parts = parts;
        this.source = source;
    }

    /**
     * {@return the model that encodes and decodes as a tokenizer does}
     *
     * @param parts the parts of the tokenizer
     * @param source the name of its file
     * @throws CorruptInputException if our own models cannot do all that the tokenizer does
     */
    static BpeModel of(PipelineParts parts, String source) throws CorruptInputException {
        return new HuggingFaceModels(parts, source).model();
    }

    private BpeModel model() throws CorruptInputException {
        BpeModel bytes = parts.core().bpe();
        if (bytes == null) {
            throw corrupt("model", "a model of its own kind", "byte-level BPE without additions");
        }
        Normalization normalization = Normalizers.known(parts.normalizer());
        if (normalization == null) {
            throw corrupt("normalizer", "a normalizer", "none, or NFC");
        }
        if (parts.preTokenizer() != null) {
            throw corrupt("pre_tokenizer", "a prefix", "none");
        }
        if (!Pretokenizers.names().contains(bytes.pretokenizer().name())) {
            throw corrupt("pre_tokenizer", "splits", "one of " + String.join(", ", Pretokenizers.names()));
        }
        if (!parts.template().equals(SequenceTemplate.PLAIN)) {
            throw corrupt("post_processor", "special tokens around texts", "none");
        }
        if (!parts.hasByteLevelDecoder()) {
            throw corrupt("decoder", "another decoder", "ByteLevel");
        }
        Map<String, Integer> special = special();
        Vocabulary.Builder tokens = Vocabulary.builder();
        Vocabulary all = bytes.vocabulary();
        for (int id = 0; id < all.idBound(); id++) {
            if (all.contains(id) && !special.containsValue(id)) {
                tokens.put(id, all.bytes(id));
            }
        }
        for (Map.Entry<Integer, String> token : parts.names().entrySet()) {
            if (!token.getKey().equals(special.get(token.getValue()))) {
                throw corrupt(
                        "model/vocab",
                        "token " + LineReader.quote(token.getValue()),
                        "characters that stand for bytes");
            }
        }
        Vocabulary vocabulary = tokens.build();
        requireTokens(bytes.merges(), vocabulary);
        return BpeModel.builder(vocabulary, bytes.merges(), bytes.pretokenizer())
                .mergeOrder(bytes.mergeOrder())
                .wholePretokens(bytes.isWholePretokens())
                .normalization(normalization)
                .specialTokens(SpecialTokens.of(special))
                .build();
    }

    private void requireTokens(MergeTable merges, Vocabulary vocabulary) throws CorruptInputException {
        for (int rank = 0; rank < merges.size(); rank++) {
            if (!vocabulary.contains(merges.left(rank))
                    || !vocabulary.contains(merges.right(rank))
                    || !vocabulary.contains(merges.product(rank))) {
                throw corrupt("model/merges", "a merge of special tokens", "merges of others");
            }
        }
    }

    private Map<String, Integer> special() throws CorruptInputException {
        Map<String, Integer> special = new LinkedHashMap<>();
        for (AddedToken token : parts.added().tokens()) {
            boolean normalized = token.normalized() && parts.normalizer() != null;
            if (!token.special() || token.singleWord() || token.leftSpace() || token.rightSpace() || normalized) {
                throw corrupt(
                        "added_tokens",
                        "token " + LineReader.quote(token.content()) + " with a meaning of its own",
                        "special tokens that are found as they are");
            }
            special.put(token.content(), token.id());
        }
        return special;
    }

    private CorruptInputException corrupt(String pointer, String found, String expected) {
        return new CorruptInputException(
                source,
                Objects.requireNonNull("/" + pointer),
                found,
                expected + "; our own models have no room for more");
    }
}
