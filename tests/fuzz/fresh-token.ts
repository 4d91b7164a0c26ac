import { randomUUID } from 'node:crypto';
import { openApi } from '../../scripts/testing/api.ts';
import { type Member, password } from '../members.ts';
import type { Fields } from '../policy/answer.ts';

/** An access token is good for five minutes. */
const tokenUseMs = 120_000;

/** The field that says who calls. */
export function bearer(token: string): Fields {
  return [['authorization', `Bearer ${token}`]];
}

/** The same, with a token that is good, however long the calls go on. */
export function freshToken(url: string, { handle, token }: Member): () => Promise<Fields> {
  let fields = bearer(token);
  let renewTime = Date.now() + tokenUseMs;
  return async () => {
    if (Date.now() < renewTime) return fields;
    const { accessToken } = await openApi(url).sessions.signIn({ requestId: randomUUID(), handle, password });
    fields = bearer(accessToken);
    renewTime = Date.now() + tokenUseMs;
    return fields;
  };
}
