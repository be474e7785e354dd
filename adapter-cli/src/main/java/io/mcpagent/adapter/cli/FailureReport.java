package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RunId;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ParameterException;

/** Tells on standard error what went wrong, and knows its exit code. */
final class FailureReport {
    /** The one whose message has a line a problem; elsewhere a line break is of a file's name. */
    private static final String SETTINGS_INVALID = "settings_invalid";

    /** Options that don't go with each other, or with the command. */
    private static final Set<String> USAGE =
            Set.of(Invocation.NOT_OVER_SERVER, "server_missing", "server_url_invalid", "server_key_invalid");

    private final Output output;
    private final BooleanSupplier debug;
    private final Interruption interruption;

    FailureReport(Output output, BooleanSupplier debug, Interruption interruption) {
        this.output = output;
        this.debug = debug;
        this.interruption = interruption;
    }

    int tell(Throwable failure) {
        if (debug.getAsBoolean()) failure.printStackTrace(output.err());
        if (interruption.signalled() || failure instanceof CancellationException) return tellInterrupted();
        if (failure instanceof AgentFailure known) {
            tell(known.code(), message(known));
            return exitCode(known);
        }
        tell(
                "internal_error",
                "something unexpected happened: %s. %s"
                        .formatted(
                                failure,
                                debug.getAsBoolean()
                                        ? "Please report it with the lines above."
                                        : "Run it again with --debug to see more, and please report it."));
        return ExitCode.FAILED;
    }

    /** Of a question, which is cancelled unless that was told to have failed. */
    int tellInterrupted(RunId run) {
        tell("interrupted", "interrupted; `mcp-agent runs show %s` tells what became of it".formatted(run.value()));
        return ExitCode.INTERRUPTED;
    }

    private static String message(AgentFailure failure) {
        var seconds = failure instanceof LimitExceeded limit
                ? limit.retryAfter().plusMillis(999).toSeconds()
                : 0;
        return seconds > 0 ? "%s That is in %,d s.".formatted(failure.getMessage(), seconds) : failure.getMessage();
    }

    /** What was begun is recorded as cancelled, or resumes with the next start. */
    int tellInterrupted() {
        tell("interrupted", "interrupted; what was not finished is left as it was before, or resumes next time");
        return ExitCode.INTERRUPTED;
    }

    int tellUsage(ParameterException wrong) {
        if (debug.getAsBoolean()) wrong.printStackTrace(output.err());
        var code = wrong.getCause() instanceof AgentFailure known ? known.code() : "usage";
        tell(code, UsageMistake.message(wrong));
        if (!output.isJson())
            output.note("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    int tellOutputFailed(IOException failure) {
        tell("output_failed", "can't write to standard output: " + failure.getMessage());
        return ExitCode.FAILED;
    }

    void tell(String code, String message) {
        if (output.isJson()) {
            var error = Json.object().with("code", Json.of(code)).with("message", Json.of(message));
            output.note(Json.object().with("error", error));
        } else if (code.equals(SETTINGS_INVALID)) {
            ("mcp-agent: " + message).lines().forEach(output::note);
        } else {
            output.note("mcp-agent: " + message);
        }
    }

    private static int exitCode(AgentFailure failure) {
        if (USAGE.contains(failure.code())) return ExitCode.USAGE;
        return isHeld(failure) ? ExitCode.HELD : ExitCode.FAILED;
    }

    static boolean isHeld(AgentFailure failure) {
        return failure instanceof Conflict && failure.code().equals("data_directory_held");
    }
}
