import { audienceCodes, audiences, policies, policyCodes } from '../enums.ts';
import { isShareable, seesPost } from '../sight.ts';
import { type Act, byAuthor, expectEnd, fresh, pickPost } from '../step.ts';
import type { Person, Post, World } from '../world.ts';
import { write } from '../writing.ts';

/** After this nobody can say whether a post can still be restored. */
const surelyRestorableMs = 5_000;

const createPost: Act = async (doing) => {
  const { world, actor, pick, flavour } = doing;
  const circles = world.circles.filter(({ owner }) => owner === actor);
  const circle = audiences[pick % 8] === 'circle' ? circles[flavour % Math.max(circles.length, 1)] : undefined;
  const audience = audiences[pick % 8] ?? 'public';
  const policy = policies[(flavour >> 2) % 8] ?? 'everyone';
  const quoted = flavour % 5 === 0 ? pickPost(doing) : undefined;
  const writing = write(doing);
  // Of two things that are not there it is not said which is missed.
  if (circle?.deleted && quoted) return;
  const end = circle?.deleted ? 'CIRCLE_NOT_FOUND' : endOfCreating(world, actor, quoted);
  const answer = await expectEnd(
    actor.api.posts.createPost({
      ...{ ...fresh(), text: writing.text },
      audience: audienceCodes[audience],
      commentPolicy: policyCodes[policy],
      circleId: circle?.id ?? '',
      quotedPostId: quoted?.id ?? '',
    }),
    end,
  );
  if (answer === undefined) return;
  const time = world.tick();
  const made = { name: `p${world.posts.length}`, id: answer.post?.postId ?? '', author: actor, audience, circle, time };
  const rest = {
    revisions: 1,
    editTime: undefined,
    quoteRemoved: false,
    deletedAt: undefined,
    locked: false,
    approval: false,
  };
  const doers = { likes: new Map(), reposts: new Map(), bookmarks: new Map(), threadMutes: new Set<Person>() };
  const post: Post = { ...made, ...rest, ...doers, ...writing, quoted, policy, pinned: undefined };
  world.posts.push(post);
  tellMentions(world, post, post.mentions, time);
  if (quoted === undefined) return;
  const about = { ref: post.name, object: quoted.name, post };
  world.acts.add({ kind: 'QUOTE', receiver: quoted.author, actor, ...about }, time);
};

function endOfCreating(world: World, actor: Person, quoted: Post | undefined): string {
  if (quoted === undefined) return 'OK';
  if (!seesPost(world, actor, quoted)) return 'POST_NOT_FOUND';
  return isShareable(quoted) ? 'OK' : 'POST_NOT_SHAREABLE';
}

function tellMentions(world: World, post: Post, mentions: Iterable<Person>, time: number): void {
  const about = { kind: 'MENTION', ref: post.name, object: post.name, post, actor: post.author } as const;
  for (const receiver of mentions) world.acts.add({ ...about, receiver }, time);
}

const editPost: Act = async (anyone) => {
  const post = pickPost(anyone);
  if (post === undefined) return;
  const doing = byAuthor(anyone, post);
  const { world, actor } = doing;
  const writing = write(doing);
  const { text, mentions } = writing;
  const end = post.author === actor && post.deletedAt === undefined ? 'OK' : 'POST_NOT_FOUND';
  const request = { ...fresh(), post: { postId: post.id, text }, updateMask: ['text'] };
  await expectEnd(actor.api.posts.updatePost(request), end);
  if (end !== 'OK') return;
  const [before, time] = [post.mentions, world.tick()];
  Object.assign(post, { ...writing, revisions: post.revisions + 1, editTime: time });
  world.acts.remove((act) => act.post === post && act.kind === 'POST_EDITED');
  world.acts.remove(
    (act) => act.kind === 'MENTION' && act.post === post && !act.comment && !mentions.has(act.receiver),
  );
  tellMentions(world, post, mentions.difference(before), time);
  for (const person of world.people) tellEdited(world, post, person);
};

/** Tells somebody that a post is another now than when they had to do with it, where it is. */
export function tellEdited(world: World, post: Post, receiver: Person): void {
  const { editTime: time, name, author: actor } = post;
  if (time === undefined || !world.engagedBefore(receiver, post, time)) return;
  world.acts.add({ kind: 'POST_EDITED', ref: name, object: name, post, actor, receiver }, time);
}

const restrictComments: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { actor, flavour } = doing;
  const policy = policies[flavour % 4] ?? 'everyone';
  const end = post.author === actor && post.deletedAt === undefined ? 'OK' : 'POST_NOT_FOUND';
  const changed = { postId: post.id, commentPolicy: policyCodes[policy] };
  await expectEnd(actor.api.posts.updatePost({ ...fresh(), post: changed, updateMask: ['comment_policy'] }), end);
  if (end === 'OK') post.policy = policy;
};

const deletePost: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const end = post.author === doing.actor && post.deletedAt === undefined ? 'OK' : 'POST_NOT_FOUND';
  await expectEnd(doing.actor.api.posts.deletePost({ ...fresh(), postId: post.id }), end);
  if (end === 'OK') post.deletedAt = Date.now();
};

const undeletePost: Act = async (doing) => {
  const post = doing.flavour % 2 === 0 ? pickPost(doing) : doing.world.posts.findLast((each) => each.deletedAt);
  if (post === undefined || (post.deletedAt && Date.now() > post.deletedAt + surelyRestorableMs)) return;
  const actor = doing.flavour % 3 === 0 ? doing.actor : post.author;
  const end = post.author === actor ? 'OK' : 'POST_NOT_FOUND';
  await expectEnd(actor.api.posts.undeletePost({ ...fresh(), postId: post.id }), end);
  if (end === 'OK') post.deletedAt = undefined;
};

const removeQuote: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor } = doing;
  const end = post.deletedAt === undefined && post.quoted?.author === actor ? 'OK' : 'POST_NOT_FOUND';
  await expectEnd(actor.api.posts.removeQuote({ ...fresh(), postId: post.id }), end);
  if (end !== 'OK') return;
  post.quoteRemoved = true;
  world.acts.remove((act) => act.kind === 'QUOTE' && act.post === post);
};

/** Steps by name. */
export const postSteps: Record<string, Act> = {
  ...{ createPost, editPost, restrictComments, deletePost, undeletePost, removeQuote },
};
