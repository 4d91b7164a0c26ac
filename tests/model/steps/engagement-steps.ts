import { isShareable, seesPost } from '../sight.ts';
import { type Act, type Doing, expectEnd, fresh, pickPost } from '../step.ts';
import type { Post } from '../world.ts';

const maxPins = 3;

function endAt({ world, actor }: Doing, post: Post): string {
  return seesPost(world, actor, post) ? 'OK' : 'POST_NOT_FOUND';
}

const likePost: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const end = endAt(doing, post);
  await expectEnd(actor.api.engagement.likePost({ ...fresh(), postId: post.id }), end);
  if (end !== 'OK' || post.likes.has(actor)) return;
  const time = world.tick();
  post.likes.set(actor, time);
  const about = { ref: post.name, object: post.name, post };
  world.acts.add({ kind: 'LIKE', receiver: post.author, actor, ...about }, time);
};

const unlikePost: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const end = endAt(doing, post);
  await expectEnd(actor.api.engagement.unlikePost({ ...fresh(), postId: post.id }), end);
  if (end !== 'OK') return;
  post.likes.delete(actor);
  world.acts.remove((act) => act.kind === 'LIKE' && act.post === post && act.actor === actor);
};

const repost: Act = async (doing) => {
  const post = pickPost(doing);
  // Whether one can repost anew what one reposted before it ceased to be shareable is not said.
  if (post === undefined || (post.reposts.has(doing.actor) && !isShareable(post))) return;
  const { world, actor } = doing;
  const seen = endAt(doing, post);
  const end = seen !== 'OK' || isShareable(post) ? seen : 'POST_NOT_SHAREABLE';
  await expectEnd(actor.api.engagement.repostPost({ ...fresh(), postId: post.id }), end);
  if (end !== 'OK' || post.reposts.has(actor)) return;
  const time = world.tick();
  post.reposts.set(actor, time);
  const about = { ref: post.name, object: post.name, post };
  world.acts.add({ kind: 'REPOST', receiver: post.author, actor, ...about }, time);
};

const unrepost: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const end = endAt(doing, post);
  await expectEnd(actor.api.engagement.unrepostPost({ ...fresh(), postId: post.id }), end);
  if (end !== 'OK') return;
  post.reposts.delete(actor);
  world.acts.remove((act) => act.kind === 'REPOST' && act.post === post && act.actor === actor);
};

const bookmark: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const end = endAt(doing, post);
  await expectEnd(actor.api.engagement.bookmarkPost({ ...fresh(), postId: post.id }), end);
  if (end === 'OK' && !post.bookmarks.has(actor)) post.bookmarks.set(actor, world.tick());
};

const removeBookmark: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined || post.deletedAt !== undefined) return;
  await expectEnd(doing.actor.api.engagement.removeBookmark({ ...fresh(), postId: post.id }), 'OK');
  post.bookmarks.delete(doing.actor);
};

const pin: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const own = post.author === actor && post.deletedAt === undefined;
  const others = world.posts.filter((each) => each.author === actor && each.pinned !== undefined && each !== post);
  // A deleted one loses its pin to this one where there is no other place, unless it is gone for good by now.
  if (others.some(({ deletedAt }) => deletedAt !== undefined)) return;
  const full = others.length >= maxPins && post.pinned === undefined;
  const end = !own ? 'POST_NOT_FOUND' : full ? 'TOO_MANY_PINS' : 'OK';
  await expectEnd(actor.api.engagement.pinPost({ ...fresh(), postId: post.id }), end);
  if (end === 'OK') post.pinned ??= world.tick();
};

const unpin: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const own = post.author === doing.actor && post.deletedAt === undefined;
  await expectEnd(doing.actor.api.engagement.unpinPost({ ...fresh(), postId: post.id }), own ? 'OK' : 'POST_NOT_FOUND');
  if (own) post.pinned = undefined;
};

/** Steps by name. */
export const engagementSteps: Record<string, Act> = {
  ...{ likePost, unlikePost, repost, unrepost, bookmark, removeBookmark, pin, unpin },
};
