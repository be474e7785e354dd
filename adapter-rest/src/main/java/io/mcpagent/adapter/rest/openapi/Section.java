package io.mcpagent.adapter.rest.openapi;

import java.util.List;

/** Operations that belong together, under a name. */
public record Section(String name, String description, List<Operation> operations) {
    public Section {
        operations = List.copyOf(operations);
    }

    public Section(String name, String description, Operation... operations) {
        this(name, description, List.of(operations));
    }
}
