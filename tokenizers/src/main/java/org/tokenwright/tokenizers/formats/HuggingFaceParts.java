package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pipeline.AddedTokens;
import org.tokenwright.tokenizers.pipeline.BpePieces;
import org.tokenwright.tokenizers.pipeline.ByteCharacters;
import org.tokenwright.tokenizers.pipeline.Normalizer;
import org.tokenwright.tokenizers.pipeline.PieceModel;
import org.tokenwright.tokenizers.pipeline.PipelineCore;
import org.tokenwright.tokenizers.pipeline.PipelineParts;
import org.tokenwright.tokenizers.pipeline.PreTokenizer;
import org.tokenwright.tokenizers.pipeline.PreTokenizers;
import org.tokenwright.tokenizers.pipeline.UnigramModel;
import org.tokenwright.tokenizers.pipeline.WordLevelModel;
import org.tokenwright.tokenizers.pipeline.WordPieceModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Puts together a tokenizer of what a file says. For one thread. */
final class HuggingFaceParts {
    /*
     * A byte-level BPE model has its tokens written with the characters that stand for bytes. Where nothing but such bytes can
     * reach the model, and it has a token for each, it becomes a BpeModel on bytes, which is fast. Tokens with other characters
     * cannot be reached then and are kept by name.
     */
    static final String TYPE = "type";
    static final String DROPOUT = "dropout";
    static final String UNKNOWN = "unk_token";
    static final String PREFIX = "continuing_subword_prefix";
    static final String SUFFIX = "end_of_word_suffix";
    static final String FUSE = "fuse_unk";
    static final String BYTE_FALLBACK = "byte_fallback";
    static final String IGNORE_MERGES = "ignore_merges";

    private final HuggingFaceReader file;
    private final HuggingFaceModelReader model;
    private final NameTable names;
    private final JsonValue settings;
    private final long seed;
    private final Map<Integer, String> unreached = new HashMap<>();

    HuggingFaceParts(HuggingFaceReader file, long seed) {
        this.file = file;
        this.seed = seed;
        model = file.model();
        names = model.names();
        settings = model.settings();
    }

    /** {@return the parts of the tokenizer} */
    PipelineParts parts() throws IOException {
        Normalizer normalizer = HuggingFaceNormalizers.of(file.part(HuggingFaceReader.NORMALIZER));
        PreTokenizer preTokenizer = HuggingFacePreTokenizers.of(file.part(HuggingFaceReader.PRE_TOKENIZER));
        HuggingFaceTemplates templates = HuggingFaceTemplates.of(file.part(HuggingFaceReader.POST_PROCESSOR));
        PipelineCore core = core(preTokenizer);
        boolean tiled = core.holdsBytes();
        boolean spaced = tiled && preTokenizer != null && PreTokenizers.isSpaced(preTokenizer);
        PreTokenizer kept = tiled ? (spaced ? PreTokenizers.spaced() : null) : preTokenizer;
        return new PipelineParts(
                new AddedTokens(file.added(), normalizer),
                normalizer,
                kept,
                core,
                unreached,
                HuggingFaceDecoders.of(file.part(HuggingFaceReader.DECODER)),
                templates.trimsOffsets(),
                templates.template(),
                HuggingFaceTemplates.truncation(file.part(HuggingFaceReader.TRUNCATION)),
                HuggingFaceTemplates.padding(file.part(HuggingFaceReader.PADDING)),
                description());
    }

    private Map<String, String> description() throws IOException {
        Map<String, String> description = new HashMap<>();
        for (String part : HuggingFaceReader.PARTS) {
            description.put(part, file.part(part).json());
        }
        Map<String, JsonValue> named = new LinkedHashMap<>();
        named.put(TYPE, new JsonValue(settings.source(), "/model/type", type()));
        for (Map.Entry<String, JsonValue> field : settings.fields().entrySet()) {
            named.putIfAbsent(field.getKey(), field.getValue());
        }
        description.put(HuggingFaceReader.MODEL, new JsonValue(settings.source(), "/model", named).json());
        return description;
    }

