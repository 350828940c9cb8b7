package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.pretokenize.RandomText;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.SpecialTokens;

/** Tokenizers of many kinds, and texts for them. */
final class TestTokenizers {
    /** A special token of all tokenizers of models. */
    static final String SPECIAL = "<|end|>";

    private static final List<String> WORDS = List.of(
            " the",
            " of",
            " European",
            " and",
            ", the",
            ". The",
            "; a",
            "\nThe",
            "a",
            "e\u0301",
            "\u0301",
            " ",
            "\n",
            "漢字",
            "。漢",
            "が",
            "か\u3099",
            "123",
            "'s",
            " don't",
            "😀",
            " 😀😀",
            "👩\u200D👩",
            " the  the",
            "\r\n",
            "\t",
            "xxxxxxxx",
            " ไทย",
            "é");

    private TestTokenizers() {}

    static List<String> names() {
        return List.of("superwords", "words", "whitespace", "none", "nfc", "script", "letters", "byt5", "canine");
    }

    static Tokenizer of(String name) {
        return switch (name) {
            case "superwords" -> model("gpt4o_simple.model", "gpt4o", Normalization.NONE);
            case "words" -> model("gpt4o_simple.word.model", "gpt4", Normalization.NONE);
            case "whitespace" -> model("gpt2_simple.model", "whitespace", Normalization.NONE);
            case "none" -> model("gpt4o_simple.word.model", "none", Normalization.NONE);
            case "nfc" -> model("gpt2_simple.model", "gpt2", Normalization.NFC);
            case "script" -> model("gpt4o_simple.word.model", "gpt4o-script", Normalization.NONE);
            case "letters" -> new LetterTokenizer();
            case "byt5", "canine" -> ByteTokenizers.of(name);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Tokenizer model(String file, String pattern, Normalization normalization) {
        try {
            BpeModel model = ModelFormats.load(GoldenSet.file(file));
            BpeModel.Builder builder = BpeModel.builder(model.vocabulary(), model.merges(), Pretokenizers.of(pattern))
                    .mergeRule(model.mergeRule())
                    .normalization(normalization)
                    .specialTokens(SpecialTokens.of(Map.of(SPECIAL, 9_999)));
            if (model.supermerges() != null) {
                builder.supermerges(model.supermerges());
            }
            return builder.build().tokenizer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text of up to so many words, with emoji, Han, marks, long runs and, seldom, a special token. */
    static String text(SplittableRandom random, int words) {
        StringBuilder text = new StringBuilder(RandomText.of(random, words, WORDS));
        if (random.nextInt(4) == 0) {
            text.insert(random.nextInt(text.length() + 1), RandomText.next(random, 20));
        }
        if (random.nextInt(8) == 0) {
            text.append(SPECIAL).append(RandomText.of(random, 5, WORDS));
        }
        if (random.nextInt(16) == 0) {
            text.append(Stream.of("x", "漢", " ", "😀", "\n")
                    .skip(random.nextInt(5))
                    .findFirst()
                    .orElseThrow()
                    .repeat(random.nextInt(1, 300)));
        }
        String encodable = new String(text.toString().getBytes(UTF_8), UTF_8);
        return encodable.replace('\uE000', '\uE010').replace('\0', '\1'); // the ids of special tokens of CANINE
    }
}
