package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        header = "Says what is in force, and what is wrong.",
        description = {
            "",
            "Looks at the settings, the data directory, the models and the index, and changes nothing. Ends with 1 when"
                    + " something is wrong.",
            ""
        },
        footer = {"", "Examples:", "  mcp-agent doctor", "  mcp-agent doctor --url https://example.com/page"})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Look at this alone: call it as a tool or a webhook would, and say whether the settings let that"
                            + " through, and why.")
    private Optional<String> url = Optional.empty();

    private final Invocation invocation;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var host = invocation.host();
        var findings = url.map(called -> host.outbound(invocation.options(), called))
                .orElseGet(() -> host.doctor(invocation.options()));
        findings.forEach(this::print);
        return findings.stream().allMatch(CliHost.Finding::ok) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(CliHost.Finding finding) {
        var output = invocation.output();
        if (output.isJson())
            output.say(Json.object()
                    .with("subject", Json.of(finding.subject()))
                    .with("ok", Json.of(finding.ok()))
                    .with("detail", Json.of(finding.detail())));
        else output.say("%-5s  %s: %s".formatted(finding.ok() ? "ok" : "WRONG", finding.subject(), finding.detail()));
    }
}
