// A real OpenID provider for the stories: node-oidc-provider on a free port of this machine, with two clients of ours.
// Whoever signs in says on its page who they are, as the claims that the provider is to know of them. It ends with its
// standard input.
//
// What a provider of good faith cannot be made to do, it does on request: `spoilt` among the claims names a claim of the
// token that is changed before it is signed, or "signature".

import { createServer } from 'node:http';
import { once } from 'node:events';
import { Provider, interactionPolicy } from 'oidc-provider';
import { SignJWT, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';

// It would tell of what suits a test only; and nobody listens beyond the first line.
console.info = () => {};

const people = new Map();
let keys;
let provider;

const client = (id, algorithm, method) => ({
  client_id: id,
  client_secret: `the secret of ${id}`,
  // Of a program on this machine any port will do (RFC 8252, section 7.3): the door's is not known yet.
  application_type: 'native',
  redirect_uris: [`http://127.0.0.1/sign-in/with/${id}/back`],
  id_token_signed_response_alg: algorithm,
  token_endpoint_auth_method: method,
});

async function makeKeys() {
  const pairs = await Promise.all(['RS256', 'ES256'].map((algorithm) => generateKeyPair(algorithm, { extractable: true })));
  const id = crypto.randomUUID();
  keys = await Promise.all(
    pairs.map(async ({ privateKey }, at) => ({ ...(await exportJWK(privateKey)), kid: `${id}-${at}`, use: 'sig' })),
  );
}

function makeProvider(issuer) {
  // Everybody says who they are, each time; who does has agreed.
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get('login').checks.add(new Check('each_time', 'who are you?', (ctx) => !ctx.oidc.result?.login));
  policy.remove('consent');
  provider = new Provider(issuer, {
    clients: [client('council', 'RS256', 'client_secret_basic'), client('school', 'ES256', 'client_secret_post')],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], organisation: ['organisation'] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => people.get(id) }),
    interactions: { policy, url: (_, interaction) => `/who/${interaction.uid}` },
    jwks: { keys },
    cookies: { keys: ['of no use to anybody'] },
    // What was asked for is given without asking once more.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile organisation');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/token' && ctx.body?.id_token) {
      ctx.body.id_token = await spoil(ctx.body.id_token);
    }
  });
}

// The token with what its subject wants spoilt; signed with the provider's own key all the same.
async function spoil(token) {
  const claims = decodeJwt(token);
  const spoilt = people.get(claims.sub)?.spoilt;
  if (!spoilt) return token;
  if (spoilt === 'signature') return `${token.slice(0, -8)}${token.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`;
  const header = decodeProtectedHeader(token);
  const key = keys.find(({ kid }) => kid === header.kid);
  const changed = { nonce: 'another', iss: 'https://evil.example', aud: 'another', exp: 1, sub: '' };
  return new SignJWT({ ...claims, [spoilt]: changed[spoilt] }).setProtectedHeader(header).sign(key);
}

const page = (action) => `<!doctype html>
<html lang="en">
<head><title>Who are you?</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>Who are you?</h1>
<form method="post" action="${action}">
<p><label for="claims">What is known of you</label></p><p><input id="claims" name="claims"></p>
<p><button style="min-height: 2em">That is me</button></p>
</form></main></body></html>`;

async function read(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

async function answer(request, response) {
  if (request.method === 'POST' && request.url === '/new-keys') {
    await makeKeys();
    makeProvider(provider.issuer);
    response.end();
  } else if (request.method === 'GET' && request.url.startsWith('/who/')) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page(request.url));
  } else if (request.method === 'POST' && request.url.startsWith('/who/')) {
    const said = (await read(request)).get('claims');
    if (said === 'nobody') {
      const declined = { error: 'access_denied', error_description: 'pressed cancel' };
      await provider.interactionFinished(request, response, declined, { mergeWithLastSubmission: false });
      return;
    }
    const claims = JSON.parse(said);
    people.set(claims.sub, claims);
    await provider.interactionFinished(request, response, { login: { accountId: claims.sub, remember: false } });
  } else {
    provider.callback()(request, response);
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error.stack));
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
await makeKeys();
// By this name it is another site to browsers than a door at 127.0.0.1, as providers are.
makeProvider(`http://localhost:${server.address().port}`);
console.log(provider.issuer);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
