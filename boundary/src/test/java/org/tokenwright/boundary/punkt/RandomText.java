package org.tokenwright.boundary.punkt;

import java.util.Locale;
import java.util.SplittableRandom;

/** Texts and models of few words, so that every rule is met often. */
final class RandomText {
    static final String[] PIECES = {
        "Dr",
        "dr.",
        "U.S.",
        "u.s",
        "usa",
        "a",
        "A.",
        "b.",
        "I",
        "Mr.",
        "The",
        "the",
        "and",
        "no",
        "No.",
        "etc.",
        "x-y.",
        "vice-pres.",
        "Jr",
        "3",
        "3.",
        "-4.5",
        ",5.",
        "1990.",
        "\u0663.",
        "\u00e9t\u00e9.",
        "\u00c9t\u00e9",
        "\u01c5.",
        "\u03a3\u03a3.",
        "\u0130s.",
        "\u00df.",
        "\ud801\udc00x.",
        "\ud83d\ude00",
        "\u4e2d\u6587\u3002",
        "\u00bd",
        "\u00b2.",
        "_",
        "__.",
        "...",
        "....",
        ". .",
        ". . .",
        " . . . ",
        "\u2026",
        "--",
        "-",
        "---",
        ",",
        ";",
        ":",
        ".",
        "?",
        "!",
        "!!",
        "?!",
        "\"",
        "'",
        ")",
        "]",
        "}",
        "(",
        "[",
        "{",
        "`",
        "``",
        "''",
        ".\"",
        ".)",
        ".'\"",
        "?)",
        "*",
        "#",
        "&",
        "@",
        "\u201d",
        "\u00ab",
        "\ud800",
        "\udc00",
        "\u0000",
        "a.b.c",
        "p.m.",
        "e.g.",
        "$5.",
        "F.3d",
        "--\"",
        "\")--"
    };
    static final String[] GAPS = {
        "", "", " ", " ", " ", " ", "  ", "\n", "\n\n", "\n \n", "\r\n", "\t", "\u00a0", "\u2028", "\u000b", "\u001c",
        "\u3000", "\u0085"
    };

    private RandomText() {}

    static String text(SplittableRandom random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]).append(GAPS[random.nextInt(GAPS.length)]);
        }
        return text.toString();
    }

    static PunktModel model(SplittableRandom random) {
        PunktModel.Builder model = PunktModel.builder();
        for (int i = random.nextInt(20); i > 0; i--) {
            model.abbreviation(type(random));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            model.sentenceStarter(type(random));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            model.collocation(random.nextInt(3) == 0 ? PunktModel.NUMBER : type(random), type(random));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            model.orthographicContext(type(random), random.nextInt(64) << 1);
        }
        return model.build();
    }

    private static String type(SplittableRandom random) {
        while (true) {
            String type = PIECES[random.nextInt(PIECES.length)].strip().toLowerCase(Locale.ROOT);
            if (type.endsWith(".") && random.nextInt(4) > 0) {
                type = type.substring(0, type.length() - 1);
            }
            if (PunktModel.isType(type)) {
                return type;
            }
        }
    }
}
