import { randomUUID } from 'node:crypto';
import { edgeRpcs } from '../../envoy/contract.ts';
import { openApi } from '../../scripts/testing/api.ts';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { type Member, password, post, signUp } from '../members.ts';
import type { Material } from './forged-tokens.ts';
import { openNative } from './native-client.ts';
import { stealSigningKey } from './signing-key.ts';

/** Signs up who is needed, and gathers what a forger could have got hold of of a member. */
export async function gatherMaterial(tertulia: Tertulia): Promise<Material> {
  const { url, dataDir } = tertulia;
  const ana = await signUp(url, 'ana');
  // So that the logs of the services have something to tell.
  const postId = await post(ana, 'Hello');
  const comment = { requestId: randomUUID(), postId, parentCommentId: '', text: 'Hello' };
  await waitFor(() => ana.api.comments.createComment(comment));
  const gone = await signUp(url, 'gone');
  await gone.api.accounts.deleteAccount({ requestId: randomUUID(), password });
  await waitUntilRefused(url, gone);
  return {
    key: stealSigningKey(dataDir),
    accountId: ana.id,
    sessionId: readSessionId(ana.token),
    refreshToken: await readRefreshToken(url, ana),
    endedToken: gone.token,
  };
}

function readSessionId(token: string): string {
  const claims: { sid: string } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return claims.sid;
}

async function readRefreshToken(url: string, { handle }: Member): Promise<string> {
  let cookie = '';
  const onHeader = (header: { get(name: string): unknown }) => {
    cookie = String(header.get('set-cookie'));
  };
  await openApi(url).sessions.signIn({ requestId: randomUUID(), handle, password }, { onHeader });
  const value = /^[^=]+=([^;]+)/.exec(cookie)?.[1];
  if (value === undefined) throw new Error('SignIn set no cookie');
  return value;
}

/** Each service hears of the end of a session by itself. */
async function waitUntilRefused(url: string, { token }: Member): Promise<void> {
  using client = openNative(url);
  const headers = [['authorization', `Bearer ${token}`]] as const;
  for (const { path, policy } of edgeRpcs(loadPolicies())) {
    const call = { path, headers, serverStreaming: policy.serverStreaming };
    if (policy.audience !== 'AUDIENCE_MEMBER') continue;
    await waitFor(async () => (await client.call(call)).status === 'UNAUTHENTICATED');
  }
}
