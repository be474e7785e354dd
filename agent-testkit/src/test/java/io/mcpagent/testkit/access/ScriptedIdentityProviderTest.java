package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.testkit.SteppingTime;
import java.net.URI;

class ScriptedIdentityProviderTest implements IdentityProviderPortContract {
    private final ScriptedIdentityProvider provider = new ScriptedIdentityProvider(new SteppingTime());

    @Override
    public IdentityProviderPort identityProvider() {
        return provider;
    }

    @Override
    public String accessToken(String who) {
        return provider.accessToken(who);
    }

    @Override
    public String signIn(String who, URI at) {
        return provider.signIn(who, at);
    }
}
