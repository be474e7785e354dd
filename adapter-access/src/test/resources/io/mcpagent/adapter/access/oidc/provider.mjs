// An OpenID provider on loopback: provider.mjs. Prints its address. Whoever signs in is who they say they are, with the
// roles that stand behind a plus sign in their name, as in ada+it-admins.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const roles = (id) => id.split('+').slice(1);
  const client = (client_id, more) => ({
    client_id,
    client_secret: 'planted-client-secret',
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/api/v1/auth/oidc/callback'],
    ...more,
  });
  const provider = new Provider(issuer, {
    clients: [
      client('mcp-agent'),
      client('public', { client_secret: undefined, token_endpoint_auth_method: 'none' }),
      client('renewer', { grant_types: ['authorization_code', 'refresh_token'] }),
      client('poster', { token_endpoint_auth_method: 'client_secret_post' }),
      client('clerk', { redirect_uris: ['http://127.0.0.1/callback'] }),
      client('robot', { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }),
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['for tests alone'] },
    extraTokenClaims: (context, token) => (token.accountId ? { groups: roles(token.accountId) } : undefined),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, resource) => ({
          scope: 'openid api',
          audience: resource.replace('urn:', ''),
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id.split('+')[0]}@example.org`,
        email_verified: !id.startsWith('unverified'),
        name: id.split('+')[0],
        groups: roles(id),
      }),
    }),
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  console.log(`listening on ${issuer}`);
});
