package org.tokenwright.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes, with k, M or G for thousands, millions or thousand millions, as fastText does. */
final class SizeConverter implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([kKmMgG]?)");

    @Override
    public Long convert(String value) {
        Matcher size = SIZE.matcher(value);
        if (!size.matches()) {
            throw new TypeConversionException("found " + value + ", expected a size like 500k, 2M or 1G");
        }
        long unit = switch (size.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "g" -> 1_000_000_000;
            default -> 1;
        };
        return Long.parseLong(size.group(1)) * unit;
    }
}
