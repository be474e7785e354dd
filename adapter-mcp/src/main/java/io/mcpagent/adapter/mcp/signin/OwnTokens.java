package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.signin.TokenEndpoint.Outcome;
import java.util.Optional;

/**
 * Tokens for a client that acts for itself, where no person has to be there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>
 */
final class OwnTokens {
    private final Discovery discovery;
    private final Registrations registrations;
    private final TokenEndpoint tokens;
    private final Bearers bearers;
    private final SignInStore store;

    OwnTokens(
            Discovery discovery,
            Registrations registrations,
            TokenEndpoint tokens,
            Bearers bearers,
            SignInStore store) {
        this.discovery = discovery;
        this.registrations = registrations;
        this.tokens = tokens;
        this.bearers = bearers;
        this.store = store;
    }

    /**
     * A token other than the one that was refused, with at least the scopes of the challenge.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where the server does not give one
     */
    String other(Account account, Challenge challenge, Optional<String> refused) {
        return bearers.alone(account, () -> {
            var signedIn = store.find(account).held().signedIn();
            var isBetter = signedIn.filter(known -> !known.isWith(refused))
                    .filter(known -> known.scopes().containsAll(challenge.scopes()));
            return isBetter.orElseGet(() -> issued(account, challenge)).tokens().access();
        });
    }

    private SignedIn issued(Account account, Challenge challenge) {
        var entry = account.entry().orElseThrow();
        var found = discovery.find(
                account.url(),
                challenge,
                issuer -> entry.issuer().filter(issuer::equals).isPresent());
        var server = found.server();
        var client = registrations.ofEntry(entry, server, store.find(account).held());
        var issuer = new SignedIn.Issuer(server.issuer(), server.token());
        var scopes = account.scopes(challenge, found);
        var outcome = tokens.forItself(issuer, client, bearers.proof(account), found.resource(), scopes);
        return switch (outcome) {
            case Outcome.Denied(var error) -> throw denied(account, error);
            case Outcome.Issued(var issued) ->
                kept(account, new SignedIn(issuer, client, found.resource(), scopes, issued));
        };
    }

    private SignedIn kept(Account account, SignedIn signedIn) {
        store.change(
                account,
                held -> held.knownAs(signedIn.client(), signedIn.issuer().name())
                        .with(signedIn));
        return signedIn;
    }

    private static RuntimeException denied(Account account, String error) {
        return SignInFailures.failed(
                "The authorization server gives no token to the client of the tool server %s (%s). Check the client's id, its secret or key, and what it may do there."
                        .formatted(account.server().value(), error));
    }
}
