package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.signin.TokenEndpoint.Outcome;
import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import okhttp3.Call;

/**
 * The sign-ins of users with tool servers, and the tokens that requests go with. Safe for use by many threads; calls block,
 * and an interrupt ends them.
 */
public final class SignIns implements ToolServerSignInPort {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** Of one request, by a client that gets its tokens without a person. */
    private static final int MOST_ATTEMPTS = 3;

    private final SignInStore store;
    private final SignInHttp http;
    private final Discovery discovery;
    private final Registrations registrations;
    private final Authorizing authorizing;
    private final TokenEndpoint tokens;
    private final Bearers bearers;
    private final OwnTokens own;

    private SignIns(SignInSettings settings, Ports ports) {
        store = new SignInStore(ports.signIns, ports.pending, ports.secrets, ports.clock);
        http = new SignInHttp(ports.calls);
        discovery = new Discovery(http);
        registrations = new Registrations(settings, http, ports.clock);
        authorizing = new Authorizing(ports.random);
        tokens = new TokenEndpoint(http, ports.clock);
        bearers = new Bearers(store, tokens, ports.random, ports.clock);
        own = new OwnTokens(discovery, registrations, tokens, bearers, store);
    }

    /**
     * What sign-ins are kept in and made with.
     *
     * @param calls of the outbound guard
     */
    public record Ports(
            ToolServerSignInRepository signIns,
            PendingToolServerSignInRepository pending,
            SecretPort secrets,
            SecretSource random,
            Call.Factory calls,
            InstantSource clock) {}

    public static SignIns open(SignInSettings settings, Ports ports) {
        return new SignIns(settings, ports);
    }

    /** By what requests of that user to that server are let in. */
    public Credentials credentials(ToolServer server, Caller caller) {
        // With a process nobody signs in, so that all share one.
        var hasOwn = !(server.address() instanceof ToolServerAddress.Http http)
                || http.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        return hasOwn ? Credentials.NONE : new UserCredentials(this, server, caller);
    }

    /**
     * The token that a request goes with, renewed where it is about to expire; empty where there is none yet.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where it has to be renewed and can't be now
     */
    Optional<String> bearer(ToolServer server, Caller caller) {
        return Account.of(server, caller)
                .flatMap(account -> bearers.current(account, Optional.empty()))
                .map(signedIn -> signedIn.tokens().access());
    }

    /**
     * What to do about an answer with status 401 or 403. Whoever asks counts the attempts, and ends what fails again and
     * again; so does this.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where that can't be told now
     */
    Remedy remedy(ToolServer server, Caller caller, RefusedRequest request) {
        var challenge = Challenge.of(request.wwwAuthenticate());
        var isScopes = request.status() == FORBIDDEN && challenge.isForScopes();
        var account = Account.of(server, caller).filter(known -> request.status() == UNAUTHORIZED || isScopes);
        if (account.isEmpty())
            return new Remedy.Refused("The tool server %s refuses the request (status %d). Ask its operator for access."
                    .formatted(server.name().value(), request.status()));
        if (!Urls.isSecure(account.get().url()))
            return new Remedy.Refused(
                    "The tool server %s asks for a sign-in and is not reached by https, so anybody on the way could read the token. Put its https address into its entry."
                            .formatted(server.name().value()));
        return isScopes
                ? tooLittle(account.get(), challenge, request)
                : unauthorized(account.get(), challenge, request);
    }

