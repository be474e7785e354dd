package io.mcpagent.architecture;

import java.util.List;

/** What {@link DependencyRules} and {@link AdapterRules} must find. */
final class EdgePlants {
    private static final String LLM = "io.mcpagent.adapter.llm";
    private static final String JACKSON = "com.fasterxml.jackson.databind";

    private EdgePlants() {}

    static List<Plant> all() {
        return List.of(
                Plant.of(
                                "agent-domain sees Java, JSpecify and itself alone",
                                "io.mcpagent.domain.llm.Planted sees javax.xml")
                        .main(
                                "agent-domain",
                                "io.mcpagent.domain.llm",
                                "Planted",
                                "record Planted(javax.xml.namespace.QName name) {}"),
                Plant.of(
                                "agent-domain sees Java, JSpecify and itself alone",
                                "Planted sees io.mcpagent.application.llm.ChatService")
                        .main(
                                "agent-domain",
                                "io.mcpagent.domain.llm",
                                "Planted",
                                "record Planted(io.mcpagent.application.llm.ChatService service) {}"),
                Plant.of("agent-application sees the domain alone", "Planted sees javax.xml")
                        .main(
                                "agent-application",
                                "io.mcpagent.application.llm",
                                "Planted",
                                "record Planted(javax.xml.namespace.QName name) {}"),
                Plant.of(
                                "agent-testkit sees none of our modules but the domain",
                                "Planted sees io.mcpagent.application.llm.ChatService")
                        .main(
                                "agent-testkit",
                                "io.mcpagent.testkit.llm",
                                "Planted",
                                "record Planted(io.mcpagent.application.llm.ChatService service) {}"),
                Plant.of(
                                "an adapter sees none of our modules but domain and application",
                                "Planted sees io.mcpagent.adapter.vector.Vectors")
                        .main(
                                "adapter-llm",
                                LLM,
                                "Planted",
                                "record Planted(io.mcpagent.adapter.vector.Vectors vectors) {}"),
                Plant.of("nobody but bootstrap sees an adapter", "Planted sees io.mcpagent.adapter.llm.Llms")
                        .main(
                                "agent-application",
                                "io.mcpagent.application.llm",
                                "Planted",
                                "record Planted(io.mcpagent.adapter.llm.Llms llms, int size) {}"),
                Plant.of("JSON crosses the core as the domain's Json", "Planted sees " + JACKSON + ".JsonNode")
                        .library(JACKSON, "JsonNode", "public class JsonNode {}")
                        .main(
                                "agent-application",
                                "io.mcpagent.application.llm",
                                "Planted",
                                "record Planted(" + JACKSON + ".JsonNode node) {}"),
                Plant.of(
                                "nothing uses a container, a mock or generated accessors",
                                "PlantedTest sees org.mockito.Mockito")
                        .library("org.mockito", "Mockito", "public class Mockito {}")
                        .test("adapter-llm", LLM, "PlantedTest", "record PlantedTest(org.mockito.Mockito mock) {}"),
                Plant.of(
                                "an adapter shows one settings record",
                                "adapter-llm shows the settings LlmSettings, OtherSettings")
                        .main("adapter-llm", LLM, "OtherSettings", "public record OtherSettings(int size) {}"),
                Plant.of("an adapter shows one factory", "adapter-llm shows more than a factory: Llms, Planted")
                        .main("adapter-llm", LLM, "Planted", "public final class Planted { private Planted() {} }"),
                shownToBootstrap(),
                Plant.of("an adapter's factory has no public constructor", LLM + ".Planted is opened by a constructor")
                        .main("adapter-llm", LLM, "Planted", "public final class Planted {}"));
    }

    /** What another package of the adapter needs may be public, until somebody outside takes it. */
    private static Plant shownToBootstrap() {
        return Plant.of("an adapter shows one factory", "adapter-llm shows more than a factory: Llms, Taken")
                .main("adapter-llm", LLM + ".cache", "Taken", "public final class Taken { private Taken() {} }")
                .main("adapter-llm", LLM + ".cache", "Inner", "public final class Inner { private Inner() {} }")
                .main(
                        "adapter-llm",
                        LLM,
                        "Planted",
                        "record Planted(" + LLM + ".cache.Taken taken, " + LLM + ".cache.Inner inner) {}")
                .main(
                        "bootstrap",
                        "io.mcpagent.bootstrap",
                        "Planted",
                        "record Planted(" + LLM + ".cache.Taken taken) {}");
    }
}
