import { newId } from '../../kit/ids.ts';
import type { Person, Scene } from './start-scene.ts';

/** Rules a thread. */
export function update(person: Person, postId: string, rules: { locked?: boolean; approvalRequired?: boolean }) {
  const paths = { locked: 'locked', approvalRequired: 'approval_required' };
  const updateMask = Object.keys(rules).map((name) => paths[name as keyof typeof paths]);
  return person.threads.updateThread({ requestId: newId(), thread: { postId, ...rules }, updateMask });
}

/** Edits a comment. */
export function edit(person: Person, commentId: string, text: string) {
  return person.client.updateComment({ requestId: newId(), comment: { commentId, text }, updateMask: ['text'] });
}

/** A request about a comment. */
export function act(commentId: string) {
  return { requestId: newId(), commentId };
}

/** The types of what was told of a thread, in its order. */
export async function typesTold(scene: Scene, postId: string): Promise<string[]> {
  return (await scene.told(postId)).map(({ type }) => type);
}

/** How many replies the first comment of a thread is said to have, and how many there are, as somebody sees it. */
export async function countReplies(person: Person, postId: string, commentId: string): Promise<[number, number]> {
  const { comments } = await person.client.listComments({ postId });
  const { replies } = await person.client.listReplies({ commentId });
  return [comments[0]?.replyCount ?? -1, replies.length];
}
