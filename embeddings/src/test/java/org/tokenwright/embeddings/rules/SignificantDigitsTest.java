package org.tokenwright.embeddings.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;

class SignificantDigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0.0,-0",
        "1,1",
        "100000,1e+05",
        "99999.5,1e+05",
        "99999.4,99999",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "0.000099999,9.9999e-05",
        "0.00009999999,0.0001",
        "123456,1.2346e+05",
        "-1.5,-1.5",
        "0.12345678,0.12346",
        "3.4028235e38,3.4028e+38",
        "1e-45,1.4013e-45",
        "0.5,0.5",
        "2.50005,2.5001",
        "10,10",
        "1200,1200",
        "0.100005,0.10001"
    })
    void numbersAreThoseOfC(float value, String expected) {
        assertEquals(expected, format(5, value));
    }

    @Test
    void numbersAreRoundedExactly() {
        SplittableRandom random = Seeds.random("SignificantDigitsTest.numbersAreRoundedExactly");
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                int digits = 1 + random.nextInt(9);
                assertEquals(slow(digits, value), format(digits, value), Float.toString(value));
            }
        }
    }

    private static String format(int count, float value) {
        SignificantDigits digits = new SignificantDigits(count);
        digits.format(value);
        return new String(digits.text(), 0, digits.length(), StandardCharsets.US_ASCII);
    }

    /** Exact decimals, as C prints them. */
    private static String slow(int count, float value) {
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(count, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < count) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }
}
