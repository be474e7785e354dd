package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ids, money, time, owners and origins in the core, and records that keep what they were given. */
final class ValueRules {
    private static final Pattern MONEY = Pattern.compile("(?i).*(cost|price|money|amount).*");
    private static final Pattern FRACTION =
            Pattern.compile("float|double|java.lang.(Float|Double)|java.math.BigDecimal");
    private static final Pattern COPYING = Pattern.compile("copyOf|toList|toUnmodifiable.*|unmodifiable.*");

    /** The types of the core that have an owner, or an origin with its source, from the first migration. */
    private static final Map<String, List<String>> COMPONENTS = Map.of(
            "io.mcpagent.domain.conversation.Conversation", List.of("owner"),
            "io.mcpagent.domain.conversation.MessagePart", List.of("origin", "source"),
            "io.mcpagent.domain.document.DocumentCollection", List.of("owner"),
            "io.mcpagent.domain.run.RunEvent$RunStarted", List.of("owner"));

    private ValueRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("an id is typed", ValueRules::untypedIds),
                new Rule("money is an integer", ValueRules::fractionsOfMoney),
                new Rule("time in the core is an instant or a duration", ValueRules::localTimes),
                new Rule("a message part has its origin, and what is owned its owner", ValueRules::owners),
                new Rule(
                        "a record in the domain copies the collections that it is given",
                        ValueRules::sharedCollections));
    }

    private static Stream<String> untypedIds(Project project) {
        return fields(project)
                .filter(field -> field.getRawType().isEquivalentTo(UUID.class))
                .filter(field -> field.getName().equals("id") || field.getName().endsWith("Id"))
                .map(JavaField::getFullName);
    }

    private static Stream<String> fractionsOfMoney(Project project) {
        return fields(project)
                .filter(field -> MONEY.matcher(field.getName()).matches())
                .filter(field -> FRACTION.matcher(field.getRawType().getName()).matches())
                .map(JavaField::getFullName);
    }

    private static Stream<String> localTimes(Project project) {
        var local = Pattern.compile(
                "java\\.(util\\.(Date|Calendar|GregorianCalendar)|time\\.(Local|Zoned|Offset)\\w*Time|sql\\..*)");
        return DependencyRules.edges(
                project.main(Module::isCore),
                type -> local.matcher(type.getName()).matches());
    }

    private static Stream<String> owners(Project project) {
        return COMPONENTS.entrySet().stream().flatMap(entry -> {
            var fields = project.main(Module.DOMAIN)
                    .filter(type -> type.getName().equals(entry.getKey()))
                    .flatMap(type -> type.getFields().stream())
                    .map(JavaField::getName)
                    .toList();
            return entry.getValue().stream()
                    .filter(name -> !fields.contains(name))
                    .map(name -> entry.getKey() + " has no " + name);
        });
    }

    private static Stream<String> sharedCollections(Project project) {
        return project.main(Module.DOMAIN)
                .filter(JavaClass::isRecord)
                .filter(type -> collections(type) > 0)
                .filter(type -> type.getConstructors().stream()
                        .filter(constructor -> isCanonical(constructor, type))
                        .anyMatch(constructor -> copies(constructor) < collections(type)))
                .map(type -> type.getName() + " keeps a collection that its caller can change");
    }

    private static boolean isCanonical(JavaConstructor constructor, JavaClass type) {
        var given = constructor.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .sorted();
        var components =
                components(type).map(field -> field.getRawType().getName()).sorted();
        return given.toList().equals(components.toList());
    }

    private static long collections(JavaClass type) {
        return components(type)
                .map(JavaField::getRawType)
                .filter(raw -> raw.isAssignableTo(Collection.class) || raw.isAssignableTo(Map.class))
                .count();
    }

    /** A call of the record's own method counts, as that may copy more deeply. */
    private static long copies(JavaConstructor constructor) {
        return constructor.getMethodCallsFromSelf().stream()
                .filter(call -> COPYING.matcher(call.getName()).matches() || isOwn(call))
                .count();
    }

    private static boolean isOwn(JavaMethodCall call) {
        return call.getTargetOwner().equals(call.getOriginOwner());
    }

    private static Stream<JavaField> components(JavaClass type) {
        return type.getFields().stream().filter(field -> !field.getModifiers().contains(JavaModifier.STATIC));
    }

    private static Stream<JavaField> fields(Project project) {
        return project.main(Module::isCore).flatMap(type -> type.getFields().stream());
    }
}
