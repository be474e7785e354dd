package io.mcpagent.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The YAML file as flat keys, each with its line. Loaded only where there is a file: the parser costs a start time. */
final class SettingsFile {
    private final Path file;
    private final List<String> problems;
    private final Map<String, Given> values = new HashMap<>();

    private SettingsFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    static Map<String, Given> read(Path file, List<String> problems) {
        var reading = new SettingsFile(file, problems);
        try {
            reading.parse(Files.readString(file));
        } catch (IOException e) {
            problems.add("%s can't be read: %s".formatted(file, e));
        }
        return reading.values;
    }

    private void parse(String yaml) {
        try {
            var load = LoadSettings.builder().setLabel(file.toString()).build();
            new Compose(load).composeString(yaml).ifPresent(this::root);
        } catch (MarkedYamlEngineException e) {
            problems.add("%s: not YAML: %s".formatted(where(e.getProblemMark()), e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add("%s: not YAML: %s".formatted(file, e.getMessage()));
        }
    }

    private void root(Node node) {
        if (node instanceof MappingNode mapping) section("", mapping);
        else if (!isEmpty(node))
            problems.add(where(node.getStartMark()) + ": sections such as `retrieval:` are expected");
    }

    private void section(String prefix, MappingNode mapping) {
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(where(entry.getKeyNode().getStartMark()) + ": a key is a plain name");
                continue;
            }
            var name = prefix + key.getValue();
            var where = where(key.getStartMark());
            switch (entry.getValueNode()) {
                case MappingNode inner -> section(name + ".", inner);
                case Node empty when isEmpty(empty) -> emptyValue(name, where);
                case ScalarNode scalar -> value(name, new Given(where, scalar.getValue()));
                default -> problems.add("%s: %s takes a single value".formatted(where, name));
            }
        }
    }

    /** A section whose lines are all comments is as good as none. */
    private void emptyValue(String name, String where) {
        if (ProviderCatalog.isSection(name)) return;
        if (Catalog.ALL.stream().noneMatch(setting -> setting.name().startsWith(name + ".")))
            value(name, new Given(where, ""));
    }

    private void value(String name, Given given) {
        var earlier = values.put(name, given);
        if (earlier != null)
            problems.add("%s: %s was set before, in %s".formatted(given.where(), name, earlier.where()));
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    private String where(Optional<Mark> mark) {
        return mark.map(at -> file + ":" + (at.getLine() + 1)).orElse(file.toString());
    }
}
