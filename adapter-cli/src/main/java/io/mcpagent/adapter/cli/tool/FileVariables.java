package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.application.tool.Placeholders;
import io.mcpagent.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of the environment that a file names, and no others. */
final class FileVariables {
    private FileVariables() {}

    static Map<String, String> of(Invocation invocation, Json file) {
        var values = new LinkedHashMap<String, String>();
        Placeholders.names(file)
                .forEach(name -> invocation.host().variable(name).ifPresent(value -> values.put(name, value)));
        return values;
    }
}
