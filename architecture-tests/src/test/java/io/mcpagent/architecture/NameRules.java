package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hollow names hide a missing idea. */
final class NameRules {
    private static final Set<String> HOLLOW_ENDS =
            Set.of("Impl", "Util", "Utils", "Helper", "Helpers", "Manager", "Common", "Base");
    private static final Set<String> HOLLOW_STARTS = Set.of("Abstract", "Default", "Base", "Common");
    private static final Set<String> HOLLOW_PACKAGES = Set.of(
            "impl",
            "util",
            "utils",
            "common",
            "manager",
            "helper",
            "helpers",
            "base",
            "abstract",
            "default",
            "data",
            "info",
            "misc");

    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private NameRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("no class has a hollow name", NameRules::classes),
                new Rule("no package has a hollow name", NameRules::packages));
    }

    private static Stream<String> classes(Project project) {
        return project.modules().stream()
                .flatMap(Module::allClasses)
                .filter(type -> isHollow(type.getSimpleName()))
                .map(type -> type.getName() + " has a hollow name");
    }

    /** Whole words alone: {@code Database} is not {@code Base}, and {@code Rebase} neither. */
    static boolean isHollow(String name) {
        var words = WORD_BOUNDARY.split(name, -1);
        return HOLLOW_ENDS.contains(words[words.length - 1]) || HOLLOW_STARTS.contains(words[0]);
    }

    private static Stream<String> packages(Project project) {
        return project.modules().stream()
                .flatMap(Module::allClasses)
                .map(JavaClass::getPackageName)
                .filter(name -> Stream.of(name.split("\\.")).anyMatch(HOLLOW_PACKAGES::contains))
                .map(name -> name + " has a hollow name");
    }
}
