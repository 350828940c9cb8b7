package org.tokenwright.tokenizers.infilling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.SharedData;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.tokenizers.slow.Json;

/**
 * FIM-SE against its reference program, with the two defects of that: lines that do not end get a line feed, and in training the token
 * that ends documents stands where {@code <END>} should.
 */
class FimGoldenTest {
    private static final FimFormat LLAMA = FimFormat.of("reference", "<PRE>", "<SUF>", "<MID>", "<EOT>");

    private static Json golden() {
        return Json.read(SharedData.path("golden/other/fim_se.json"));
    }

    @Test
    void training() {
        List<Json> cases = golden().get("train").list();
        assertEquals(21, cases.size());
        FimFormat llama = LLAMA.withConstraintEnd("<EOT>");
        FimFormat starcoder = FimFormat.of("starcoder").withConstraintEnd("<|endoftext|>");
        for (Json golden : cases) {
            String text = golden.get("text").text();
            if (golden.get("fim").integer() == 0) {
                assertEquals(text, golden.get("out_llama").text());
                assertEquals(text, golden.get("out_starcoder").text());
                continue;
            }
            int[] splits = golden.get("splits_codepoints").integers();
            FimParts parts = FimParts.of(text, splits[0], splits[1]);
            assertEquals(text, parts.document());
            FimConstraints constraints = FimConstraints.of(golden.get("rand").number());
            FimSeParts reference = FimSeParts.of(parts, true).withConstraints(constraints);
            assertEquals(golden.get("l_prefix").text(), reference.text(FimSection.L_PREFIX));
            assertEquals(golden.get("r_prefix").text(), reference.text(FimSection.R_PREFIX));
            assertEquals(golden.get("f_suffix").text(), reference.text(FimSection.F_SUFFIX));
            assertEquals(golden.get("r_suffix").text(), reference.text(FimSection.R_SUFFIX));
            assertEquals(golden.get("middle").text(), reference.text(FimSection.TARGET));
            assertEquals(golden.get("out_llama").text(), llama.text(reference, FimOrder.PSM));
            assertEquals(golden.get("out_starcoder").text(), starcoder.text(reference, FimOrder.PSM));
            FimSeParts ours = FimSeParts.of(parts).withConstraints(constraints);
            assertEquals(text, ours.document());
        }
    }

    @Test
    void ourOwnGoldenSet() throws IOException {
        List<String> lines = Files.readAllLines(GoldenSet.file("fim.jsonl"));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            Json golden = Json.parse(line);
            FimParts parts = FimParts.of(
                    golden.get("text").text(),
                    golden.get("start").integer(),
                    golden.get("end").integer());
            assertEquals(golden.get("prefix").text(), parts.prefix());
            assertEquals(golden.get("middle").text(), parts.middle());
            assertEquals(golden.get("suffix").text(), parts.suffix());
            FimSeParts whole = FimSeParts.of(parts);
            assertEquals(golden.get("r_prefix").text(), whole.rPrefix());
            assertEquals(golden.get("target").text(), whole.target());
            assertEquals(golden.get("r_suffix").text(), whole.rSuffix());
        }
    }

    @Test
    void prompts() {
        List<Json> cases = golden().get("inference").list();
        assertFalse(cases.isEmpty());
        for (Json golden : cases) {
            FimParts parts = FimParts.atCursor(
                    golden.get("prompt").text(), golden.get("suffix").text());
            FimSeParts lines = golden.get("task_id").text().startsWith("RandomSpan")
                    ? FimSeParts.of(parts, true)
                    : FimSeParts.unconstrained(parts);
            assertEquals(golden.get("fim").text(), LLAMA.prompt(parts, FimOrder.PSM));
            assertEquals(golden.get("fim_spm").text(), LLAMA.prompt(parts, FimOrder.SPM));
            assertEquals(golden.get("fim_se").text(), LLAMA.prompt(lines, FimOrder.PSM));
            assertEquals(golden.get("l_prefix").text(), lines.lPrefix());
            assertEquals(golden.get("r_prefix").text(), lines.rPrefix());
            assertEquals(golden.get("f_suffix").text(), lines.fSuffix());
            assertEquals(golden.get("r_suffix").text(), lines.rSuffix());
            String written = lines.lPrefix() + "MIDDLE" + lines.fSuffix();
            assertEquals(golden.get("completion_pass").text(), completion(lines, written));
            assertEquals(golden.get("completion_fail").text(), completion(lines, "ZZ" + written + "ZZ"));
        }
    }

    /** The document with what a model has written, or nothing if that does not fit. */
    private static String completion(FimSeParts prompt, String written) {
        String middle = FimPostCheck.middle(prompt, written);
        if (middle == null) {
            return "";
        }
        assertEquals(written, prompt.lPrefix() + Objects.requireNonNull(middle) + prompt.fSuffix());
        return new FimSeParts(
                        prompt.rPrefix(),
                        prompt.lPrefix(),
                        middle,
                        prompt.fSuffix(),
                        prompt.rSuffix(),
                        prompt.constraints())
                .document();
    }
}