    private Remedy unauthorized(Account account, Challenge challenge, RefusedRequest request) {
        var before = store.find(account).held().signedIn();
        var wanted = challenge.with(before.map(SignedIn::scopes).orElse(Set.of()));
        if (account.actsForItself()) return mine(account, wanted, request);
        if (before.isPresent()) {
            // It may have gone over to another authorization server, whose business our tokens are not.
            var isTaken = discovery
                    .issuers(account.url(), challenge)
                    .contains(before.get().issuer().name());
            if (!isTaken)
                return signIn(
                        account, challenge, before.map(known -> known.tokens().access()));
            var other = request.attempt() > 0 ? Optional.<SignedIn>empty() : bearers.current(account, request.bearer());
            if (other.isPresent() && !other.get().isWith(request.bearer()))
                return new Remedy.Retry(other.get().tokens().access());
        }
        return signIn(account, wanted, request.bearer());
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, 3.1</a> */
    private Remedy tooLittle(Account account, Challenge challenge, RefusedRequest request) {
        var before = store.find(account).held().signedIn();
        if (before.isPresent() && request.attempt() == 0 && !before.get().isWith(request.bearer()))
            return new Remedy.Retry(before.get().tokens().access());
        if (before.isPresent() && before.get().scopes().containsAll(challenge.scopes()))
            return new Remedy.Refused(
                    "The tool server %s says that the sign-in allows too little, though all that it names was asked for%s. Ask its operator for access."
                            .formatted(account.server().value(), named(challenge.scopes())));
        var wanted = challenge.with(before.map(SignedIn::scopes).orElse(Set.of()));
        return account.actsForItself() ? mine(account, wanted, request) : signIn(account, wanted, Optional.empty());
    }

    private Remedy mine(Account account, Challenge wanted, RefusedRequest request) {
        return request.attempt() < MOST_ATTEMPTS
                ? new Remedy.Retry(own.other(account, wanted, request.bearer()))
                : new Remedy.Refused(
                        "The tool server %s refuses each token that its authorization server issues. Its operator finds more in its log."
                                .formatted(account.server().value()));
    }

    /** @param useless the token that is not kept */
    private Remedy signIn(Account account, Challenge wanted, Optional<String> useless) {
        store.change(account, held -> {
            var isUseless =
                    held.signedIn().filter(known -> known.isWith(useless)).isPresent();
            return (isUseless ? held.signedOut() : held).wanting(wanted);
        });
        var name = account.server().value();
        return new Remedy.SignIn(
                "The tool server %s wants you to sign in%s. Do so with `mcp-agent tool-servers sign-in %s`, and ask again."
                        .formatted(name, named(wanted.scopes()), name));
    }

    private static String named(Set<String> scopes) {
        return scopes.isEmpty() ? "" : " (" + String.join(", ", scopes) + ")";
    }

    @Override
    public URI begin(ToolServer server, Caller caller, URI back) {
        var account = account(server, caller);
        if (Urls.secure(back.toString()).isEmpty())
            throw SignInFailures.impossible(
                    "A browser comes back to an https address, or to one of this machine: http://127.0.0.1, http://localhost or http://[::1].");
        var held = store.find(account).held();
        var challenge = held.wanted().map(Held.Wanted::challenge).orElseGet(() -> probed(account));
        var found = discovery.find(
                account.url(),
                challenge,
                issuer -> account.entry().isPresent()
                        ? account.entry().get().issuer().filter(issuer::equals).isPresent()
                        : held.clients().containsKey(issuer));
        var client = registrations.with(found.server(), account, held, back);
        var departure = authorizing.depart(account.url(), found, client, back, account.scopes(challenge, found));
        store.change(account, now -> now.knownAs(client, found.server().issuer()));
        store.begin(account, departure.state(), departure.begun());
        return departure.at();
    }

    private static Account account(ToolServer server, Caller caller) {
        var account =
                Account.of(server, caller).orElseThrow(() -> unneeded(server.name(), "is a process of this machine"));
        if (!Urls.isSecure(account.url()))
            throw SignInFailures.impossible(
                    "The tool server %s is not reached by https, so anybody on the way could read a token for it. Put its https address into its entry."
                            .formatted(server.name().value()));
        if (account.actsForItself()) throw unneeded(server.name(), "has a client of its own in its entry");
        return account;
    }

    private Challenge probed(Account account) {
        return http.probe(account.url()).orElseThrow(() -> unneeded(account.server(), "answers without it"));
    }

    private static InvalidRequest unneeded(ToolServerName server, String why) {
        return new InvalidRequest(
                "tool_server_sign_in_unneeded",
                "Nobody has to sign in with the tool server %s: it %s.".formatted(server.value(), why));
    }

    @Override
    public ToolServerName finish(Caller caller, String answer, Function<ToolServerName, ToolServer> servers) {
        var arrival = Authorizing.arrival(answer);
        var back = store.take(arrival.state(), caller)
                .orElseThrow(
                        () -> new InvalidRequest(
                                "tool_server_sign_in_unknown",
                                "This sign-in was begun by somebody else, or more than ten minutes ago, or was finished already. Begin it again."));
        var begun = back.begun();
        var code = Authorizing.code(arrival, begun);
        var account = account(servers.apply(back.server()), caller);
        if (!account.url().equals(begun.url()) || !bearers.proof(account).knows(begun.client()))
            throw SignInFailures.refused(
                    "The entry of the tool server %s was changed meanwhile. Begin the sign-in again."
                            .formatted(back.server().value()));
        switch (tokens.exchange(begun, bearers.proof(account), code)) {
            case Outcome.Denied(var error) -> throw denied(account, begun, error);
            case Outcome.Issued(var issued) ->
                store.change(
                        account,
                        held -> held.with(new SignedIn(
                                begun.issuer(), begun.client(), begun.resource(), begun.scopes(), issued)));
        }
        return back.server();
    }

    private InvalidRequest denied(Account account, Begun begun, String error) {
        // Registered anew the next time: the server has forgotten us.
        if (error.equals("invalid_client"))
            store.change(account, held -> held.unknownTo(begun.issuer().name()));
        return SignInFailures.refused(
                "The authorization server at %s gives no tokens for the code that it issued (%s). Begin the sign-in again."
                        .formatted(SignInFailures.place(begun.issuer().token()), error));
    }

    @Override
    public void end(ToolServerName server, Caller caller) {
        store.remove(server, caller);
    }
}
