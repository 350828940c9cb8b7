package org.tokenwright.tokenizers.pretokenize;

/**
 * The property Extended_Pictographic of every code point in Unicode 16.0, as runs. Written by GenerateUnicodeTables; not to be
 * edited.
 */
final class PictographRuns {
    /**
     * The runs in the order of the code points: the length in decimal digits, which is left out if it is 1, and
     * {@code P} for code points that have it, {@code N} for others.
     */
    static final String RUNS =
            "169NP4NP8077NP12NP216NP22NP90N6P15N2P367N2P12NP95NP70NP25N11P4N3P199NP231N2P10NP9NP58N4PN6"
                    + "PN12PN114P10N118P2N11PNPNP6NP3NP6NP10N2P15NP2NP4NPNP4N3PNP11N5P45N3P9NP14NP14NP372N2P463N3"
                    + "P19N2P51NP4NP1242NP12NP601NPNP114022N256P13N3P31NP60N6P12N2P14NP2N10P18N57P27N15P10NP20NP2"
                    + "N9PN4P9N434P5N318P8N266P48N128P116N12P85N43P12N4P56N8P10N6P40N8P30N82P12N47PN10PN441P256N1"
                    + "022P983042N";

    private PictographRuns() {}
}
