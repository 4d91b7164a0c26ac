import { randomUUID } from 'node:crypto';
import type { DemoPerson } from '../scripts/demo/people.ts';
import { demoPassword } from '../scripts/demo/write-network.ts';
import { openApi } from '../scripts/testing/api.ts';

/** Somebody whose calls can be made. */
export interface SignedIn {
  accountId: string;
  token: string;
}

/** Signs these people in, through the edge. Their tokens are good for five minutes. */
export async function signIn(url: string, people: readonly DemoPerson[]): Promise<SignedIn[]> {
  const { sessions } = openApi(url);
  const tokens: SignedIn[] = [];
  for (const { accountId, handle } of people) {
    const { accessToken } = await sessions.signIn({ requestId: randomUUID(), handle, password: demoPassword });
    tokens.push({ accountId, token: accessToken });
  }
  return tokens;
}
