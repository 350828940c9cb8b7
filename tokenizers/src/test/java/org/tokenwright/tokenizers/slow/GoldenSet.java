package org.tokenwright.tokenizers.slow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The golden set in the test resources of this module; its README.md says what is in each file.
 */
public final class GoldenSet {
    private GoldenSet() {}

    /**
     * The encoding of a string.
     *
     * @param id number of the string
     * @param tokens its tokens in byte-to-char form
     * @param ids their ids
     */
    public record Encoded(int id, List<String> tokens, List<Integer> ids) {}

    /**
     * {@return a file of the set}
     *
     * @param name its name
     */
    public static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(GoldenSet.class.getResource("/golden/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the lines of a file}
     *
     * @param name its name
     */
    public static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the texts of a file}
     *
     * @param name "meadow" or "strings"
     */
    public static List<String> texts(String name) {
        return lines(name + ".jsonl").stream().map(GoldenSet::text).toList();
    }

    /**
     * {@return the pretokens of each text of a file, as byte strings}
     *
     * @param name "meadow" or "strings"
     * @param pattern "gpt2", "gpt4o" or "ultimate2"
     */
    public static List<List<String>> pretokens(String name, String pattern) {
        List<String> texts = texts(name);
        List<String> lines = lines(name + "." + pattern + ".jsonl");
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String bytes = Bytes.ofText(texts.get(i));
            List<String> pretokens = new ArrayList<>();
            int end = 0;
            for (int length : lengths(lines.get(i))) {
                pretokens.add(bytes.substring(end, end + length));
                end += length;
            }
            all.add(pretokens);
        }
        return all;
    }

    /**
     * {@return what a model makes of the strings}
     *
     * @param model name of the model, without ".model"
     */
    public static List<Encoded> encoded(String model) {
        return lines(model + ".encoded.jsonl").stream().map(GoldenSet::encoding).toList();
    }

    private static String text(String line) {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            while (!"text".equals(json.nextFieldName())) {
                // an id may come before
            }
            return Objects.requireNonNull(json.nextTextValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> lengths(String line) {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            while (json.nextToken() != JsonToken.START_ARRAY) {
                // the id comes before
            }
            return integers(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Encoded encoding(String line) {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            json.nextFieldName();
            int id = json.nextIntValue(-1);
            json.nextFieldName();
            json.nextToken();
            List<String> tokens = new ArrayList<>();
            for (String token = json.nextTextValue(); token != null; token = json.nextTextValue()) {
                tokens.add(token);
            }
            json.nextFieldName();
            json.nextToken();
            return new Encoded(id, tokens, integers(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> integers(JsonParser json) throws IOException {
        List<Integer> integers = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            integers.add(json.getIntValue());
        }
        return integers;
    }
}
