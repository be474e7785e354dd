package io.mcpagent.adapter.cli;

import io.mcpagent.application.evaluation.EvaluationService;
import io.mcpagent.domain.document.FileStorePort;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the command line needs of the installation around it. Every method may fail with an {@code AgentFailure}. */
public interface CliHost {
    /** Claims the data directory and opens the platform; {@code Conflict} with {@code data_directory_held} exits with 75. */
    CliPlatform open(Options options);

    /** The server that holds the data directory, and how to speak to it as the directory's owner; empty when none does. */
    Optional<Running> running(Options options);

    /** The files of this machine, read as the settings say. */
    FileStorePort files(Options options);

    /** A variable of the environment, unless it is empty. */
    Optional<String> variable(String name);

    /** Opens the platform as {@link #open} does, and a server over it; {@code Conflict} with {@code port_in_use}. */
    CliServer serve(Options options, Listening listening);

    /**
     * Opens the platform as {@link #open} does, and talks with one client of the Model Context Protocol, one message a line,
     * until there is no more to read.
     */
    void talk(Options options, InputStream in, OutputStream out);

    /**
     * The same, with a server elsewhere.
     *
     * @param server as it is now; asked again when that one is gone
     */
    void relay(Options options, Supplier<Optional<Elsewhere>> server, InputStream in, OutputStream out);

    /**
     * Makes the index anew with the embedding model of the settings, from the stored chunks.
     *
     * @return how many documents it holds now
     */
    int reindex(Options options);

    /** Evaluations run in a throw-away platform and never touch the data directory. */
    EvaluationService evaluation(Options options);

    /** Looks at everything without changing anything; also when the rest can't be opened. */
    List<Finding> doctor(Options options);

    /** Calls a URL as a tool or a webhook would, and says whether the outbound guard lets that through, and why. */
    List<Finding> outbound(Options options, String url);

    /** A secret of a setting, sealed with the master key, as it may stand in the settings file. */
    String seal(Options options, String setting, String secret);

    /**
     * Makes a new master key and seals with it what is stored.
     *
     * @return what was done and what is left to do, for people
     */
    List<String> rotateMasterKey(Options options);

    /** Takes away the master keys that were followed; {@code Conflict} with {@code older_key_needed}. */
    List<String> retireMasterKeys(Options options);

    /** The version of this build. */
    String version();

    /**
     * Given before or after any command.
     *
     * @param dataDirectory that of the settings when empty
     */
    record Options(Optional<Path> dataDirectory, boolean debug) {}

    /**
     * A server of this machine.
     *
     * @param token what shows that whoever asks is the owner of the data directory; never shown
     */
    record Running(URI address, String token) {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A server that may be on another machine.
     *
     * @param secret what shows who asks; never shown
     */
    record Elsewhere(URI address, Optional<String> secret) {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Where a server listens; as the settings say where nothing was given. */
    record Listening(Optional<String> host, Optional<Integer> port) {}

    /**
     * One thing that {@code doctor} looked at.
     *
     * @param ok false for what keeps something from working
     * @param detail what is in force or what is wrong and what to do; secrets masked
     */
    record Finding(String subject, boolean ok, String detail) {}
}
