package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** Reads one model of the format of GPT-2. For one thread. */
final class Gpt2Reader {
    /** The longest line of merges: two tokens of half a MiB. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    private static final String VERSION = "#version";
    private static final String PAIR = "LEFT RIGHT";

    private final String vocabularySource;
    private final String mergesSource;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final BitSet named = new BitSet();

    /**
     * Creates a reader.
     *
     * @param vocabularySource the name of the file with the tokens
     * @param mergesSource the name of the file with the merges
     */
    Gpt2Reader(String vocabularySource, String mergesSource) {
        this.vocabularySource = vocabularySource;
        this.mergesSource = mergesSource;
    }

    /**
     * {@return the model}
     *
     * @param tokens the file with the tokens
     * @param pairs the file with the merges
     * @param pretokenizer how texts are split
     * @param more special tokens beside those of the file
     */
    BpeModel model(InputStream tokens, InputStream pairs, Pretokenizer pretokenizer, SpecialTokens more)
            throws IOException {
        readIds(tokens);
        MergeTable merges = merges(pairs);
        Map<String, Integer> special = new HashMap<>();
        Vocabulary vocabulary = vocabulary(special);
        for (Map.Entry<String, Integer> entry : more.ids().entrySet()) {
            Integer known = special.putIfAbsent(entry.getKey(), entry.getValue());
            if (known != null && !known.equals(entry.getValue())) {
                throw new IllegalArgumentException("the special token " + entry.getKey() + " has the id " + known
                        + " in " + vocabularySource + ", not " + entry.getValue());
            }
        }
        return BpeModel.builder(vocabulary, merges, pretokenizer)
                .mergeOrder(MergeOrders.of(merges, vocabulary.idBound()))
                .specialTokens(SpecialTokens.of(special))
                .build();
    }

    private void readIds(InputStream tokens) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(tokens)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw corrupt(json, shown(json), "a JSON object");
            }
            BitSet taken = new BitSet();
            for (String token = json.nextFieldName(); token != null; token = json.nextFieldName()) {
                int id = id(json);
                if (taken.get(id)) {
                    throw corrupt(json, "id " + id + " again", "an id that is not yet taken");
                }
                taken.set(id);
                if (token.isEmpty() || ids.put(token, id) != null) {
                    throw corrupt(json, "token " + LineReader.quote(token), "a new token of one byte or more");
                }
            }
            if (json.nextToken() != null) {
                throw corrupt(json, "more behind the object", "the end of the file");
            }
        } catch (CharConversionException e) {
            @Nullable JsonLocation nowhere = null;
            throw (IOException) corrupt(nowhere, "no JSON (" + e.getMessage() + ")", "a JSON object of tokens and ids")
                    .initCause(e);
        } catch (JsonProcessingException e) {
            throw (IOException) corrupt(
                            e.getLocation(),
                            "no JSON (" + e.getOriginalMessage() + ")",
                            "a JSON object of tokens and ids")
                    .initCause(e);
        }
    }

    private int id(JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
            int id = json.getIntValue();
            if (id >= 0 && id < Vocabulary.MAX_ID_BOUND) {
                return id;
            }
        }
        throw corrupt(json, "id " + shown(json), "a number from 0 to " + (Vocabulary.MAX_ID_BOUND - 1));
    }

    private static String shown(JsonParser json) throws IOException {
        String text = json.currentToken() == null ? null : json.getText();
        return text == null ? "the end of the file" : LineReader.quote(text);
    }

    private MergeTable merges(InputStream pairs) throws IOException {
        LineReader lines = new LineReader(pairs, mergesSource, MAX_LINE_BYTES);
        IntArrayList lefts = new IntArrayList();
        IntArrayList rights = new IntArrayList();
        IntArrayList products = new IntArrayList();
        LongArrayList numbers = new LongArrayList();
        for (String line = lines.nextOrEnd(PAIR); line != null; line = lines.nextOrEnd(PAIR)) {
            if (line.startsWith(VERSION)) {
                continue;
            }
            if (products.size() == Vocabulary.MAX_ID_BOUND) {
                throw lines.corrupt("another merge", "at most " + Vocabulary.MAX_ID_BOUND);
            }
            String[] tokens = line.split(" ", 3);
            if (tokens.length != 2 || tokens[0].isEmpty() || tokens[1].isEmpty()) {
                throw lines.corrupt(LineReader.quote(line), PAIR);
            }
            lefts.add(known(tokens[0], lines));
            rights.add(known(tokens[1], lines));
            products.add(known(tokens[0] + tokens[1], lines));
            numbers.add(lines.number());
        }
        MergeTable merges = MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray());
        for (int rank = 0; rank < merges.size(); rank++) {
            if (merges.rank(merges.left(rank), merges.right(rank)) != rank) {
                throw lines.corrupt(numbers.getLong(rank), "a pair that is there already", "a new pair");
            }
        }
        return merges;
    }

    private int known(String token, LineReader lines) throws IOException {
        Integer id = ids.get(token);
        if (id == null) {
            throw lines.corrupt("token " + LineReader.quote(token), "a token of " + vocabularySource);
        }
        named.set(id);
        return id;
    }

    private Vocabulary vocabulary(Map<String, Integer> special) throws IOException {
        Vocabulary.Builder tokens = Vocabulary.builder();
        for (Map.Entry<String, Integer> entry : ids.entrySet()) {
            String token = entry.getKey();
            if (!named.get(entry.getValue()) && Gpt2Format.looksSpecial(token)) {
                special.put(token, entry.getValue());
                continue;
            }
            try {
                tokens.put(entry.getValue(), ByteAlphabet.parse(token));
            } catch (IllegalArgumentException e) {
                throw (IOException) new CorruptInputException(
                                vocabularySource,
                                "id " + entry.getValue(),
                                "token " + LineReader.quote(token),
                                "characters that stand for bytes")
                        .initCause(e);
            }
        }
        return tokens.build();
    }

    private CorruptInputException corrupt(JsonParser json, String found, String expected) {
        return corrupt(json.currentTokenLocation(), found, expected);
    }

    private CorruptInputException corrupt(@Nullable JsonLocation place, String found, String expected) {
        String position = place == null
                ? "its beginning"
                : "line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
        return new CorruptInputException(vocabularySource, position, found, expected);
    }
}
