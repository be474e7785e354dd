package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the core is given and must not take: time, randomness and the caller. */
final class CoreRules {
    private static final String CALLER = "io.mcpagent.domain.access.Caller";

    private static final Pattern TIME = Pattern.compile(String.join(
            "|",
            "java\\.time\\..*\\.now",
            "java\\.time\\.Clock\\.(system.*|tick(Millis|Seconds|Minutes))",
            "java\\.time\\.InstantSource\\.system",
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)",
            "java\\.util\\.Date\\.<init>"));
    private static final Pattern RANDOMNESS = Pattern.compile(String.join(
            "|",
            "java\\.util\\.UUID\\.randomUUID",
            "java\\.lang\\.Math\\.random",
            "java\\.security\\.SecureRandom\\..*",
            "java\\.util\\.concurrent\\.ThreadLocalRandom\\..*",
            "java\\.util\\.random\\.RandomGenerator\\.(getDefault|of)"));
    private static final Pattern RANDOM_WITHOUT_SEED =
            Pattern.compile("java\\.util\\.(Random|SplittableRandom)\\.<init>");
    private static final Pattern THREAD_LOCAL =
            Pattern.compile("java\\.lang\\.(ThreadLocal|InheritableThreadLocal|ScopedValue)(\\$.*)?");

    private CoreRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("nothing in the core asks what time it is", CoreRules::time),
                new Rule("nothing in the core draws its own random numbers", CoreRules::randomness),
                new Rule("the core has no thread-locals", CoreRules::threadLocals),
                new Rule("a use case takes its caller first", CoreRules::callers));
    }

    /** A time source may be built in the core. */
    private static Stream<String> time(Project project) {
        return accesses(project)
                .filter(access -> TIME.matcher(target(access)).matches())
                .filter(access -> !access.getOriginOwner().isAssignableTo(InstantSource.class))
                .map(CoreRules::described);
    }

    private static Stream<String> randomness(Project project) {
        return accesses(project)
                .filter(access -> RANDOMNESS.matcher(target(access)).matches()
                        || (RANDOM_WITHOUT_SEED.matcher(target(access)).matches()
                                && access.getTarget().getRawParameterTypes().isEmpty()))
                .map(CoreRules::described);
    }

    private static Stream<String> threadLocals(Project project) {
        return DependencyRules.edges(
                project.main(Module::isCore),
                type -> THREAD_LOCAL.matcher(type.getName()).matches());
    }

    /** What the system does by itself, as resuming what was interrupted, has no caller. */
    private static Stream<String> callers(Project project) {
        return project.main(Module.APPLICATION)
                .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Service"))
                .flatMap(type -> type.getMethods().stream())
                .filter(CoreRules::isUseCase)
                .filter(method -> method.getRawParameterTypes().stream()
                        .skip(1)
                        .anyMatch(later -> later.getName().equals(CALLER)))
                .map(JavaMethod::getFullName);
    }

    private static boolean isUseCase(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaCodeUnitAccess<?>> accesses(Project project) {
        return project.main(Module::isCore)
                .map(JavaClass::getCodeUnitAccessesFromSelf)
                .flatMap(found -> found.stream());
    }

    private static String described(JavaCodeUnitAccess<?> access) {
        return access.getOriginOwner().getName() + " calls " + target(access);
    }

    private static String target(JavaCodeUnitAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }
}
