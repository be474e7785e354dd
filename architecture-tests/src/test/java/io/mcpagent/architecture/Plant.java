package io.mcpagent.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A violation planted in a sound project.
 *
 * @param sentence of the rule that it breaks
 * @param files by path: what they hold now, or nothing for a file that is taken away
 * @param reported what the rule says of it: one part of each line that it reports
 */
record Plant(String sentence, Map<String, Optional<String>> files, List<String> reported) {
    Plant {
        files = Map.copyOf(files);
        reported = List.copyOf(reported);
    }

    static List<Plant> all() {
        return Stream.of(
                        PomPlants.all(),
                        EdgePlants.all(),
                        LayoutPlants.all(),
                        PortPlants.all(),
                        CorePlants.all(),
                        TestPlants.all())
                .flatMap(List::stream)
                .toList();
    }

    static Plant of(String sentence, String... reported) {
        return new Plant(sentence, Map.of(), List.of(reported));
    }

    Plant file(String path, String text) {
        return changing(path, Optional.of(text));
    }

    Plant without(String path) {
        return changing(path, Optional.empty());
    }

    /** A class in the folder of main sources that its package says. */
    Plant main(String module, String packageName, String type, String source) {
        return type("main", module, packageName, type, source);
    }

    Plant test(String module, String packageName, String type, String source) {
        return type("test", module, packageName, type, source);
    }

    /** A stand-in for a library, which is on the class path and in no module. */
    Plant library(String packageName, String type, String source) {
        return type("main", "library", packageName, type, source);
    }

    private Plant type(String tree, String module, String packageName, String type, String source) {
        var folder = module + "/src/" + tree + "/java/" + packageName.replace('.', '/') + "/";
        return file(folder + type + ".java", "package " + packageName + ";\n" + source);
    }

    private Plant changing(String path, Optional<String> text) {
        var changed = new TreeMap<>(files);
        changed.put(path, text);
        return new Plant(sentence, changed, reported);
    }

    @Override
    public String toString() {
        return sentence + ": " + String.join(", ", reported);
    }
}
