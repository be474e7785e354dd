package io.mcpagent.architecture;

import java.util.List;
import java.util.stream.Stream;

/** What {@link CoreRules} and {@link ValueRules} must find. */
final class CorePlants {
    private static final String DOMAIN = "io.mcpagent.domain.llm";
    private static final String APPLICATION = "io.mcpagent.application.llm";
    private static final String CALLER = "a use case takes its caller first";

    private CorePlants() {}

    static List<Plant> all() {
        return Stream.of(time(), randomness(), inputs(), values())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Plant> time() {
        return List.of(
                time("java.time.Instant.now()", "java.time.Instant.now"),
                time("java.time.LocalDate.now()", "java.time.LocalDate.now"),
                time("java.time.Clock.systemUTC()", "java.time.Clock.systemUTC"),
                time("java.time.InstantSource.system()", "java.time.InstantSource.system"),
                time("System.currentTimeMillis()", "java.lang.System.currentTimeMillis"),
                time("System.nanoTime()", "java.lang.System.nanoTime"),
                time(
                        "(java.util.function.Supplier<java.time.Instant>) java.time.Instant::now",
                        "java.time.Instant.now"));
    }

    private static Plant time(String expression, String reported) {
        return expression("nothing in the core asks what time it is", expression, reported);
    }

    private static List<Plant> randomness() {
        return List.of(
                random("java.util.UUID.randomUUID()", "java.util.UUID.randomUUID"),
                random("Math.random()", "java.lang.Math.random"),
                random("java.util.concurrent.ThreadLocalRandom.current()", "java.util.concurrent.ThreadLocalRandom"),
                random("java.util.random.RandomGenerator.getDefault()", "java.util.random.RandomGenerator"),
                random("new java.util.Random()", "java.util.Random.<init>"),
                random("new java.security.SecureRandom()", "java.security.SecureRandom.<init>"));
    }

    private static Plant random(String expression, String reported) {
        return expression("nothing in the core draws its own random numbers", expression, reported);
    }

    /** Beside what is allowed. */
    private static Plant expression(String sentence, String expression, String reported) {
        return Plant.of(sentence, APPLICATION + ".Planted calls " + reported)
                .main("agent-application", APPLICATION, "Planted", """
                        class Planted {
                            Object taken() { return %s; }
                            Object given(java.time.InstantSource clock) { return clock.instant(); }
                            Object seeded(long seed) { return new java.util.Random(seed).nextLong(); }
                        }
                        """.formatted(expression));
    }

    private static List<Plant> inputs() {
        return List.of(
                Plant.of("the core has no thread-locals", APPLICATION + ".Planted sees java.lang.ThreadLocal")
                        .main(
                                "agent-application",
                                APPLICATION,
                                "Planted",
                                "class Planted { final ThreadLocal<String> user = new ThreadLocal<>(); }"),
                Plant.of(
                                CALLER,
                                APPLICATION
                                        + ".PlantedService.find(java.lang.String, io.mcpagent.domain.access.Caller)")
                        .main("agent-application", APPLICATION, "PlantedService", """
                                import io.mcpagent.domain.access.Caller;
                                public final class PlantedService implements AutoCloseable {
                                    public void ask(Caller caller, String question) {}
                                    public void find(String name, Caller caller) {}
                                    @Override public void close() {}
                                }
                                """));
    }

    private static List<Plant> values() {
        return List.of(
                Plant.of("an id is typed", DOMAIN + ".Planted.runId")
                        .main(
                                "agent-domain",
                                DOMAIN,
                                "Planted",
                                "record Planted(java.util.UUID runId) {} record PlantedId(java.util.UUID value) {}"),
                Plant.of("money is an integer", DOMAIN + ".Planted.unitPrice")
                        .main(
                                "agent-domain",
                                DOMAIN,
                                "Planted",
                                "record Planted(double unitPrice, long totalPrice, double score) {}"),
                Plant.of(
                                "time in the core is an instant or a duration",
                                DOMAIN + ".Planted sees java.time.LocalDateTime")
                        .main(
                                "agent-domain",
                                DOMAIN,
                                "Planted",
                                "record Planted(java.time.LocalDateTime at, int size) {}"),
                Plant.of("a message part has its origin, and what is owned its owner", "MessagePart has no source")
                        .main(
                                "agent-domain",
                                "io.mcpagent.domain.conversation",
                                "MessagePart",
                                "public record MessagePart(String origin) {}"),
                Plant.of(
                                "a message part has its origin, and what is owned its owner",
                                "DocumentCollection has no owner")
                        .main(
                                "agent-domain",
                                "io.mcpagent.domain.document",
                                "DocumentCollection",
                                "public record DocumentCollection(String name) {}"),
                Plant.of("a record in the domain copies the collections that it is given", DOMAIN + ".Planted keeps")
                        .main("agent-domain", DOMAIN, "Planted", """
                                import java.util.List;
                                import java.util.Map;
                                record Planted(List<String> names, Map<String, String> texts) {
                                    Planted {
                                        names = List.copyOf(names);
                                    }
                                }
                                record Copying(List<String> names, Map<String, String> texts) {
                                    Copying {
                                        names = List.copyOf(names);
                                        texts = Map.copyOf(texts);
                                    }
                                }
                                """));
    }
}