    /** {@return the type of the model; files of long ago do not name it} */
    private String type() throws IOException {
        JsonValue type = settings.get(TYPE);
        if (!type.isNull()) {
            return type.string();
        }
        if (model.hasMerges()) {
            return "BPE";
        }
        if (model.scores() != null) {
            return "Unigram";
        }
        return settings.get("max_input_chars_per_word").isNull() ? "WordLevel" : "WordPiece";
    }

    private PipelineCore core(@Nullable PreTokenizer preTokenizer) throws IOException {
        return switch (type()) {
            case "BPE" -> bpe(preTokenizer);
            case "WordPiece" -> PipelineCore.of(wordPiece());
            case "WordLevel" ->
                PipelineCore.of(
                        new WordLevelModel(named(), settings.get(UNKNOWN).string()));
            case "Unigram" -> PipelineCore.of(unigram());
            default -> throw settings.get(TYPE).corrupt("BPE, WordPiece, Unigram or WordLevel");
        };
    }

    private PieceModel wordPiece() throws IOException {
        JsonValue most = settings.get("max_input_chars_per_word");
        return new WordPieceModel(
                named(),
                settings.get(UNKNOWN).isNull() ? "[UNK]" : settings.get(UNKNOWN).string(),
                settings.get(PREFIX).isNull() ? "##" : settings.get(PREFIX).string(),
                most.isNull() ? 100 : most.number(0, Integer.MAX_VALUE));
    }

    private PieceModel unigram() throws IOException {
        DoubleArrayList scores = model.scores();
        if (scores == null) {
            throw model.corrupt("/model/vocab", "an object", "an array of tokens and scores");
        }
        Vocabulary vocabulary = named();
        JsonValue unknown = settings.get("unk_id");
        int unknownId = unknown.isNull() ? Vocabulary.NO_ID : unknown.number(0, Integer.MAX_VALUE);
        if (unknownId >= 0 && !vocabulary.contains(unknownId)) {
            throw unknown.corrupt("the id of a token");
        }
        double[] byId = Arrays.copyOf(scores.toDoubleArray(), vocabulary.idBound());
        try {
            return UnigramModel.huggingFace(
                    vocabulary, byId, unknownId, settings.get(BYTE_FALLBACK).bool(false));
        } catch (IllegalArgumentException e) {
            throw (IOException) model.corrupt("/model", "a contradiction: " + e.getMessage(), "a Unigram model")
                    .initCause(e);
        }
    }

    private PipelineCore bpe(@Nullable PreTokenizer preTokenizer) throws IOException {
        JsonValue dropout = settings.get(DROPOUT);
        JsonValue unknown = settings.get(UNKNOWN);
        BpePieces.Options options = new BpePieces.Options(
                unknown.isNull() ? null : unknown.string(),
                settings.get(FUSE).bool(false),
                settings.get(BYTE_FALLBACK).bool(false),
                settings.get(IGNORE_MERGES).bool(false),
                affix(PREFIX),
                affix(SUFFIX),
                dropout.isNull() ? 0 : dropout.fraction(0, 1),
                seed);
        int[] products = products(options.prefix());
        Pretokenizer pretokenizer = preTokenizer == null ? null : PreTokenizers.byteLevelPretokenizer(preTokenizer);
        boolean plain = options.dropout() == 0
                && options.prefix().isEmpty()
                && options.suffix().isEmpty()
                && hasAllBytes();
        if (pretokenizer == null || !plain) {
            Vocabulary vocabulary = named();
            return PipelineCore.of(new BpePieces(vocabulary, merges(vocabulary, products), options));
        }
        Vocabulary vocabulary = bytes();
        MergeTable merges = merges(vocabulary, products);
        BpeModel bytes = BpeModel.builder(vocabulary, merges, pretokenizer)
                .mergeOrder(MergeOrders.of(merges, vocabulary.idBound()))
                .wholePretokens(options.wholePieces())
                .build();
        return PipelineCore.of(bytes, PreTokenizers.isSpaced(Objects.requireNonNull(preTokenizer)));
    }

