package org.tokenwright.boundary.charboundary;

import java.util.List;
import java.util.SplittableRandom;

/** Forests and texts for tests. */
final class RandomForests {
    private static final String[] PARTS = {
        ".",
        ".",
        "!",
        "?",
        ":",
        ";",
        "\"",
        "'",
        "\u2018",
        "\u2019",
        "\u201C",
        "\u201D",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        " ",
        " ",
        "\t",
        "\u00A0",
        ",",
        "(",
        ")",
        "[",
        "]",
        "a",
        "b",
        "c.",
        "x",
        "v",
        "I",
        "The",
        "and ",
        " and ",
        " or ",
        " as well as ",
        "following:",
        "include: ",
        "(ii)",
        "viii.",
        "10.",
        "1",
        "42",
        "\u2022",
        "\u00B7",
        "U.S.",
        "Mr.",
        "\u00E9",
        "\u0130",
        "\uD83D\uDE00",
        "\uD801\uDC00",
        "\uD801\uDC28",
        "\uD83D",
        "\uDE00",
        "\u3002",
        "\u2026",
        "word",
        "*187",
        " 1. ",
        " 2. ",
        " 3. a",
        " b) ",
        " c) ",
        " ii) ",
        "\u2043",
        " . . .",
        "/+ ",
        "It ",
        "-",
        "\u2028"
    };

    private RandomForests() {}

    /** {@return trees of any form} */
    static Trees trees(SplittableRandom random, int count, int features) {
        Trees trees = new Trees();
        for (int tree = 0; tree < count; tree++) {
            int most = random.nextInt(1, 200);
            int nodes = 0;
            do {
                boolean leaf = nodes > most || random.nextInt(5) < 2 || trees.level() == Forest.MAX_DEPTH;
                if (leaf) {
                    trees.leaf((float) (random.nextDouble() / count));
                } else {
                    trees.branch(random.nextInt(features), random.nextInt(-7, 30));
                }
                nodes++;
            } while (!trees.isComplete());
        }
        return trees;
    }

    /** {@return a model that decides at random, but always the same} */
    static CharBoundaryModel model(SplittableRandom random, CharBoundaryFeatures set, int before, int after) {
        int features = Features.count(set, before, after);
        Forest forest = new Forest(trees(random, random.nextInt(1, 12), features), features);
        return new CharBoundaryModel(forest, set, before, after, 0.5, List.of("U.S.", "Mr.", "c.", "\uD801\uDC00."));
    }

    /** {@return a text with much of what features ask for} */
    static String text(SplittableRandom random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }
}
