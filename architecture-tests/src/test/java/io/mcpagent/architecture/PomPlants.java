package io.mcpagent.architecture;

import static io.mcpagent.architecture.SoundProject.adapterPom;
import static io.mcpagent.architecture.SoundProject.dependency;
import static io.mcpagent.architecture.SoundProject.parentPom;
import static io.mcpagent.architecture.SoundProject.pom;

import java.util.List;

/** What {@link PomRules} must find. */
final class PomPlants {
    private static final String DOMAIN = "agent-domain/pom.xml";
    private static final String LLM = "adapter-llm/pom.xml";

    private PomPlants() {}

    static List<Plant> all() {
        return List.of(
                Plant.of("every module stands in the design's diagram", "adapter-fax")
                        .file("pom.xml", parentPom("adapter-fax"))
                        .file("adapter-fax/pom.xml", adapterPom("fax")),
                Plant.of("group, artefact and version are the design's", "adapter-llm is :llm:")
                        .file(LLM, adapterPom("llm").replace(">adapter-llm<", ">llm<")),
                Plant.of("group, artefact and version are the design's", "agent-domain is :agent-domain:7")
                        .file(
                                DOMAIN,
                                pom("agent-domain", "io.mcpagent.domain")
                                        .replace(
                                                "</artifactId>\n  <prop",
                                                "</artifactId><version>7</version>\n  <prop")),
                Plant.of("group, artefact and version are the design's", "the parent is org.example")
                        .file("pom.xml", parentPom().replaceFirst("io\\.mcpagent", "org.example")),
                Plant.of(
                                "the manifest names the module's root package",
                                "agent-domain has the Automatic-Module-Name io.mcpagent,")
                        .file(DOMAIN, pom("agent-domain", "io.mcpagent")),
                domain("agent-domain depends on org.slf4j:slf4j-api (compile)", dependency("org.slf4j", "slf4j-api")),
                domain(
                        "agent-domain depends on org.jspecify:jspecify (compile)",
                        dependency("org.jspecify", "jspecify")),
                Plant.of(
                                "agent-application's pom has the domain alone",
                                "agent-application depends on org.slf4j:slf4j-api")
                        .file(
                                "agent-application/pom.xml",
                                pom("agent-application", "io.mcpagent.application", "agent-domain")
                                        .replace(
                                                "</dependencies>",
                                                dependency("org.slf4j", "slf4j-api") + "</dependencies>")),
                Plant.of(
                                "agent-testkit's pom has none of our modules but the domain",
                                "agent-testkit depends on io.mcpagent:agent-application")
                        .file(
                                "agent-testkit/pom.xml",
                                pom("agent-testkit", "io.mcpagent.testkit", "agent-domain", "agent-application")),
                Plant.of(
                                "an adapter's pom has none of our modules but domain and application",
                                "adapter-llm depends on io.mcpagent:adapter-vector")
                        .file(LLM, adapterPom("llm", dependency("io.mcpagent", "adapter-vector"))),
                Plant.of(
                                "an adapter's pom has none of our modules but domain and application",
                                "adapter-llm depends on io.mcpagent:agent-testkit (compile)")
                        .file(LLM, adapterPom("llm", dependency("io.mcpagent", "agent-testkit"))),
                Plant.of("no pom but bootstrap's has adapters", "agent-testkit depends on io.mcpagent:adapter-llm")
                        .file("agent-testkit/pom.xml", pom("agent-testkit", "io.mcpagent.testkit", "adapter-llm")),
                Plant.of("bootstrap's pom has every adapter", "bootstrap doesn't depend on adapter-vector")
                        .file("bootstrap/pom.xml", pom("bootstrap", "io.mcpagent.bootstrap", "adapter-llm")),
                Plant.of(
                                "architecture-tests comes last in the reactor",
                                "architecture-tests doesn't depend on bootstrap")
                        .file(
                                "architecture-tests/pom.xml",
                                pom(
                                        "architecture-tests",
                                        "io.mcpagent.architecture",
                                        "agent-domain",
                                        "agent-application",
                                        "agent-testkit",
                                        "adapter-llm",
                                        "adapter-vector")),
                Plant.of(
                                "no pom has a container, a mock or generated accessors",
                                "adapter-llm depends on org.springframework.boot:spring-boot")
                        .file(
                                LLM,
                                adapterPom(
                                        "llm",
                                        dependency("org.springframework.boot", "spring-boot"),
                                        dependency("org.springframework.security", "spring-security-crypto"))));
    }

    private static Plant domain(String reported, String dependency) {
        return Plant.of("agent-domain's pom has JSpecify at compile time alone", reported)
                .file(
                        DOMAIN,
                        pom("agent-domain", "io.mcpagent.domain")
                                .replace("</dependencies>", dependency + "</dependencies>"));
    }
}
