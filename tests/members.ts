import { randomUUID } from 'node:crypto';
import { type Api, openApi } from '../scripts/testing/api.ts';

/** Somebody who signed up. */
export interface Member {
  id: string;
  handle: string;
  token: string;
  /** Calls as them. */
  api: Api;
}

/** Every member's. */
export const password = 'a long enough password';

/** Signs up somebody with this handle. */
export async function signUp(url: string, handle: string, displayName = handle): Promise<Member> {
  const request = { requestId: randomUUID(), handle, displayName, password };
  const { profile, accessToken } = await openApi(url).accounts.signUp(request);
  if (profile === undefined) throw new Error('SignUp answered without a profile');
  return { id: profile.accountId, handle, token: accessToken, api: openApi(url, accessToken) };
}

/** `follower` follows the other; the services other than profile hear of it within a second. */
export async function follow(follower: Member, followee: Member): Promise<void> {
  await follower.api.graph.follow({ requestId: randomUUID(), accountId: followee.id });
}

/** Writes a post. Its id. */
export async function post(author: Member, text: string, audience: 0 | 1 | 2 | 3 = 0): Promise<string> {
  const answer = await author.api.posts.createPost({ requestId: randomUUID(), text, audience });
  if (answer.post === undefined) throw new Error('CreatePost answered without a post');
  return answer.post.postId;
}
