import { randomUUID } from 'node:crypto';
import type { DemoPerson } from '../scripts/demo/people.ts';
import { demoPassword } from '../scripts/demo/write-network.ts';
import { openApi } from '../scripts/testing/api.ts';

/** Somebody whose calls can be made. */
export interface SignedIn {
  token: string;
}

/** Signs these people in, through the edge. Their tokens are good for five minutes. */
export async function signIn(url: string, people: readonly DemoPerson[]): Promise<SignedIn[]> {
  const { sessions } = openApi(url);
  const tokens: SignedIn[] = [];
  for (const { handle } of people) {
    const { accessToken } = await sessions.signIn({ requestId: randomUUID(), handle, password: demoPassword });
    tokens.push({ token: accessToken });
  }
  return tokens;
}
