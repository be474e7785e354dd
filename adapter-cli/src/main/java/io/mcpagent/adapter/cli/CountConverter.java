package io.mcpagent.adapter.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many; at least one. */
final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            var count = Integer.parseInt(text);
            if (count >= 1) return count;
        } catch (NumberFormatException notOne) {
            // told below
        }
        throw new TypeConversionException("'" + text + "' is no whole number from 1 on");
    }
}
