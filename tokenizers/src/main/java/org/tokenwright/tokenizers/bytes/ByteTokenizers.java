package org.tokenwright.tokenizers.bytes;

import java.util.List;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * The tokenizers whose tokens are bytes or code points, with the ids of published models.
 *
 * <pre>{@code
 * Tokenizer byt5 = ByteTokenizers.byt5();
 * int[] ids = byt5.encode("caf\u00e9");                               // 102 100 105 198 172: bytes + 3
 * BatchEncoding rows = BatchEncoder.of(byt5).encode(List.of("a"));   // 100 1: the end is in the template
 * }</pre>
 *
 * <p>None of them puts special tokens around a text by itself: {@link org.tokenwright.tokenizers.BatchEncoder} does, by
 * {@link Tokenizer#template()}.
 */
public final class ByteTokenizers {
    private static final int BYT5_OFFSET = 3;
    private static final int BLT_OFFSET = 4;

    private ByteTokenizers() {}

    /**
     * {@return the names that {@link #of} knows}
     */
    public static List<String> names() {
        return List.of("byt5", "blt", "bytes", "canine");
    }

    /**
     * {@return a tokenizer by its name: {@code byt5}, {@code blt}, {@code bytes} (which is {@link #raw}) or {@code canine}}
     *
     * @param name one of {@link #names()}
     * @throws IllegalArgumentException if it is another
     */
    public static Tokenizer of(String name) {
        return switch (name) {
            case "byt5" -> byt5();
            case "blt" -> blt();
            case "bytes" -> raw();
            case "canine" -> canine();
            default ->
                throw new IllegalArgumentException("there is no tokenizer " + name + ", expected one of " + names());
        };
    }

    /**
     * {@return the tokenizer of ByT5 (arXiv 2105.13626): bytes from id 3 on; {@code <pad>} 0, {@code </s>} 1, {@code <unk>} 2, and 125
     * more, {@code <extra_id_0>} to {@code <extra_id_124>}, from 259 to 383} The template puts {@code </s>} behind each text, also
     * behind one whose last id is 1 already, since a {@code </s>} was allowed in it.
     */
    public static ByteTokenizer byt5() {
        return ByteTokenizer.from(BYT5_OFFSET, Profile.byt5());
    }

    /**
     * {@return the tokenizer of the Byte Latent Transformer (arXiv 2412.09871): bytes from id 4 on; below them the beginning of an
     * example, 0, the beginning and end of a text, 1 and 2, and what parts BPE patches, 3} Their names, {@code <boe>}, {@code <bos>},
     * {@code <eos>} and {@code <bpe>}, are ours. The template puts 1 and 2 around each text; rows are padded there with -1, which is
     * no id, so that the padding is the caller's.
     */
    public static ByteTokenizer blt() {
        return ByteTokenizer.from(BLT_OFFSET, Profile.blt());
    }

    /**
     * {@return the tokenizer whose ids are the bytes themselves}
     */
    public static ByteTokenizer raw() {
        return ByteTokenizer.from(0, Profile.raw());
    }

    /**
     * {@return the tokenizer whose ids are the bytes themselves, and 256 the beginning of a text, {@code <bos>}, which the template
     * puts in front}
     */
    public static ByteTokenizer rawWithBos() {
        return ByteTokenizer.from(0, Profile.rawWithBos());
    }

    /**
     * Returns the tokenizer of CANINE (arXiv 2103.06874): ids are code points; {@code [PAD]} 0, and in the area of private use
     * {@code [CLS]} U+E000, {@code [SEP]} U+E001, {@code [BOS]} U+E002, {@code [MASK]} U+E003 and {@code [RESERVED]} U+E004. The
     * template is {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]}, with type id 1 from B on.
     *
     * <p>There is no unknown token: bytes that are not UTF-8 are refused. So is a text that holds one of the six characters whose ids
     * are special tokens, U+0000 among them, unless {@link SpecialTokenPolicy} allows that token; then its character stands for it
     * as its name does. Its {@link Tokenizer#vocabulary()} has 1,112,058 tokens and takes 20 MB from when it is first asked for;
     * encoding and decoding do without.
     *
     * @return the tokenizer
     */
    public static Tokenizer canine() {
        return new CodePointTokenizer(Profile.canine());
    }

    /**
     * Returns the tokenizer of "Neural Machine Translation without Embeddings" (arXiv 2008.09396), whose ids a dictionary of fairseq
     * gives: {@code <s>} 0, {@code <pad>} 1, {@code </s>} 2, {@code <unk>} 3, bytes from 4 on. A byte that is not in the dictionary
     * becomes {@code <unk>}, which is decoded to a space. The template puts {@code </s>} behind each text. White space around a text,
     * which that program strips first, stays.
     *
     * @param dictionary the dictionary
     * @return the tokenizer
     */
    public static ByteTokenizer fairseq(FairseqDictionary dictionary) {
        return new ByteTokenizer(dictionary.ids(), Profile.fairseq());
    }
}
