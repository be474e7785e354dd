package io.mcpagent.application.run;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.FormSchema;
import io.mcpagent.domain.tool.ToolQuestion;
import java.util.List;
import java.util.Optional;

/** The questions of runs to people. */
public final class InboxService {
    private final Authorization authorization;
    private final RunPorts ports;
    private final RunDriver driver;

    public InboxService(Authorization authorization, RunPorts ports, RunDriver driver) {
        this.authorization = authorization;
        this.ports = ports;
        this.driver = driver;
    }

    /** What waits for the caller, the oldest first. */
    public List<InboxEntry> waiting(Caller caller) {
        authorization.require(caller, Permission.READ);
        return ports.inbox().of(caller.user());
    }

    /**
     * One that waits.
     *
     * @throws NotFound with code {@code input_not_found} also for one of somebody else's run
     */
    public InboxEntry find(Caller caller, InputRequestId id) {
        return ports.inbox()
                .find(id)
                .filter(entry -> authorization.permits(caller, Permission.READ, entry.resource()))
                .orElseThrow(() ->
                        new NotFound("input_not_found", "No run of yours waits for an answer to " + id.value() + "."));
    }

    /**
     * Takes an answer; the run goes on by itself, unless it waits for others too.
     *
     * @return the run
     * @throws NotFound with code {@code input_not_found} also when it was answered already
     * @throws InvalidRequest with code {@code answer_unfit} for one that is none to that question, {@code form_invalid} and
     *     {@code arguments_invalid} for what can't be sent so
     * @throws Conflict with code {@code input_expired} when it comes too late, {@code input_answered} or {@code
     *     unexpected_seq} when somebody answered meanwhile
     */
    public RunId answer(Caller caller, InputRequestId id, InputAnswer answer) {
        authorization.require(caller, Permission.ASK);
        var started = accept(caller, id, answer);
        if (!started.isParked()) driver.begin(RunStarts.Start.kept(started));
        return started.run();
    }

    /** The same, without anybody going on; {@link RunDriver#drive} does it. */
    public Started accept(Caller caller, InputRequestId id, InputAnswer answer) {
        authorization.require(caller, Permission.ASK);
        var entry = find(caller, id);
        requireInTime(entry.request());
        requireFit(caller, entry, answer);
        return driver.answers()
                .record(
                        entry,
                        answer,
                        Optional.of(caller),
                        () -> ports.trail().done(caller, audited(entry.request(), answer), Audited.run(entry.run())));
    }

    private void requireInTime(InputRequest request) {
        if (request.expires()
                .filter(time -> !driver.clock().instant().isBefore(time))
                .isPresent())
            throw new Conflict(
                    "input_expired",
                    "The time to answer was over at %s; the run goes on without."
                            .formatted(request.expires().get()));
    }

    private void requireFit(Caller caller, InboxEntry entry, InputAnswer answer) {
        var request = entry.request();
        if (!answer.fits(request))
            throw new InvalidRequest("answer_unfit", "That is no answer to this question: " + howToAnswer(request));
        if (answer instanceof InputAnswer.Fill(var content)) requireFilled(request, content);
        if (answer instanceof InputAnswer.Approve(var arguments) && request instanceof ApproveCall approve)
            arguments.ifPresent(edited -> requireCallable(caller, entry, approve, edited));
    }

    private static void requireFilled(InputRequest request, Json.Obj content) {
        if (!(request instanceof AskedByTool asked && asked.question() instanceof ToolQuestion.Form form)) return;
        var problems = FormSchema.of(form.schema()).problems(content);
        if (!problems.isEmpty())
            throw new InvalidRequest("form_invalid", "The form can't be sent so: " + String.join("; ", problems) + ".");
    }

    private void requireCallable(Caller caller, InboxEntry entry, ApproveCall asked, Json.Obj edited) {
        var state = RunDriver.state(ports.runs().read(entry.run(), 0));
        var problems = driver.gate().problems(caller, state, asked, edited);
        if (!problems.isEmpty())
            throw new InvalidRequest(
                    "arguments_invalid",
                    "%s can't be called so: %s".formatted(asked.call().tool(), String.join("; ", problems)));
    }

    private static String howToAnswer(InputRequest request) {
        return switch (request) {
            case InputRequest.UnknownOutcome unknown -> "call it again, or say what came of it.";
            case ApproveCall approve -> "approve the call, with other arguments if you like, or refuse it.";
            case AskedByTool asked ->
                switch (asked.question()) {
                    case ToolQuestion.Form form -> "fill in the form, or refuse.";
                    case ToolQuestion.Visit visit -> "open the address and say that you did, or refuse.";
                    case ToolQuestion.Sample sample -> "approve that the model answers the tool, or refuse.";
                };
        };
    }

    private static AuditAction audited(InputRequest request, InputAnswer answer) {
        if (!(request instanceof ApproveCall)) return Audited.RUN_ANSWERED;
        return answer instanceof InputAnswer.Approve ? Audited.CALL_APPROVED : Audited.CALL_REFUSED;
    }
}
