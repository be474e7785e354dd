package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import io.mcpagent.architecture.Pom.Dependency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Maven module: what its pom says, with what it inherits, its sources and its own classes.
 *
 * @param main the classes of its sources; generated ones are not ours to judge
 * @param migrations SQL files among its resources
 */
record Module(
        String name,
        Pom pom,
        Pom parent,
        List<SourceFile> mainSources,
        List<SourceFile> testSources,
        List<SourceFile> migrations,
        List<JavaClass> main,
        List<JavaClass> tests) {

    static final String DOMAIN = "agent-domain";
    static final String APPLICATION = "agent-application";
    static final String TESTKIT = "agent-testkit";
    static final String BOOTSTRAP = "bootstrap";
    static final String BENCHMARKS = "benchmarks";
    static final String ARCHITECTURE = "architecture-tests";
    static final String ADAPTER = "adapter-";

    boolean isAdapter() {
        return name.startsWith(ADAPTER);
    }

    /** Domain and application. */
    boolean isCore() {
        return name.equals(DOMAIN) || name.equals(APPLICATION);
    }

    /** Measures or checks the product, and is no part of it. */
    boolean isWorkshop() {
        return name.equals(BENCHMARKS) || name.equals(ARCHITECTURE);
    }

    String rootPackage() {
        var rest = switch (name) {
            case ARCHITECTURE -> "architecture";
            default -> name.startsWith("agent-") ? name.substring("agent-".length()) : name;
        };
        return "io.mcpagent." + rest.replace('-', '.');
    }

    /** With inherited ones, and the scope that is in force. */
    List<Dependency> dependencies() {
        Map<String, Dependency> merged = new LinkedHashMap<>();
        Stream.concat(parent.dependencies().stream(), pom.dependencies().stream())
                .map(this::interpolated)
                .forEach(dependency -> merged.put(dependency.key(), dependency));
        return List.copyOf(merged.values());
    }

    Optional<String> moduleName() {
        return pom.moduleName().or(parent::moduleName).map(this::interpolate);
    }

    Stream<JavaClass> allClasses() {
        return Stream.concat(main.stream(), tests.stream());
    }

    Stream<SourceFile> allSources() {
        return Stream.concat(mainSources.stream(), testSources.stream());
    }

    private Dependency interpolated(Dependency written) {
        var group = interpolate(written.group());
        var key = group + ":" + written.artifact();
        var scope = written.scope()
                .or(() -> Optional.ofNullable(pom.managedScopes().get(key)))
                .or(() -> Optional.ofNullable(parent.managedScopes().get(key)))
                .orElse("compile");
        return new Dependency(group, written.artifact(), Optional.of(scope), written.optional());
    }

    private String interpolate(String text) {
        if (text.equals("${project.groupId}"))
            return pom.group().or(parent::group).orElse(text);
        if (!text.startsWith("${") || !text.endsWith("}")) return text;
        var property = text.substring(2, text.length() - 1);
        return Optional.ofNullable(pom.properties().get(property))
                .or(() -> Optional.ofNullable(parent.properties().get(property)))
                .orElse(text);
    }
}
