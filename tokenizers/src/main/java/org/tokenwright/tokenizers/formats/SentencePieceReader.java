package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.pipeline.CharsMapNormalizer;
import org.tokenwright.tokenizers.pipeline.PieceTable;
import org.tokenwright.tokenizers.pipeline.PieceType;
import org.tokenwright.tokenizers.pipeline.SentencePieceNormalizer.Spaces;
import org.tokenwright.tokenizers.pipeline.SentencePieceTokenizer;

/** Reads one SentencePiece model. For one thread. */
final class SentencePieceReader {
    private static final String DEFAULT_UNKNOWN_SURFACE = " \u2047 ";
    private static final int UNIGRAM = 1;
    private static final int BPE = 2;

    private final String source;
    private final byte[] file;
    private final SentencePieceLimits limits;
    private final PieceTable.Builder pieces = PieceTable.builder();
    private int size;
    private long modelType = UNIGRAM;
    private boolean hasByteFallback;
    private boolean suffixes;
    private String unknownSurface = DEFAULT_UNKNOWN_SURFACE;
    private @Nullable CharsMapNormalizer rules;
    private boolean prefixes = true;
    private boolean removesExtra = true;
    private boolean escapes = true;

    SentencePieceReader(String source, byte[] file, SentencePieceLimits limits) {
        this.source = source;
        this.file = file;
        this.limits = limits;
    }

    /**
     * {@return the tokenizer}
     *
     * @throws CorruptInputException if the file is malformed
     * @throws IOException if it holds what is not supported
     */
    SentencePieceTokenizer read() throws IOException {
        ProtoReader model = new ProtoReader(source, file);
        while (model.next()) {
            switch (model.field()) {
                case 1 -> readPiece(model, model.message("piece"));
                case 2 -> readTrainer(model.message("trainer_spec"));
                case 3 -> readNormalizer(model.message("normalizer_spec"));
                case 5 -> checkDenormalizer(model.message("denormalizer_spec"));
                default -> model.skip();
            }
        }
        if (modelType != UNIGRAM && modelType != BPE) {
            throw new IOException(
                    source + ": model_type " + modelType + " is not supported, expected 1 (UNIGRAM) or 2 (BPE)");
        }
        SentencePieceTokenizer.Kind kind =
                modelType == UNIGRAM ? SentencePieceTokenizer.Kind.UNIGRAM : SentencePieceTokenizer.Kind.BPE;
        Spaces spaces = new Spaces(prefixes, removesExtra, escapes, suffixes);
        try {
            PieceTable table = pieces.build();
            if ((table.byteIds() != null) != hasByteFallback) {
                throw model.corruptEnd(
                        hasByteFallback ? "no pieces for bytes" : "pieces for bytes",
                        hasByteFallback ? "some, as byte_fallback is set" : "none, as byte_fallback is not set");
            }
            return new SentencePieceTokenizer(
                    table, new SentencePieceTokenizer.Settings(kind, rules, spaces, unknownSurface));
        } catch (IllegalArgumentException e) {
            throw (IOException) model.corruptEnd("pieces that are no model: " + e.getMessage(), "a model")
                    .initCause(e);
        }
    }

    private void readPiece(ProtoReader model, ProtoReader in) throws CorruptInputException {
        byte[] piece = {};
        float score = 0;
        PieceType type = PieceType.NORMAL;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> piece = in.bytes("piece", limits.pieceBytes());
                case 2 -> score = in.decimal("score");
                case 3 -> type = type(in);
                default -> in.skip();
            }
        }
        checkText(model, "piece " + size, piece);
        if (piece.length == 0) {
            throw model.corrupt("piece " + size + " without bytes", "one byte or more");
        }
        if (!Float.isFinite(score)) {
            throw model.corrupt("piece " + size + " with the score " + score, "a finite score");
        }
        if (size == limits.pieces()) {
            throw model.corrupt("piece " + size, "at most " + limits.pieces() + " pieces");
        }
        try {
            pieces.add(piece, score, type);
        } catch (IllegalArgumentException e) {
            throw (CorruptInputException) model.corrupt("piece " + size + ": " + e.getMessage(), "a new piece")
                    .initCause(e);
        }
        size++;
    }

    private static PieceType type(ProtoReader in) throws CorruptInputException {
        long number = in.number("type");
        for (PieceType type : PieceType.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw in.corrupt("type " + Long.toUnsignedString(number), "1 to 6");
    }

    private static void checkText(ProtoReader in, String name, byte[] text) throws CorruptInputException {
        for (int at = 0; at < text.length; ) {
            int codePoint = CodePoints.at(text, at, text.length);
            if (codePoint <= 0) {
                throw in.corrupt(String.format("%s with the byte 0x%02X", name, text[at]), "UTF-8 without U+0000");
            }
            at += CodePoints.utf8Length(codePoint);
        }
    }

    private void readTrainer(ProtoReader in) throws CorruptInputException {
        while (in.next()) {
            switch (in.field()) {
                case 3 -> modelType = in.number("model_type");
                case 24 -> suffixes = in.flag("treat_whitespace_as_suffix");
                case 35 -> hasByteFallback = in.flag("byte_fallback");
                case 44 -> {
                    byte[] surface = in.bytes("unk_surface", limits.pieceBytes());
                    checkText(in, "unk_surface", surface);
                    unknownSurface = new String(surface, StandardCharsets.UTF_8);
                }
                default -> in.skip();
            }
        }
    }

    private void readNormalizer(ProtoReader in) throws CorruptInputException {
        while (in.next()) {
            switch (in.field()) {
                case 2 -> {
                    byte[] map = in.bytes("precompiled_charsmap", limits.fileBytes());
                    rules = map.length == 0 ? null : CharsMapNormalizer.read(source, "byte " + in.fieldStart(), map);
                }
                case 3 -> prefixes = in.flag("add_dummy_prefix");
                case 4 -> removesExtra = in.flag("remove_extra_whitespaces");
                case 5 -> escapes = in.flag("escape_whitespaces");
                default -> in.skip();
            }
        }
    }

    private void checkDenormalizer(ProtoReader in) throws IOException {
        while (in.next()) {
            if (in.field() == 2 && in.bytes("precompiled_charsmap", limits.fileBytes()).length > 0) {
                throw new IOException(source + ", byte " + in.fieldStart()
                        + ": rules for decoded text (denormalizer_spec) are not supported");
            } else if (in.field() != 2) {
                in.skip();
            }
        }
    }
}
