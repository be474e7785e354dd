package io.mcpagent.bootstrap;

import io.mcpagent.adapter.cli.CliHost.Finding;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.outbound.OutboundVerdict.Allowed;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.Okio;

/** Tells an operator whether a URL may be called, and, what a caller never hears, which address stood in the way. */
final class OutboundDoctor {
    private final OutboundRules rules;
    private final Call.Factory calls;

    OutboundDoctor(OutboundRules rules, Call.Factory calls) {
        this.rules = rules;
        this.calls = calls;
    }

    List<Finding> findings(String url) {
        return switch (rules.decide(url)) {
            case Refused refused -> List.of(new Finding("address", false, "it can't be called: " + refused.reason()));
            case Allowed allowed ->
                List.of(new Finding("address", true, allowed.target().toString()), call(url));
        };
    }

    private Finding call(String url) {
        var parsed = HttpUrl.parse(url);
        if (parsed == null) return new Finding("call", false, "it can't be called: it is no http or https URL");
        try (var response =
                calls.newCall(new Request.Builder().url(parsed).build()).execute()) {
            var bytes = response.body().source().readAll(Okio.blackhole());
            return new Finding(
                    "call",
                    true,
                    "%s answered %d with %,d bytes"
                            .formatted(response.request().url().host(), response.code(), bytes));
        } catch (AgentFailure failure) {
            var detail = Optional.ofNullable(failure.getCause()).map(cause -> " (" + cause.getMessage() + ")");
            return new Finding("call", false, failure.getMessage() + detail.orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
