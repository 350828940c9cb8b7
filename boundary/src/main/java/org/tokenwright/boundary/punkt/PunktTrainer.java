package org.tokenwright.boundary.punkt;

import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;

/**
 * Learns a {@link PunktModel} from text without marks of sentences. For one thread.
 *
 * <pre>{@code
 * PunktTrainer trainer = new PunktTrainer(PunktTrainerOptions.nupunkt().build());
 * trainer.train(source);
 * PunktModel model = trainer.model();
 * }</pre>
 *
 * <p>Training is incremental: text may be added at any time, and the model asked for. The same texts in the same order with
 * the same options give the same model. What is kept are counts; {@link PunktTrainerOptions.Builder#maxTypes} bounds them,
 * {@link PunktTrainerOptions.Builder#batchChars} the text that is held.
 */
public final class PunktTrainer {
    /*
     * As section 1.4 of the paper, in NLTK's order. For each batch: count types; decide which of its types are abbreviations;
     * mark ends of sentences by these; note orthographic contexts; count pairs, and on the way add rare abbreviations, which
     * does not change marks that are set. Starters and collocations are decided on when the model is asked for.
     *
     * Types are strings, one for each (distinct); a type has its final period, numbers do not. All lengths of the score are in
     * code points.
     */
    private static final String PERIOD = ".";
    private static final int CHUNK_TOKENS = 10_000;
    private static final double NUPUNKT_LIKELIHOOD = 1.5;
    private static final int NUPUNKT_SHORT = 3;

    private final PunktTrainerOptions options;
    private final boolean nupunkt;
    private final ObjectOpenHashSet<String> distinct = new ObjectOpenHashSet<>();
    private final Object2IntOpenHashMap<String> typeCounts = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<String> contexts = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<String> starterCounts = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<PunktModel.Collocation> pairCounts = new Object2IntOpenHashMap<>();
    private final Set<String> abbreviations = new HashSet<>();
    private long tokens;
    private long periodTokens;
    private long sentenceBreaks;
    private long pruneClock;

    /**
     * Makes a trainer that has learned nothing.
     *
     * @param options how to train
     */
    public PunktTrainer(PunktTrainerOptions options) {
        this.options = options;
        this.nupunkt = options.rules().isNupunkt();
        abbreviations.addAll(options.knownAbbreviations());
    }

    /**
     * Learns from documents. Several are put into a batch, with a blank line between; a large one is cut at blank lines.
     *
     * @param source the documents, each counted as often as its weight says
     * @throws IOException if they cannot be read
     */
    public void train(TextSource source) throws IOException {
        try (DocumentReader reader = source.open()) {
            StringBuilder batch = new StringBuilder();
            for (Document document; (document = reader.next()) != null; ) {
                for (int i = 0; i < document.weight(); i++) {
                    if (batch.length() + document.length() > options.batchChars()) {
                        train(batch);
                        batch.setLength(0);
                    }
                    batch.append(document.text()).append("\n\n");
                }
            }
            train(batch);
        }
    }

    /**
     * Learns from a text, in batches if it is long.
     *
     * @param text the text
     */
    public void train(CharSequence text) {
        String string = text.toString();
        int start = 0;
        int end = -1;
        for (int at = 0; at <= string.length(); ) {
            int blank = string.indexOf("\n\n", at);
            int paragraphEnd = blank < 0 ? string.length() : blank;
            if (end >= 0 && paragraphEnd + 2 - start > options.batchChars()) {
                trainBatch(string.substring(start, end));
                start = at;
            }
            end = paragraphEnd;
            at = paragraphEnd + 2;
        }
        trainBatch(string.substring(start, Math.max(start, end)));
    }

    /**
     * {@return what has been learned from all text so far}
     */
    public PunktModel model() {
        PunktModel.Builder model = PunktModel.builder();
        abbreviations.stream().filter(PunktModel::isType).forEach(model::abbreviation);
        options.knownAbbreviations().forEach(model::abbreviation);
        for (PunktReport.Starter starter : starters()) {
            model.sentenceStarter(starter.type());
        }
        for (PunktReport.Collocation pair : collocations(starters())) {
            model.collocation(pair.first(), pair.second());
        }
        for (Object2IntMap.Entry<String> entry : contexts.object2IntEntrySet()) {
            if (PunktModel.isType(entry.getKey())) {
                model.orthographicContext(entry.getKey(), entry.getIntValue());
            }
        }
        return model.build();
    }

