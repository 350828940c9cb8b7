package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * A sentence in both tokenizations.
 *
 * @param label its language, or where it comes from
 * @param plain its tokens without superwords
 * @param boundless its tokens with superwords
 */
record DemoExample(String label, List<Piece> plain, List<Piece> boundless) {
    private static final int SHORTEST = 70;
    private static final int LONGEST = 150;
    private static final int DOCUMENTS_TRIED = 20;
    private static final int EXAMPLES_OF_OTHER_TEXT = 6;
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?] {1,4})\\p{Lu}(?! )(?: ?[^.!?;:/ ])*[.!?]");

    private static final List<Language> SAMPLE_LANGUAGES = List.of(
            new Language("English", " the "),
            new Language("German", " und "),
            new Language("French", " les "),
            new Language("Greek", " \u03ba\u03b1\u03b9 "),
            new Language("Spanish", " los "),
            new Language("Finnish", " ett\u00e4 "),
            new Language("Italian", " della "),
            new Language("Portuguese", " n\u00e3o "),
            new Language("Dutch", " het "),
            new Language("Swedish", " och "),
            new Language("Danish", " af "));

    /**
     * A language of the sample.
     *
     * @param name its name
     * @param mark a word that is frequent in it and rare in the others, between spaces
     */
    private record Language(String name, String mark) {}

    /**
     * A stretch of the text that is one token, or several that share a character.
     *
     * @param text the stretch
     * @param tokens how many tokens it is
     * @param isSuperword whether it is a superword
     */
    record Piece(String text, int tokens, boolean isSuperword) {}

    static List<DemoExample> of(DemoCorpus corpus, BpeModel plain, BpeModel boundless, Superwords superwords) {
        List<DemoExample> examples = new ArrayList<>();
        sentences(corpus)
                .forEach((label, sentence) -> examples.add(new DemoExample(
                        label,
                        pieces(plain, sentence, id -> false),
                        pieces(boundless, sentence, superwords::contains))));
        return examples;
    }

    private static List<Piece> pieces(BpeModel model, String sentence, IntPredicate isSuperword) {
        Encoding encoding = model.tokenizer().encode(sentence, SpecialTokenPolicy.IGNORE, OffsetUnit.UTF16);
        List<Piece> pieces = new ArrayList<>();
        for (int first = 0, next; first < encoding.size(); first = next) {
            int end = encoding.end(first);
            next = first + 1;
            while (next < encoding.size() && encoding.start(next) < end) {
                end = encoding.end(next++);
            }
            boolean superword = next == first + 1 && isSuperword.test(encoding.id(first));
            pieces.add(new Piece(sentence.substring(encoding.start(first), end), next - first, superword));
        }
        return pieces;
    }

    int plainTokens() {
        return plain.stream().mapToInt(Piece::tokens).sum();
    }

    int boundlessTokens() {
        return boundless.stream().mapToInt(Piece::tokens).sum();
    }

    private static Map<String, String> sentences(DemoCorpus corpus) {
        Map<String, String> sentences = new LinkedHashMap<>();
        List<String> documents = corpus.heldOut();
        if (corpus.isSample()) {
            SAMPLE_LANGUAGES.forEach(language -> documents.stream()
                    .sorted(Comparator.comparingInt((String document) -> -document.split(language.mark(), -1).length))
                    .limit(DOCUMENTS_TRIED)
                    .flatMap(document -> sentence(document).stream())
                    .findFirst()
                    .ifPresent(sentence -> sentences.put(language.name(), sentence)));
        } else {
            int step = Math.max(1, documents.size() / EXAMPLES_OF_OTHER_TEXT);
            for (int i = 0; i < documents.size(); i += step) {
                String place = "document " + (i + 1);
                sentences.put(place, sentence(documents.get(i)).orElse(beginning(documents.get(i))));
            }
        }
        return sentences;
    }

    /** {@return a sentence of readable length} */
    private static Optional<String> sentence(String document) {
        return SENTENCE.matcher(document)
                .results()
                .map(MatchResult::group)
                .filter(sentence -> sentence.length() >= SHORTEST && sentence.length() <= LONGEST)
                .findFirst();
    }

    private static String beginning(String document) {
        return document.length() <= LONGEST ? document : document.substring(0, cut(document));
    }

    private static int cut(String document) {
        int space = document.lastIndexOf(' ', LONGEST);
        int end = space > SHORTEST ? space : LONGEST;
        return Character.isHighSurrogate(document.charAt(end - 1)) ? end - 1 : end;
    }
}
