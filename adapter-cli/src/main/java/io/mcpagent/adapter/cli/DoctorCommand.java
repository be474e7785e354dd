package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        header = "Says what is in force, and what is wrong.",
        description = {
            "",
            "Looks at the settings, the data directory, the models and the index, and changes nothing. Ends with 1 when"
                    + " something is wrong.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var findings = invocation.host().doctor(invocation.options());
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
