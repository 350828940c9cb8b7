package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Padding;
import org.tokenwright.tokenizers.SequenceTemplate;
import org.tokenwright.tokenizers.SequenceTemplate.Part;
import org.tokenwright.tokenizers.Side;
import org.tokenwright.tokenizers.Truncation;
import org.tokenwright.vocab.Vocabulary;

/**
 * What a file says of post-processing.
 *
 * @param template the special tokens around sequences
 * @param trimsOffsets whether offsets leave out the spaces at the ends of tokens
 */
record HuggingFaceTemplates(SequenceTemplate template, boolean trimsOffsets) {
    private static final int MAX_ID = Vocabulary.MAX_ID_BOUND - 1;
    private static final int MAX_TYPE = Integer.MAX_VALUE;
    private static final HuggingFaceTemplates NONE = new HuggingFaceTemplates(SequenceTemplate.PLAIN, false);

    /**
     * {@return the post-processing}
     *
     * @param value what the file says
     */
    static HuggingFaceTemplates of(JsonValue value) throws IOException {
        return value.isNull() ? NONE : processor(value);
    }

    private static HuggingFaceTemplates processor(JsonValue value) throws IOException {
        JsonValue type = value.get("type");
        return switch (type.string()) {
            case "ByteLevel" ->
                new HuggingFaceTemplates(
                        SequenceTemplate.PLAIN, value.get("trim_offsets").bool(true));
            case "TemplateProcessing" -> new HuggingFaceTemplates(template(value), false);
            case "BertProcessing" -> {
                int cls = id(value.get("cls"));
                int sep = id(value.get("sep"));
                yield new HuggingFaceTemplates(
                        SequenceTemplate.of(
                                List.of(Part.special(cls, 0), Part.first(0), Part.special(sep, 0)),
                                List.of(
                                        Part.special(cls, 0),
                                        Part.first(0),
                                        Part.special(sep, 0),
                                        Part.second(1),
                                        Part.special(sep, 1))),
                        false);
            }
            case "RobertaProcessing" -> {
                int cls = id(value.get("cls"));
                int sep = id(value.get("sep"));
                yield new HuggingFaceTemplates(
                        SequenceTemplate.of(
                                List.of(Part.special(cls, 0), Part.first(0), Part.special(sep, 0)),
                                List.of(
                                        Part.special(cls, 0),
                                        Part.first(0),
                                        Part.special(sep, 0),
                                        Part.special(sep, 0),
                                        Part.second(0),
                                        Part.special(sep, 0))),
                        value.get("trim_offsets").bool(true));
            }
            case "Sequence" -> sequence(value);
            default -> throw type.corrupt("a type of post-processor that is known");
        };
    }

    private static HuggingFaceTemplates sequence(JsonValue value) throws IOException {
        HuggingFaceTemplates result = NONE;
        for (JsonValue part : value.get("processors").elements()) {
            HuggingFaceTemplates next = processor(part);
            boolean plain = next.template.equals(SequenceTemplate.PLAIN);
            if (!plain && !result.template.equals(SequenceTemplate.PLAIN)) {
                throw part.corrupt("at most one processor of a sequence that adds special tokens");
            }
            result = new HuggingFaceTemplates(
                    plain ? result.template : next.template, result.trimsOffsets || next.trimsOffsets);
        }
        return result;
    }

    private static int id(JsonValue pair) throws IOException {
        if (pair.elements().size() != 2) {
            throw pair.corrupt("a token and its id");
        }
        pair.elements().get(0).string();
        return pair.elements().get(1).number(0, MAX_ID);
    }

    private static SequenceTemplate template(JsonValue value) throws IOException {
        JsonValue special = value.get("special_tokens");
        List<Part> single = parts(value.get("single"), special);
        List<Part> pair = parts(value.get("pair"), special);
        try {
            return SequenceTemplate.of(single, pair);
        } catch (IllegalArgumentException e) {
            throw (IOException) new CorruptInputException(
                            value.source(), value.pointer(), "a contradiction: " + e.getMessage(), "a template")
                    .initCause(e);
        }
    }

    private static List<Part> parts(JsonValue list, JsonValue special) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (JsonValue element : list.elements()) {
            JsonValue sequence = element.get("Sequence");
            if (!sequence.isNull()) {
                int typeId = sequence.get("type_id").number(0, MAX_TYPE);
                JsonValue id = sequence.get("id");
                switch (id.string()) {
                    case "A" -> parts.add(Part.first(typeId));
                    case "B" -> parts.add(Part.second(typeId));
                    default -> throw id.corrupt("A or B");
                }
                continue;
            }
            JsonValue token = element.get("SpecialToken");
            if (token.isNull()) {
                throw element.corrupt("a field Sequence or SpecialToken");
            }
            int typeId = token.get("type_id").number(0, MAX_TYPE);
            JsonValue definition = special.get(token.get("id").string());
            if (definition.isNull()) {
                throw token.get("id").corrupt("a token of " + special.pointer());
            }
            for (JsonValue id : definition.get("ids").elements()) {
                parts.add(Part.special(id.number(0, MAX_ID), typeId));
            }
        }
        return parts;
    }

    /**
     * {@return how rows are truncated, or null if they are not}
     *
     * @param value what the file says
     */
    static @Nullable Truncation truncation(JsonValue value) throws IOException {
        if (value.isNull()) {
            return null;
        }
        JsonValue strategy = value.get("strategy");
        Truncation.Strategy cut = switch (strategy.isNull() ? "LongestFirst" : strategy.string()) {
            case "LongestFirst" -> Truncation.Strategy.LONGEST_FIRST;
            case "OnlyFirst" -> Truncation.Strategy.ONLY_FIRST;
            case "OnlySecond" -> Truncation.Strategy.ONLY_SECOND;
            default -> throw strategy.corrupt("LongestFirst, OnlyFirst or OnlySecond");
        };
        try {
            return new Truncation(
                    value.get("max_length").number(1, Integer.MAX_VALUE),
                    cut,
                    side(value.get("direction")),
                    value.get("stride").isNull() ? 0 : value.get("stride").number(0, Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw (IOException)
                    value.get("stride").corrupt("less than max_length").initCause(e);
        }
    }

    /**
     * {@return how rows are padded, or null if they are not}
     *
     * @param value what the file says
     */
    static @Nullable Padding padding(JsonValue value) throws IOException {
        if (value.isNull()) {
            return null;
        }
        JsonValue strategy = value.get("strategy");
        int length = 0;
        if (strategy.value() instanceof String name) {
            if (!name.equals("BatchLongest")) {
                throw strategy.corrupt("BatchLongest or a field Fixed");
            }
        } else {
            length = strategy.get("Fixed").number(1, Integer.MAX_VALUE);
        }
        JsonValue multiple = value.get("pad_to_multiple_of");
        return new Padding(
                length,
                multiple.isNull() ? 1 : Math.max(1, multiple.number(0, Integer.MAX_VALUE)),
                side(value.get("direction")),
                value.get("pad_id").number(0, MAX_ID),
                value.get("pad_type_id").number(0, MAX_TYPE),
                value.get("pad_token").string());
    }

    private static Side side(JsonValue direction) throws IOException {
        return switch (direction.isNull() ? "Right" : direction.string()) {
            case "Right" -> Side.RIGHT;
            case "Left" -> Side.LEFT;
            default -> throw direction.corrupt("Left or Right");
        };
    }
}
