package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Who can be started: each time with nothing stored, and with one API key. */
sealed interface Contender {
    /** For the table. */
    String name();

    /** A new process that asks this model server. */
    ChatServer start(int modelPort) throws IOException, InterruptedException;

    /** What every agent is told. */
    String INSTRUCTIONS = "You answer questions about the store.";

    /**
     * The product as it ships: a user and an API key made by its own commands, an agent without tools, no documents, every
     * run logged with {@code synchronous=FULL}.
     */
    record Ours(Path jar, Path folder) implements Contender {
        private static final String USER = "ada@example.org";
        private static final Pattern KEY = Pattern.compile("mcpa_[A-Za-z0-9_-]+");

        @Override
        public String name() {
            return "ours";
        }

        @Override
        public ChatServer start(int modelPort) throws IOException, InterruptedException {
            var data = Files.createTempDirectory(Files.createDirectories(folder), "chat");
            Files.writeString(
                    Files.createDirectories(data.resolve("agents")).resolve("assistant.yaml"),
                    "instructions: %s%n".formatted(INSTRUCTIONS));
            var environment = environment(modelPort);
            var log = data.resolveSibling(data.getFileName() + ".log");
            run(data, log, "users", "create", USER, "--role", "admin", "--password-stdin");
            var printed = run(data, log, "api-keys", "create", USER, "load", "--scope", "ask", "--scope", "read");
            var key = KEY.matcher(printed);
            if (!key.find()) throw new IOException("no key in: " + printed);
            var port = ChatServer.freePort();
            var command = ChatServer.java(
                    "--add-modules=jdk.incubator.vector",
                    "-jar",
                    jar.toString(),
                    "--data-dir",
                    data.toString(),
                    "serve",
                    "--port",
                    Integer.toString(port));
            return ChatServer.start(command, environment, port, key.group(), log);
        }

        /** A command of the product, to its end; returns what it printed. */
        private String run(Path data, Path log, String... arguments) throws IOException, InterruptedException {
            var command = ChatServer.java("-jar", jar.toString(), "--data-dir", data.toString());
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write("correct horse battery\n");
            }
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IOException("a command failed, see " + log);
            return printed;
        }

        private static Map<String, String> environment(int modelPort) {
            var environment = new HashMap<>(System.getenv());
            environment.keySet().retainAll(Set.of("HOME", "XDG_CACHE_HOME"));
            environment.put("MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL", "http://127.0.0.1:" + modelPort + "/v1");
            environment.put("MCP_AGENT_LLM_DEFAULT_MODEL", "main/mock");
            environment.put("MCP_AGENT_SERVER_MAX_STREAMS", "10000");
            return environment;
        }
    }

    /**
     * Spring Boot and Spring AI, on a web server of their two.
     *
     * @param stack {@code servlet} or {@code reactive}
     * @param logs whether it keeps what was said, in SQLite and flushed as ours is, or nothing
     */
    record SpringAi(String classPath, String stack, boolean logs, Path folder) implements Contender {
        @Override
        public String name() {
            return "Spring AI, " + stack + (logs ? " with a log" : "");
        }

        @Override
        public ChatServer start(int modelPort) throws IOException, InterruptedException {
            var port = ChatServer.freePort();
            var key = "not-much-of-a-secret";
            var command = ChatServer.java(
                    "-cp",
                    classPath,
                    "io.mcpagent.benchmarks.peers.SpringAiServer",
                    "--server.address=127.0.0.1",
                    "--server.port=" + port,
                    "--spring.main.web-application-type=" + stack,
                    "--spring.threads.virtual.enabled=true",
                    // For the models that are not used here, or they are made.
                    "--spring.ai.openai.api-key=none",
                    "--spring.ai.model.audio.speech=none",
                    "--spring.ai.model.audio.transcription=none",
                    "--spring.ai.model.embedding=none",
                    "--spring.ai.model.image=none",
                    "--spring.ai.model.moderation=none",
                    "--server.tomcat.max-keep-alive-requests=-1",
                    "--spring.mvc.async.request-timeout=10m",
                    "--benchmark.model-url=http://127.0.0.1:" + modelPort + "/v1",
                    "--benchmark.instructions=" + INSTRUCTIONS,
                    "--benchmark.key=" + key);
            var log = Files.createTempFile(Files.createDirectories(folder), "spring-ai", ".log");
            if (logs) command.add("--benchmark.log=" + log.resolveSibling(log.getFileName() + ".db"));
            return ChatServer.start(command, Map.of(), port, key, log);
        }
    }
}
