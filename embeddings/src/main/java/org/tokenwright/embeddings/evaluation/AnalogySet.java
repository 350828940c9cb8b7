package org.tokenwright.embeddings.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.tokenwright.text.CorruptInputException;

/** Questions like "Athens is to Greece as Baghdad is to what", in sections. Immutable. */
public final class AnalogySet {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final int WORDS = 4;

    /** Answers questions. */
    @FunctionalInterface
    public interface Solver {
        /**
         * {@return what is to {@code c} as {@code b} is to {@code a}}
         *
         * @param a the first word
         * @param b the second word
         * @param c the third word
         */
        String solve(String a, String b, String c);
    }

    private record Section(String name, List<String[]> questions) {}

    private final List<Section> sections;

    private AnalogySet(List<Section> sections) {
        this.sections = sections;
    }

    /**
     * Reads questions in the format of word2vec's {@code questions-words.txt} (Mikolov et al., 2013): a line of four words for
     * each, and before each section a line of a colon and its name. Empty lines are passed over.
     *
     * @param file the file, UTF-8
     * @return the questions
     * @throws CorruptInputException if the file is malformed: it says in which line
     * @throws IOException if the file cannot be read
     */
    public static AnalogySet load(Path file) throws IOException {
        List<Section> sections = new ArrayList<>();
        List<String> lines = TestLines.read(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(":")) {
                sections.add(new Section(line.substring(1).strip(), new ArrayList<>()));
            } else if (!line.isEmpty()) {
                String[] words = WHITE_SPACE.split(line);
                if (words.length != WORDS) {
                    throw TestLines.corrupt(file, i, words.length + " words", "four, or a colon and a section");
                }
                if (sections.isEmpty()) {
                    sections.add(new Section("", new ArrayList<>()));
                }
                sections.getLast().questions().add(words);
            }
        }
        return new AnalogySet(sections);
    }

    /**
     * {@return the same questions of other words}
     *
     * @param change makes each word, lower case for instance
     */
    public AnalogySet mapped(UnaryOperator<String> change) {
        List<Section> changed = new ArrayList<>();
        for (Section section : sections) {
            List<String[]> questions = new ArrayList<>();
            for (String[] words : section.questions()) {
                String[] others = words.clone();
                for (int i = 0; i < WORDS; i++) {
                    others[i] = change.apply(words[i]);
                }
                questions.add(others);
            }
            changed.add(new Section(section.name(), questions));
        }
        return new AnalogySet(changed);
    }

    /**
     * Asks the questions of whose words all are known.
     *
     * @param known says whether a word is known
     * @param solver answers
     * @return the result of each section, in the order of the file
     */
    public List<AnalogyResult> evaluate(Predicate<String> known, Solver solver) {
        List<AnalogyResult> results = new ArrayList<>();
        for (Section section : sections) {
            int asked = 0;
            int right = 0;
            for (String[] words : section.questions()) {
                if (List.of(words).stream().allMatch(known)) {
                    asked++;
                    right += solver.solve(words[0], words[1], words[2]).equals(words[WORDS - 1]) ? 1 : 0;
                }
            }
            results.add(
                    new AnalogyResult(section.name(), asked, section.questions().size() - asked, right));
        }
        return results;
    }
}