    /**
     * {@return what has been learned, with the scores that decided}
     */
    public PunktReport report() {
        List<PunktReport.Abbreviation> candidates = new ArrayList<>();
        for (String type : typeCounts.keySet()) {
            if (type.endsWith(PERIOD) && isCandidate(type)) {
                String candidate = type.substring(0, type.length() - 1);
                int with = typeCounts.getInt(type);
                int without = typeCounts.getInt(candidate);
                boolean learned = abbreviations.contains(candidate);
                candidates.add(new PunktReport.Abbreviation(
                        candidate, with, without, score(candidate, with, without), learned));
            }
        }
        candidates.sort(Comparator.comparingDouble(PunktReport.Abbreviation::score)
                .reversed()
                .thenComparing(PunktReport.Abbreviation::type));
        List<PunktReport.Starter> starters = starters();
        return new PunktReport(tokens, periodTokens, sentenceBreaks, candidates, starters, collocations(starters));
    }

    private void trainBatch(String text) {
        Set<String> known = Set.copyOf(abbreviations);
        TokenList list = new TokenList(text, options.rules(), distinct);
        pruneClock = 0;
        countTypes(list);
        Set<String> types = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            types.add(list.type(i));
        }
        types.forEach(this::decideAbbreviation);
        if (options.prunes()) {
            for (int from = 0; from < list.size(); from += CHUNK_TOKENS) {
                learn(list, from, Math.min(list.size(), from + CHUNK_TOKENS));
            }
        } else {
            learn(list, 0, list.size());
        }
        if (options.keepShare() <= 1) {
            for (String type : known) {
                if (isWord(type, false) && isShort(type)) {
                    abbreviations.add(type);
                }
            }
        }
        boundTypes();
    }

    private void countTypes(TokenList list) {
        for (int i = 0; i < list.size(); i++) {
            typeCounts.addTo(list.type(i), 1);
            tokens++;
            if (list.is(i, TokenList.PERIOD_FINAL)) {
                periodTokens++;
            }
            tick();
        }
    }

    private void tick() {
        if (options.prunes() && ++pruneClock % options.pruneInterval() == 0) {
            prune();
        }
    }

    private void prune() {
        for (var entries = typeCounts.object2IntEntrySet().fastIterator(); entries.hasNext(); ) {
            int count = entries.next().getIntValue();
            if (count < options.pruneTypes()) {
                tokens -= count;
                entries.remove();
            }
        }
        pairCounts.object2IntEntrySet().removeIf(entry -> entry.getIntValue() < options.pruneCollocations());
        starterCounts.object2IntEntrySet().removeIf(entry -> entry.getIntValue() < options.pruneStarters());
    }

    private void decideAbbreviation(String type) {
        if (!isCandidate(type)) {
            return;
        }
        boolean add = type.endsWith(PERIOD);
        if (add == abbreviations.contains(type)) {
            return;
        }
        String candidate = add ? type.substring(0, type.length() - 1) : type;
        int with = typeCounts.getInt(candidate.concat(PERIOD));
        int without = typeCounts.getInt(candidate);
        if (!add && (double) with / (with + without) >= options.keepShare()) {
            return;
        }
        boolean enough = isPossible(candidate) && score(candidate, with, without) >= options.abbreviationThreshold();
        if (add && enough) {
            abbreviations.add(candidate);
        } else if (!add && !enough) {
            abbreviations.remove(candidate);
        }
    }

    /** {@return whether a type is looked at: a word and no number} */
    private boolean isCandidate(String type) {
        return !type.equals(PunktModel.NUMBER)
                && type.codePoints().anyMatch(CharClasses::isLetterLike)
                && (!nupunkt || isWord(type, true));
    }

    /** {@return whether nupunkt would take a candidate for an abbreviation whatever its score} */
    private boolean isPossible(String candidate) {
        return isShort(candidate) && (!nupunkt || hasLetters(candidate));
    }

    private boolean isShort(String candidate) {
        return candidate.codePointCount(0, candidate.length()) <= options.maxAbbreviationLength();
    }

    private static boolean isWord(String type, boolean periods) {
        return type.codePoints()
                .allMatch(c -> CharClasses.isLetterLike(c) || CharClasses.isDecimalDigit(c) || (periods && c == '.'));
    }

    private static boolean hasLetters(String candidate) {
        long letters = candidate.codePoints().filter(CharClasses::isLetter).count();
        return letters > 0
                && letters >= candidate.codePoints().filter(CodePoints::isDigit).count();
    }

    private double score(String candidate, int with, int without) {
        int length = candidate.codePointCount(0, candidate.length());
        int periods = (int) candidate.chars().filter(c -> c == '.').count();
        double likelihood = Likelihood.ofAbbreviation(with, without, periodTokens, tokens);
        if (!nupunkt) {
            int letters = length - periods;
            double penalty = options.ignorePenalty() ? 1 : Math.pow(letters, -without);
            return likelihood * Math.exp(-letters) * (periods + 1) * penalty;
        }
        int letters = length - periods + 1;
        boolean free = options.ignorePenalty() || length <= NUPUNKT_SHORT || without == 0;
        double penalty = free ? 1 : Math.pow(letters, -without * 0.5);
        double consistency = with + without == 0 ? 0 : (double) with / (with + without);
        return likelihood * NUPUNKT_LIKELIHOOD * Math.exp(-letters) * (periods + 1) * penalty * (1 + consistency);
    }

    /** Learns from tokens whose types are counted and whose abbreviations are known. */
    private void learn(TokenList list, int from, int to) {
        for (int i = from; i < to; i++) {
            markFirstPass(list, i);
        }
        learnContexts(list, from, to);
        for (int i = from; i + 1 < to; i++) {
            if (list.is(i, TokenList.PERIOD_FINAL)) {
                learnPair(list, i);
                tick();
            }
        }
    }

    private void markFirstPass(TokenList list, int i) {
        if (list.is(i, TokenList.SENTENCE_END)) {
            list.set(i, TokenList.SENTENCE_BREAK);
        } else if (!list.is(i, TokenList.ELLIPSIS)
                && list.is(i, TokenList.PERIOD_FINAL)
                && !list.is(i, TokenList.TWO_PERIODS)) {
            list.set(i, isAbbreviation(list, i) ? TokenList.ABBREVIATION : TokenList.SENTENCE_BREAK);
        }
    }

    private boolean isAbbreviation(TokenList list, int i) {
        if (!list.is(i, TokenList.ABBREVIATION_FORM)) {
            return false;
        }
        String word = list.typeWithoutPeriod(i);
        if (abbreviations.contains(word)) {
            return true;
        }
        return nupunkt
                ? abbreviations.contains(word.replace(PERIOD, ""))
                : abbreviations.contains(word.substring(word.lastIndexOf('-') + 1));
    }

    private void learnContexts(TokenList list, int from, int to) {
        Position position = Position.INSIDE;
        for (int i = from; i < to; i++) {
            if (list.is(i, TokenList.PARAGRAPH_START) && position != Position.UNKNOWN) {
                position = Position.BEGINNING;
            }
            if (list.is(i, TokenList.LINE_START) && position == Position.INSIDE) {
                position = Position.UNKNOWN;
            }
            int context = position.context(list.is(i, TokenList.UPPER), list.is(i, TokenList.LOWER));
            if (context != 0) {
                String type = list.typeWithoutSentencePeriod(i);
                contexts.put(type, contexts.getInt(type) | context);
            }
            if (list.is(i, TokenList.SENTENCE_BREAK)) {
                sentenceBreaks++;
                position = list.is(i, TokenList.NUMBER | TokenList.INITIAL) ? Position.UNKNOWN : Position.BEGINNING;
            } else if (list.is(i, TokenList.ELLIPSIS | TokenList.ABBREVIATION)) {
                position = Position.UNKNOWN;
            } else {
                position = Position.INSIDE;
            }
        }
    }

    /** Where in a sentence a token is. */
    private enum Position {
        BEGINNING(PunktModel.BEGINNING_UPPER, PunktModel.BEGINNING_LOWER),
        INSIDE(PunktModel.MIDDLE_UPPER, PunktModel.MIDDLE_LOWER),
        UNKNOWN(PunktModel.UNKNOWN_UPPER, PunktModel.UNKNOWN_LOWER);

        private final int upperContext;
        private final int lowerContext;

        Position(int upperContext, int lowerContext) {
            this.upperContext = upperContext;
            this.lowerContext = lowerContext;
        }

        int context(boolean upper, boolean lower) {
            return lower ? lowerContext : upper ? upperContext : 0;
        }
    }

    private void learnPair(TokenList list, int i) {
        if (isRareAbbreviation(list, i)) {
            abbreviations.add(list.typeWithoutPeriod(i));
        }
        boolean ends = list.is(i, TokenList.SENTENCE_BREAK);
        boolean ordinal = list.is(i, TokenList.NUMBER | TokenList.INITIAL);
        if (ends && !ordinal && list.is(i + 1, TokenList.ALPHABETIC)) {
            String type = list.type(i + 1);
            if (!options.prunes() || typeCounts.getInt(type) >= options.pruneStarters()) {
                starterCounts.addTo(type, 1);
            }
        }
        boolean wanted = options.allCollocations()
                || (options.abbreviationCollocations() && list.is(i, TokenList.ABBREVIATION))
                || (ends && ordinal);
        if (wanted && list.is(i, TokenList.NON_PUNCTUATION) && list.is(i + 1, TokenList.NON_PUNCTUATION)) {
            String first = list.typeWithoutPeriod(i);
            String second = list.typeWithoutSentencePeriod(i + 1);
            if (!options.prunes()
                    || (typeCounts.getInt(first) >= options.pruneCollocations()
                            && typeCounts.getInt(second) >= options.pruneCollocations())) {
                pairCounts.addTo(new PunktModel.Collocation(first, second), 1);
            }
        }
    }

    private boolean isRareAbbreviation(TokenList list, int i) {
        if (!list.is(i, TokenList.SENTENCE_BREAK)) {
            return false;
        }
        String type = list.typeWithoutPeriod(i);
        if (nupunkt && !(isWord(type, true) && isPossible(type))) {
            return false;
        }
        String other = options.rareCountWithPeriod()
                ? type.concat(PERIOD)
                : type.substring(0, type.offsetByCodePoints(type.length(), -1));
        int count = typeCounts.getInt(type) + typeCounts.getInt(other);
        if (count >= options.rareAbbreviationCount() || abbreviations.contains(type)) {
            return false;
        }
        if (list.is(i + 1, TokenList.INTERNAL)) {
            return true;
        }
        int context = contexts.getInt(list.typeWithoutSentencePeriod(i + 1));
        return list.is(i + 1, TokenList.LOWER)
                && (context & PunktModel.BEGINNING_UPPER) != 0
                && (context & PunktModel.MIDDLE_UPPER) == 0;
    }

    private List<PunktReport.Starter> starters() {
        List<PunktReport.Starter> starters = new ArrayList<>();
        for (Object2IntMap.Entry<String> entry : starterCounts.object2IntEntrySet()) {
            String type = entry.getKey();
            int together = entry.getIntValue();
            int count = countBoth(type);
            if (count >= together
                    && together >= options.minStarterCount()
                    && PunktModel.isType(type)
                    && (double) tokens / sentenceBreaks > (double) count / together) {
                double score = Likelihood.ofPair(sentenceBreaks, count, together, tokens);
                if (score >= options.starterThreshold()) {
                    starters.add(new PunktReport.Starter(type, together, score));
                }
            }
        }
        starters.sort(Comparator.comparingDouble(PunktReport.Starter::score)
                .reversed()
                .thenComparing(PunktReport.Starter::type));
        return starters;
    }

    private List<PunktReport.Collocation> collocations(List<PunktReport.Starter> starters) {
        Set<String> starterTypes = new HashSet<>();
        starters.forEach(starter -> starterTypes.add(starter.type()));
        List<PunktReport.Collocation> collocations = new ArrayList<>();
        for (Object2IntMap.Entry<PunktModel.Collocation> entry : pairCounts.object2IntEntrySet()) {
            String first = entry.getKey().first();
            String second = entry.getKey().second();
            int together = entry.getIntValue();
            int firstCount = countBoth(first);
            int secondCount = countBoth(second);
            if (firstCount > 1
                    && secondCount > 1
                    && together >= options.minCollocationCount()
                    && together <= Math.min(firstCount, secondCount)
                    && !starterTypes.contains(second)
                    && PunktModel.isType(first)
                    && PunktModel.isType(second)
                    && (double) tokens / firstCount > (double) secondCount / together) {
                double score = Likelihood.ofPair(firstCount, secondCount, together, tokens);
                if (score >= options.collocationThreshold()) {
                    collocations.add(new PunktReport.Collocation(first, second, together, score));
                }
            }
        }
        collocations.sort(Comparator.comparingDouble(PunktReport.Collocation::score)
                .reversed()
                .thenComparing(PunktReport.Collocation::first)
                .thenComparing(PunktReport.Collocation::second));
        return collocations;
    }

    private int countBoth(String type) {
        return typeCounts.getInt(type) + typeCounts.getInt(type.concat(PERIOD));
    }

    /** Drops the rarest types if there are too many, and all that is known of them. */
    private void boundTypes() {
        for (int least = 2; typeCounts.size() > options.maxTypes() / 2; least++) {
            if (least == 2 && typeCounts.size() <= options.maxTypes()) {
                break;
            }
            int bound = least;
            typeCounts.object2IntEntrySet().removeIf(entry -> entry.getIntValue() < bound);
        }
        if (distinct.size() > options.maxTypes()) {
            distinct.retainAll(typeCounts.keySet());
            contexts.keySet().removeIf(type -> countBoth(type) == 0);
            starterCounts.keySet().retainAll(typeCounts.keySet());
            pairCounts.keySet().removeIf(pair -> countBoth(pair.first()) == 0 || countBoth(pair.second()) == 0);
        }
    }
}
