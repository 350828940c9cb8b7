import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;

/**
 * Makes texts with known sentences from what has none; run by train-models.sh.
 *
 * <pre>
 * TrainingTexts excerpts FROM LENGTH INPUT OUTPUT   a part of each document, as it is: {"text":...}
 * TrainingTexts marked MODEL INPUT OUTPUT           its sentences by Punkt, but none that ends before a lower-case letter
 * TrainingTexts templates TEXTS SEED INPUT OUTPUT   random sentences after templates
 * </pre>
 */
final class TrainingTexts {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final Pattern EDGE = Pattern.compile("\n\n|(?<=[a-z)]\\.) (?=[A-Z])");
    private static final Pattern MARK = Pattern.compile("\\|\\|\\|?");
    private static final int FEWEST = 4;
    private static final int MORE = 12;

    private TrainingTexts() {}

    public static void main(String[] arguments) throws IOException {
        Path input = Path.of(arguments[arguments.length - 2]);
        Path output = Path.of(arguments[arguments.length - 1]);
        try (JsonGenerator out = new JsonFactory().createGenerator(output.toFile(), JsonEncoding.UTF8)) {
            out.setRootValueSeparator(new SerializedString("\n"));
            switch (arguments[0]) {
                case "excerpts" ->
                    excerpts(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), input, out);
                case "marked" -> marked(PunktModel.load(Path.of(arguments[1])), input, out);
                case "templates" ->
                    templates(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]), input, out);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Cuts at the first and the last paragraph of the part or, if it has none, what looks like the edge of a sentence. */
    private static void excerpts(int from, int length, Path input, JsonGenerator out) throws IOException {
        try (DocumentReader reader = TextSource.builder().path(input).build().open()) {
            for (Document document; (document = reader.next()) != null; ) {
                String text = document.text();
                text = text.substring(Math.min(from, text.length()), Math.min(from + length, text.length()));
                text = text.replace("\r\n", "\n");
                int first = -1;
                int last = -1;
                Matcher edge = EDGE.matcher(text);
                while (edge.find()) {
                    first = first < 0 ? edge.end() : first;
                    last = edge.start();
                }
                if (first < last) {
                    write(text.substring(first, last).strip(), List.of(), out);
                }
            }
        }
    }

    private static void marked(PunktModel model, Path input, JsonGenerator out) throws IOException {
        SentenceDetector detector =
                PunktDetector.of(model, PunktProfile.NUPUNKT).withNewlines(Newlines.BLANK_LINE);
        try (DocumentReader reader = TextSource.builder().path(input).build().open()) {
            for (Document document; (document = reader.next()) != null; ) {
                String text = document.text();
                Spans spans = detector.detect(text).trimmed();
                List<Integer> ends = new ArrayList<>();
                for (int i = 0; i < spans.size(); i++) {
                    if (i + 1 == spans.size() || !goesOn(text.substring(spans.end(i), spans.end(i + 1)))) {
                        ends.add(spans.end(i));
                    }
                }
                write(text, ends, out);
            }
        }
    }

    private static boolean goesOn(String next) {
        int i = 0;
        while (i < next.length() && !Character.isLetterOrDigit(next.charAt(i))) {
            i++;
        }
        return i < next.length() && Character.isLowerCase(next.charAt(i)) && !next.substring(0, i).contains("\n\n");
    }

    private static void templates(int texts, long seed, Path input, JsonGenerator out) throws IOException {
        Map<String, List<String>> words = new HashMap<>();
        List<String> templates = new ArrayList<>();
        for (String line : Files.readAllLines(input)) {
            int equals = line.indexOf(" = ");
            if (equals > 0 && line.indexOf(' ') == equals && line.contains(" | ")) {
                words.put(line.substring(0, equals), Arrays.asList(line.substring(equals + 3).split(" \\| ")));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                templates.add(line);
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < texts; i++) {
            StringBuilder text = new StringBuilder();
            List<Integer> ends = new ArrayList<>();
            for (int n = FEWEST + random.nextInt(MORE); n > 0; n--) {
                text.append(text.isEmpty() ? "" : separator(text, random));
                String template = templates.get(random.nextInt(templates.size()));
                String filled = SLOT.matcher(template).replaceAll(slot -> {
                    List<String> choice = words.get(slot.group(1));
                    return Matcher.quoteReplacement(choice.get(random.nextInt(choice.size())));
                });
                if (template.startsWith("{")) {
                    filled = filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
                }
                Matcher mark = MARK.matcher(filled);
                int start = 0;
                while (mark.find()) {
                    text.append(filled, start, mark.start());
                    ends.add(text.length());
                    text.append(mark.group().length() == 2 ? " " : "");
                    start = mark.end();
                }
                text.append(filled, start, filled.length());
                ends.add(text.length());
            }
            write(text.toString(), ends, out);
        }
    }

    private static String separator(CharSequence text, SplittableRandom random) {
        char last = text.charAt(text.length() - 1);
        if (random.nextInt(8) == 0 || Character.isLetterOrDigit(last)) {
            return "\n\n";
        }
        return last >= '\u3000' ? "" : " ";
    }

    private static void write(String text, List<Integer> ends, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("text", text);
        if (!ends.isEmpty()) {
            out.writeArrayFieldStart("ends_u16");
            for (int end : ends) {
                out.writeNumber(end);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
