package org.tokenwright.tokenizers.slow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenwright.testing.SharedData;

/**
 * A line of the reference outputs for encoding engines.
 *
 * @param place file and line
 * @param text the text
 * @param ids its ids
 */
public record EngineGolden(String place, String text, List<Integer> ids) {
    /**
     * {@return the lines of a file}
     *
     * @param name its name without ending
     * @throws IOException if it cannot be read
     */
    public static List<EngineGolden> lines(String name) throws IOException {
        Path file = SharedData.path("golden/engines/" + name + ".jsonl");
        List<EngineGolden> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(parse(name + ", line " + (lines.size() + 1), line));
        }
        return lines;
    }

    private static EngineGolden parse(String place, String line) throws IOException {
        String text = null;
        List<Integer> ids = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "text" -> text = json.getText();
                    case "ids" -> {
                        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                            ids.add(json.getIntValue());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        return new EngineGolden(place, Objects.requireNonNull(text, place), ids);
    }
}
