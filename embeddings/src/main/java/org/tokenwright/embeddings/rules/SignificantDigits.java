package org.tokenwright.embeddings.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Writes numbers as C's {@code %.5g} does, with any number of digits up to 9. For one thread. */
public final class SignificantDigits {
    /*
     * The digits come from value * 10^(digits - 1 - exponent) in double arithmetic, whose error is far below 1e-9 of a unit
     * here; where the fraction is closer than that to one half, exact decimals decide (half to even, as C does).
     */
    private static final double DOUBTFUL = 1e-6;
    private static final int MAX_EXACT_POWER = 22;

    private final int digits;
    private final long least;
    private final double[] powers = new double[MAX_EXACT_POWER + 1];
    private final byte[] text = new byte[32];
    private int length;

    /**
     * Makes a writer.
     *
     * @param digits how many digits, 1 to 9
     */
    public SignificantDigits(int digits) {
        this.digits = digits;
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        least = (long) powers[digits - 1];
    }

    /** {@return the array that begins with the last number, in ASCII; the next one overwrites it} */
    public byte[] text() {
        return text;
    }

    /** {@return number of bytes of the last number} */
    public int length() {
        return length;
    }

    /**
     * Writes a number.
     *
     * @param value the number
     */
    public void format(float value) {
        length = 0;
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            append(Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
            return;
        }
        if (Float.floatToRawIntBits(value) < 0) {
            text[length++] = '-';
        }
        if (value == 0) {
            text[length++] = '0';
            return;
        }
        double size = Math.abs((double) value);
        int exponent = (int) Math.floor(Math.log10(size));
        long number = scaled(size, exponent);
        if (number < least) {
            exponent--;
            number = scaled(size, exponent);
        } else if (number >= 10 * least) {
            exponent++;
            number = scaled(size, exponent);
        }
        print(number, exponent);
    }

    /** {@return value / 10^(exponent + 1 - digits), rounded} */
    private long scaled(double value, int exponent) {
        int power = digits - 1 - exponent;
        if (Math.abs(power) <= MAX_EXACT_POWER) {
            double product = power >= 0 ? value * powers[power] : value / powers[-power];
            double floor = Math.floor(product);
            double fraction = product - floor;
            if (Math.abs(fraction - 0.5) > DOUBTFUL) {
                return (long) floor + (fraction > 0.5 ? 1 : 0);
            }
        }
        return new BigDecimal(value)
                .scaleByPowerOfTen(power)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private void print(long number, int exponent) {
        byte[] all = new byte[digits];
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            all[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int kept = digits;
        while (kept > 1 && all[kept - 1] == '0') {
            kept--;
        }
        if (exponent < -4 || exponent >= digits) {
            text[length++] = all[0];
            fraction(all, 1, kept);
            text[length++] = 'e';
            text[length++] = (byte) (exponent < 0 ? '-' : '+');
            int size = Math.abs(exponent);
            append((size < 10 ? "0" : "") + size);
        } else if (exponent < 0) {
            append("0.");
            for (int i = -1; i > exponent; i--) {
                text[length++] = '0';
            }
            for (int i = 0; i < kept; i++) {
                text[length++] = all[i];
            }
        } else {
            for (int i = 0; i <= exponent; i++) {
                text[length++] = all[i];
            }
            fraction(all, exponent + 1, kept);
        }
    }

    private void fraction(byte[] all, int from, int to) {
        if (to > from) {
            text[length++] = '.';
            System.arraycopy(all, from, text, length, to - from);
            length += to - from;
        }
    }

    private void append(String more) {
        byte[] bytes = more.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }
}
