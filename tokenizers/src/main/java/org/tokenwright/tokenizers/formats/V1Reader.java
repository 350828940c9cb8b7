package org.tokenwright.tokenizers.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** Reads one "word v1" file. For one thread. */
final class V1Reader {
    /*
     * As in V2Reader, each line is checked when it comes and nothing is allocated before. That the three kinds of events have
     * the indices from 0 on between them, and make the tokens in the order of their ids, is checked at the end by walking
     * through all of them at once; what is wrong then is blamed on the last line.
     */
    private final LineReader lines;
    private final FieldReader in;
    private final BoundlessLimits limits;
    private final DeletionParts parts;

    V1Reader(LineReader lines, BoundlessLimits limits, DeletionParts parts) {
        this.lines = lines;
        this.in = new FieldReader(lines, limits);
        this.limits = limits;
        this.parts = parts;
    }

    /** Events of a kind: the index of each, and ids of tokens. */
    private static final class Events {
        private final IntArrayList indices = new IntArrayList();
        private final IntArrayList lefts = new IntArrayList();
        private final IntArrayList rights = new IntArrayList();
        private final IntArrayList products = new IntArrayList();
        private final IntArrayList mergesBefore = new IntArrayList();
        private int walked;

        private boolean isNext(int index) {
            return walked < indices.size() && indices.getInt(walked) == index;
        }

        private MergeTable table() {
            return MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray());
        }
    }

    /**
     * {@return the model}
     *
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    BpeModel model() throws IOException {
        String expected = LineReader.quote("word v1");
        String first = lines.next(expected);
        if (!first.equals("word v1")) {
            throw lines.corrupt(LineReader.quote(first), expected);
        }
        Pretokenizer pretokenizer = pretokenizer();
        Vocabulary vocabulary = vocabulary();
        SpecialTokens specialTokens = in.specialTokens(vocabulary);
        Events merges = pairs("merges", vocabulary);
        Events deleted = deletions(vocabulary);
        Events supermerges = pairs("supermerges", vocabulary);
        if (in.size("deletions of superwords", limits.merges()) > 0) {
            throw lines.corrupt("deletions of superwords", "0");
        }
        lines.end();
        walk(vocabulary, merges, deleted, supermerges);
        Deletions deletions = Deletions.of(parts, deleted.products.toIntArray(), deleted.mergesBefore.toIntArray());
        try {
            return BpeModel.builder(vocabulary, merges.table(), pretokenizer)
                    .specialTokens(specialTokens)
                    .mergeRule(MergeRule.IMPROVED)
                    .deletions(deletions, Vocabulary.builder().build())
                    .supermerges(supermerges.table())
                    .singlePass(supermerges.mergesBefore.toIntArray())
                    .build();
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt("a model that contradicts itself: " + e.getMessage(), "a model")
                    .initCause(e);
        }
    }

    private Pretokenizer pretokenizer() throws IOException {
        String expected = "a regular expression as a JSON string";
        String line = lines.next(expected);
        try (JsonParser json = new JsonFactory().createParser(line)) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw lines.corrupt(LineReader.quote(line), expected);
            }
            String regex = json.getText();
            if (json.nextToken() != null) {
                throw lines.corrupt("more behind a JSON string", expected);
            }
            return Pretokenizers.ofRegex(regex);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw (IOException) lines.corrupt(LineReader.quote(line), expected).initCause(e);
        }
    }

    private Vocabulary vocabulary() throws IOException {
        int size = in.size("tokens", limits.tokens());
        if (size < Alphabet.BYTES.size()) {
            throw lines.corrupt(size + " tokens", Alphabet.BYTES.size() + " or more");
        }
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < size; id++) {
            String[] fields = in.fields("ID TOKEN", 2);
            byte[] token = in.token(id, fields);
            if (id < Alphabet.BYTES.size() && !Arrays.equals(token, new byte[] {(byte) id})) {
                throw lines.corrupt(
                        "token " + LineReader.quote(fields[1]),
                        "base byte " + LineReader.quote(ByteAlphabet.show(new byte[] {(byte) id})));
            }
            in.add(token, vocabulary);
        }
        return vocabulary.build();
    }

    private Events pairs(String kind, Vocabulary vocabulary) throws IOException {
        Events events = new Events();
        int size = in.size(kind, limits.merges());
        for (int rank = 0; rank < size; rank++) {
            String[] fields = in.fields("INDEX LEFT RIGHT", 3);
            events.indices.add(index(events, fields[0]));
            events.lefts.add(id(vocabulary, fields[1]));
            events.rights.add(id(vocabulary, fields[2]));
            events.products.add(id(vocabulary, fields[1] + fields[2]));
        }
        return events;
    }

    private Events deletions(Vocabulary vocabulary) throws IOException {
        Events events = new Events();
        int size = in.size("deletions", limits.merges());
        for (int i = 0; i < size; i++) {
            String[] fields = in.fields("INDEX TOKEN", 2);
            events.indices.add(index(events, fields[0]));
            events.products.add(id(vocabulary, fields[1]));
        }
        return events;
    }

    private int index(Events events, String field) throws IOException {
        long index = in.number(field, "index");
        int last = events.indices.isEmpty() ? -1 : events.indices.getInt(events.indices.size() - 1);
        if (index <= last || index > Integer.MAX_VALUE) {
            throw lines.corrupt("index " + field, "an index above " + last);
        }
        return (int) index;
    }

    private int id(Vocabulary vocabulary, String field) throws IOException {
        int id = vocabulary.idOf(in.token(field));
        if (id == Vocabulary.NO_ID) {
            throw lines.corrupt("token " + LineReader.quote(field), "a token of the vocabulary");
        }
        return id;
    }

    /** Checks the indices and the order of the tokens, and finds the places of deletions and supermerges among merges. */
    private void walk(Vocabulary vocabulary, Events merges, Events deletions, Events supermerges) throws IOException {
        int nextId = Alphabet.BYTES.size();
        int total = merges.indices.size() + deletions.indices.size() + supermerges.indices.size();
        boolean supermergeLast = false;
        for (int index = 0; index < total; index++) {
            if (deletions.isNext(index)) {
                if (supermergeLast) {
                    throw lines.corrupt("deletion " + index + " behind a supermerge", "deletions behind their merge");
                }
                deletions.mergesBefore.add(merges.walked);
                deletions.walked++;
                continue;
            }
            boolean isMerge = merges.isNext(index);
            if (!isMerge && !supermerges.isNext(index)) {
                throw lines.corrupt("no event with the index " + index, "indices without gaps");
            }
            Events events = isMerge ? merges : supermerges;
            int product = events.products.getInt(events.walked);
            if (product != nextId) {
                throw lines.corrupt(
                        "event " + index + " that makes the token with id " + product,
                        "one that makes that of " + nextId);
            }
            nextId++;
            if (!isMerge) {
                supermerges.mergesBefore.add(merges.walked);
            }
            supermergeLast = !isMerge;
            events.walked++;
        }
        if (nextId != vocabulary.size()) {
            throw lines.corrupt("events that make " + nextId + " tokens", "events for all " + vocabulary.size());
        }
    }
}
