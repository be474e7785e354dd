package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.AuditAction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An audited action. */
final class ActionConverter implements ITypeConverter<AuditAction> {
    @Override
    public AuditAction convert(String name) {
        try {
            return new AuditAction(name);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }
}