    private String affix(String name) throws IOException {
        return settings.get(name).isNull() ? "" : settings.get(name).string();
    }

    /** {@return the token that each merge makes} */
    private int[] products(String prefix) throws CorruptInputException {
        int skipped = prefix.codePointCount(0, prefix.length());
        int[] products = new int[model.merges()];
        for (int merge = 0; merge < products.length; merge++) {
            String left = Objects.requireNonNull(names.name(model.left(merge)));
            String right = Objects.requireNonNull(names.name(model.right(merge)));
            if (!right.startsWith(prefix) || skipped != prefix.getBytes(UTF_8).length) {
                String found = "token " + LineReader.quote(right) + " on the right";
                throw model.corrupt(
                        model.mergePointer(merge),
                        found,
                        "one that begins with the prefix " + LineReader.quote(prefix));
            }
            int id = names.id(left, right, skipped);
            if (id == NameTable.NONE) {
                throw model.corrupt(
                        model.mergePointer(merge),
                        "a merge to " + LineReader.quote(left + right.substring(skipped)),
                        "a merge to a token of the vocabulary");
            }
            products[merge] = id;
        }
        return products;
    }

    /** {@return the merges of tokens that a vocabulary has; of several of one pair the last, which is what counts} */
    private MergeTable merges(Vocabulary vocabulary, int[] products) {
        int[] lefts = new int[products.length];
        int[] rights = new int[products.length];
        int[] kept = new int[products.length];
        int count = 0;
        for (int merge = 0; merge < products.length; merge++) {
            if (vocabulary.contains(model.left(merge))
                    && vocabulary.contains(model.right(merge))
                    && vocabulary.contains(products[merge])) {
                lefts[count] = model.left(merge);
                rights[count] = model.right(merge);
                kept[count++] = products[merge];
            }
        }
        MergeTable table = table(lefts, rights, kept, count);
        boolean[] last = new boolean[count];
        int distinct = 0;
        for (int rank = 0; rank < count; rank++) {
            last[rank] = table.rankAfter(lefts[rank], rights[rank], rank) == MergeTable.NO_RANK;
            if (last[rank]) {
                lefts[distinct] = lefts[rank];
                rights[distinct] = rights[rank];
                kept[distinct++] = kept[rank];
            }
        }
        return distinct == count ? table : table(lefts, rights, kept, distinct);
    }

    private static MergeTable table(int[] lefts, int[] rights, int[] products, int count) {
        return MergeTable.of(Arrays.copyOf(lefts, count), Arrays.copyOf(rights, count), Arrays.copyOf(products, count));
    }

    private boolean hasAllBytes() {
        for (int value = 0; value < 256; value++) {
            if (Alphabet.UTF8.contains(value)
                    && names.id(String.valueOf(ByteCharacters.of((byte) value))) == NameTable.NONE) {
                return false;
            }
        }
        return true;
    }

    /** {@return the tokens by their names} */
    private Vocabulary named() {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int id = 0; id < names.idBound(); id++) {
            String name = names.name(id);
            if (name == null) {
                continue;
            }
            if (name.isEmpty()) {
                unreached.put(id, name);
            } else {
                builder.put(id, name.getBytes(UTF_8));
            }
        }
        return builder.build();
    }

    /** {@return the tokens as the bytes that their names stand for} */
    private Vocabulary bytes() {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int id = 0; id < names.idBound(); id++) {
            String name = names.name(id);
            if (name == null) {
                continue;
            }
            if (isBytes(name)) {
                builder.put(id, ByteAlphabet.parse(name));
            } else {
                unreached.put(id, name);
            }
        }
        return builder.build();
    }

    private static boolean isBytes(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (ByteCharacters.value(name.charAt(i)) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
