package org.tokenwright.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a constant as the command line writes it: in any case, with hyphens.
 *
 * @param <E> the type of the constants
 */
abstract class ConstantConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final List<E> constants;

    ConstantConverter(E[] constants) {
        this.constants = List.of(constants);
    }

    @Override
    public E convert(String value) {
        return constants.stream()
                .filter(constant -> name(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("found " + value + ", expected " + String.join(", ", names())));
    }

    private String[] names() {
        return constants.stream().map(ConstantConverter::name).toArray(String[]::new);
    }

    /** {@return how users write a constant} */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
