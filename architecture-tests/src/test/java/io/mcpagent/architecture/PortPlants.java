package io.mcpagent.architecture;

import java.util.List;

/** What {@link PortRules} must find. */
final class PortPlants {
    private static final String DOMAIN = "io.mcpagent.domain.llm";
    private static final String APPLICATION = "io.mcpagent.application.llm";
    private static final String STRAY = "what is named as a port is a top-level interface in agent-domain";
    private static final String SINGLE = "no interface has a single implementation";
    private static final String ASYNCHRONOUS = "no signature is asynchronous";

    private PortPlants() {}

    static List<Plant> all() {
        return List.of(
                domain(STRAY, "PlantedPort", "public final class PlantedPort {}"),
                domain(STRAY, "PlantedRepository", "public record PlantedRepository(int size) {}"),
                Plant.of(STRAY, DOMAIN + ".Planted$InnerPort is named as a port")
                        .main("agent-domain", DOMAIN, "Planted", "class Planted { interface InnerPort {} }"),
                Plant.of(STRAY, APPLICATION + ".PlantedPort is named as a port")
                        .main("agent-application", APPLICATION, "PlantedPort", "interface PlantedPort {}"),
                domain(
                        "an open interface in agent-domain is named XRepository or XPort",
                        "Planted",
                        "public interface Planted { int size(); }"),
                Plant.of("a port is alone in its file", DOMAIN + ".Lodger is in the file of PlantedPort")
                        .main(
                                "agent-domain",
                                DOMAIN,
                                "PlantedPort",
                                "public interface PlantedPort {} record Lodger(int size) {}"),
                Plant.of("a port has at most 7 methods", DOMAIN + ".PlantedPort has 8 methods")
                        .main("agent-domain", DOMAIN, "PlantedPort", """
                                public interface PlantedPort {
                                    void a(); void b(); void c(); void d(); void e(); void f(); void g(); void h();
                                    default void i() {}
                                }
                                """),
                Plant.of(SINGLE, APPLICATION + ".Planted has a single implementation")
                        .main("agent-application", APPLICATION, "Planted", """
                                interface Planted { record Only(int size) implements Planted {} }
                                sealed interface Closed { record Only(int size) implements Closed {} }
                                interface Twice { record One(int size) implements Twice {} record Two(int size) implements Twice {} }
                                """),
                asynchronous("java.util.concurrent.CompletableFuture<String> later() { return null; }"),
                asynchronous("void later(java.util.List<java.util.concurrent.Flow.Publisher<String>> sources) {}"));
    }

    private static Plant domain(String sentence, String type, String source) {
        return Plant.of(sentence, DOMAIN + "." + type + " is ").main("agent-domain", DOMAIN, type, source);
    }

    private static Plant asynchronous(String method) {
        return Plant.of(ASYNCHRONOUS, "io.mcpagent.adapter.llm.Planted.later(")
                .main("adapter-llm", "io.mcpagent.adapter.llm", "Planted", "class Planted { " + method + " }");
    }
}
