package org.tokenwright.embeddings.hashing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers with five significant digits, as C prints them by {@code %.5g}: the exact value rounded half to even, no zeros at the
 * end, with an exponent below 0.0001 and from 100,000 on.
 */
final class ShortDecimal {
    private static final int DIGITS = 5;
    private static final int LEAST_EXPONENT = -4;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private ShortDecimal() {}

    static void append(float value, StringBuilder text) {
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            text.append('-');
        }
        if (value == 0) {
            text.append('0');
            return;
        }
        BigDecimal rounded =
                new BigDecimal(Math.abs((double) value)).round(ROUNDING).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= LEAST_EXPONENT && exponent < DIGITS) {
            text.append(rounded.toPlainString());
            return;
        }
        String digits = rounded.unscaledValue().toString();
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        text.append(magnitude < 10 ? "0" : "").append(magnitude);
    }
}
