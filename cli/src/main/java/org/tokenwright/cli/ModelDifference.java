package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.vocab.Vocabulary;

/**
 * In what two models differ. Special tokens are not among the tokens here: they are a setting.
 *
 * @param a the tokens of a model
 * @param b those of another
 * @param shared number of tokens that both have
 * @param sameBeginning number of ids, from 0, up to which both have the same tokens
 * @param moved ids, in a, of the tokens that b has with another id, rising
 * @param onlyInA ids of the tokens that b has not, rising
 * @param onlyInB ids of the tokens that a has not, rising
 * @param settings what differs in how they were made and how they encode
 */
record ModelDifference(
        Vocabulary a,
        Vocabulary b,
        int shared,
        int sameBeginning,
        List<Integer> moved,
        List<Integer> onlyInA,
        List<Integer> onlyInB,
        List<Setting> settings) {

    /** Something that is not the same in both. */
    record Setting(String name, String inA, String inB) {}

    static ModelDifference of(LoadedModel loadedA, LoadedModel loadedB) {
        Vocabulary a = loadedA.tokenizer().vocabulary();
        Vocabulary b = loadedB.tokenizer().vocabulary();
        List<Integer> onlyInA = new ArrayList<>();
        List<Integer> moved = new ArrayList<>();
        for (int id = 0; id < a.idBound(); id++) {
            if (a.contains(id)) {
                int other = b.idOf(a.bytes(id));
                if (other == Vocabulary.NO_ID) {
                    onlyInA.add(id);
                } else if (other != id) {
                    moved.add(id);
                }
            }
        }
        List<Integer> onlyInB = new ArrayList<>();
        for (int id = 0; id < b.idBound(); id++) {
            if (b.contains(id) && a.idOf(b.bytes(id)) == Vocabulary.NO_ID) {
                onlyInB.add(id);
            }
        }
        return new ModelDifference(
                a,
                b,
                a.size() - onlyInA.size(),
                sameBeginning(a, b),
                moved,
                onlyInA,
                onlyInB,
                settings(loadedA, loadedB));
    }

    /** {@return number of tokens that both have with the same id} */
    int sameId() {
        return shared - moved.size();
    }

    private static int sameBeginning(Vocabulary a, Vocabulary b) {
        int id = 0;
        while (id < a.idBound() && (a.contains(id) ? b.idOf(a.bytes(id)) == id : !b.contains(id))) {
            id++;
        }
        return id;
    }

    private static List<Setting> settings(LoadedModel loadedA, LoadedModel loadedB) {
        List<Setting> settings = new ArrayList<>();
        BpeModel a = loadedA.model();
        BpeModel b = loadedB.model();
        if (a == null || b == null) {
            add(settings, "type", ModelReport.type(loadedA), ModelReport.type(loadedB));
        } else {
            addSettings(settings, a, b);
        }
        add(
                settings,
                "special tokens",
                "" + loadedA.tokenizer().specialTokens().ids(),
                "" + loadedB.tokenizer().specialTokens().ids());
        if (a != null && b != null) {
            addTraining(settings, a.settings(), b.settings());
        }
        return settings;
    }

    private static void addSettings(List<Setting> settings, BpeModel a, BpeModel b) {
        add(settings, "pretokenizer", a.pretokenizer().name(), b.pretokenizer().name());
        add(settings, "alphabet", ModelReport.alphabet(a), ModelReport.alphabet(b));
        add(
                settings,
                "normalization",
                a.normalization().label(),
                b.normalization().label());
        add(settings, "merge rule", a.mergeRule().label(), b.mergeRule().label());
        add(settings, "supermerges", supermerges(a), supermerges(b));
        add(settings, "deletions", "" + a.deletions().size(), "" + b.deletions().size());
    }

    private static void addTraining(List<Setting> settings, Map<String, String> ofA, Map<String, String> ofB) {
        TreeSet<String> names = new TreeSet<>(ofA.keySet());
        names.addAll(ofB.keySet());
        for (String name : names) {
            add(settings, "trained: " + name, ofA.getOrDefault(name, "-"), ofB.getOrDefault(name, "-"));
        }
    }

    private static String supermerges(BpeModel model) {
        return "" + (model.supermerges() == null ? 0 : model.supermerges().size());
    }

    private static void add(List<Setting> settings, String name, String inA, String inB) {
        if (!inA.equals(inB)) {
            settings.add(new Setting(name, inA, inB));
        }
    }
}
