import fc from 'fast-check';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { type LogName, playLogs, type SomeComment, type SomePost, type Tell } from './play-logs.ts';

/** Who is in a history. */
export const people = ['ana', 'bo', 'cy'].map((handle) => ({ handle, accountId: newId() }));

const audiences = [
  PostAudience.POST_AUDIENCE_PUBLIC,
  PostAudience.POST_AUDIENCE_FOLLOWERS,
  PostAudience.POST_AUDIENCE_MENTIONED,
  PostAudience.POST_AUDIENCE_CIRCLE,
  PostAudience.POST_AUDIENCE_PUBLIC,
];

const verbs = [
  ...(['follow', 'block', 'mute', 'muteTerm', 'turnPrivate', 'circle', 'leave', 'enter', 'ask'] as const),
  ...(['post', 'post', 'quote', 'unpost', 'edit', 'like', 'like', 'repost'] as const),
  ...([
    'comment',
    'comment',
    'reply',
    'hold',
    'holdAgain',
    'editHeld',
    'uncomment',
    'editComment',
    'hide',
    'likeComment',
    'muteThread',
  ] as const),
];

/** One act: what, by whom, towards whom, about which of the things there are. */
const deedOf = (some: readonly (typeof verbs)[number][]) =>
  fc.record({ verb: fc.constantFrom(...some), who: fc.nat(2), whom: fc.nat(2), thing: fc.nat(50) });

export type Deed = ReturnType<typeof deedOf> extends fc.Arbitrary<infer T> ? T : never;

/** A history of a few verbs beside posts and comments: so that these meet more often than all would. */
export const deeds = fc
  .subarray([...new Set(verbs)], { minLength: 2, maxLength: 6 })
  .chain((some) => fc.array(deedOf(['post', 'comment', ...some, ...some]), { minLength: 30, maxLength: 60 }));

/** Deeds in the order in which they happened, a second apart, as the events of the three logs. */
export async function happen(what: readonly Deed[]) {
  const logs: Record<LogName, StoredEvent[]> = { profile: [], posts: [], comments: [] };
  const inTime: LogName[] = [];
  const clock = { time: 1_700_000_000_000 };
  const tell: Tell = async (log, subject, type, payload) => {
    const event = { eventId: newId(), subject, type: type.$type, createTime: new Date(clock.time), traceparent: '' };
    const position = BigInt(logs[log].length + 1);
    logs[log].push({ ...event, position, payload: type.encode(type.fromPartial(payload)).finish() });
    inTime.push(log);
  };
  const play = playLogs(tell);
  for (const person of people) await play.card(person, person.handle);
  const history = new History(play, clock);
  for (const one of what) {
    clock.time += 1_000;
    await history.add(one);
  }
  return { logs, inTime };
}

class History {
  readonly #play: ReturnType<typeof playLogs>;
  readonly #clock: { readonly time: number };
  /** What was begun and can end. */
  readonly #standing = new Set<string>();
  #posts: SomePost[] = [];
  #deleted: SomePost[] = [];
  #comments: SomeComment[] = [];
  #held: SomeComment[] = [];
  #heldAgain = new Set<SomeComment>();

  constructor(play: ReturnType<typeof playLogs>, clock: { readonly time: number }) {
    this.#play = play;
    this.#clock = clock;
  }

  async add(deed: Deed): Promise<void> {
    const [actor, other] = [people[deed.who], people[deed.whom]];
    if (!actor || !other || this.#standing.has(`gone ${actor.handle}`)) return;
    if (!(await this.#amongPeople(deed, actor, other)) && !(await this.#onPosts(deed, actor, other))) {
      await this.#inThreads(deed, actor, other);
    }
  }

  #toggle(...name: string[]): boolean {
    const key = name.join(' ');
    return this.#standing.delete(key) ? false : Boolean(this.#standing.add(key));
  }

  async #amongPeople({ verb, thing }: Deed, actor: Person, other: Person): Promise<boolean> {
    const play = this.#play;
    const pair = [actor.handle, other.handle];
    if (verb === 'turnPrivate') await play.card(actor, actor.handle, this.#toggle('private', actor.handle));
    else if (verb === 'enter') await play.enter(actor, 'Firefox on Linux', thing % 5 === 0);
    else if (verb === 'muteTerm') {
      const term = ['news', 'tag'][thing % 2] ?? '';
      const begins = this.#toggle('term', actor.handle, term);
      await (begins ? play.muteTerm(actor, term, term, term === 'tag') : play.unmuteTerm(actor, term));
    } else if (verb === 'leave' && thing < 10) {
      this.#standing.add(`gone ${actor.handle}`);
      this.#posts = this.#posts.filter(({ authorId }) => authorId !== actor.accountId);
      await play.leave(actor);
    } else if (actor === other) return false;
    else if (verb === 'follow') {
      const begins = this.#toggle('follow', ...pair);
      const follow = thing % 3 === 0 ? play.followByRequest : play.follow;
      await (begins ? follow(actor, other) : play.unfollow(actor, other));
    } else if (verb === 'ask') {
      await (this.#toggle('ask', ...pair) ? play.ask(actor, other) : play.endRequest(actor, other, 'REJECTED'));
    } else if (verb === 'block') {
      await (this.#toggle('block', ...pair) ? play.block(actor, other) : play.unblock(actor, other));
    } else if (verb === 'mute') {
      const terms = { notifications: thing % 4 > 0 };
      await (this.#toggle('mute', ...pair) ? play.mute(actor, other, terms) : play.unmute(actor, other));
    } else if (verb === 'circle') {
      if (thing === 0) await play.dissolve(actor, `circle of ${actor.handle}`);
      const part = this.#toggle('circle', ...pair) ? play.enclose : play.exclude;
      await part(actor, `circle of ${actor.handle}`, other);
    } else return false;
    return true;
  }

  async #onPosts({ verb, thing }: Deed, actor: Person, other: Person): Promise<boolean> {
    const play = this.#play;
    const post = take(this.#posts, thing);
    const createTime = new Date(this.#clock.time);
    if (verb === 'post' || (verb === 'quote' && post)) {
      const audience = audiences[thing % audiences.length] ?? PostAudience.POST_AUDIENCE_PUBLIC;
      const circle = audience === PostAudience.POST_AUDIENCE_CIRCLE ? { circleId: `circle of ${actor.handle}` } : {};
      const quoted = verb === 'quote' && post ? { quotedPostId: post.postId, quotedAuthorId: post.authorId } : {};
      const text = thing % 4 === 0 ? 'some news' : `post ${thing}`;
      const said = { text, hashtags: thing % 5 === 0 ? ['tag'] : [], mentionedIds: [other.accountId], createTime };
      this.#posts.push(await play.post(actor, { audience, ...circle, ...quoted, ...said }));
    } else if (verb === 'unpost') {
      const gone = take(this.#deleted, thing);
      if (gone && thing % 3 > 0) {
        this.#deleted = this.#deleted.filter((one) => one !== gone);
        if (thing % 3 === 1) this.#posts.push(gone);
        await (thing % 3 === 1 ? play.restore(gone) : play.purge(gone));
      } else if (post) {
        this.#posts = this.#posts.filter((one) => one !== post);
        this.#deleted.push(post);
        await play.unpost(post);
      }
    } else if (!post) return false;
    else if (verb === 'edit') {
      const mentionedIds = thing % 2 === 0 ? [actor.accountId, other.accountId] : [];
      await play.edit(post, { text: thing % 3 === 0 ? 'news again' : 'edited', mentionedIds, editTime: createTime });
    } else if (verb === 'like') {
      const begins = this.#toggle('like', actor.handle, post.postId);
      await (begins ? play.like(actor, post) : play.unlike(actor, post));
    } else if (verb === 'repost') {
      const begins = this.#toggle('repost', actor.handle, post.postId);
      await (begins ? play.repost(actor, post) : play.unrepost(actor, post));
    } else return false;
    return true;
  }

  async #inThreads({ verb, thing }: Deed, actor: Person, other: Person): Promise<void> {
    const play = this.#play;
    const [post, comment, held] = [take(this.#posts, thing), take(this.#comments, thing), take(this.#held, thing)];
    const time = new Date(this.#clock.time);
    const text = thing % 4 === 0 ? 'news of a comment' : `comment ${thing}`;
    const mentioned = thing % 3 === 0 ? [other.accountId] : [];
    if (verb === 'comment' && post) {
      this.#comments.push(await play.comment(actor, post, text, undefined, time, mentioned));
    } else if (verb === 'reply' && comment) {
      this.#comments.push(await play.comment(actor, comment.post, text, comment, time, mentioned));
    } else if (verb === 'hold' && held) {
      this.#held = this.#held.filter((one) => one !== held);
      if (thing % 2 === 0) this.#comments.push(held);
      await (thing % 2 === 0 ? play.approve(held, 'approved', time, mentioned) : play.uncomment(held));
      if (this.#heldAgain.delete(held) && thing % 2 > 0) await play.unhide(held);
    } else if (verb === 'hold' && post) {
      this.#held.push(await play.hold(actor, post, text, time));
    } else if (verb === 'editHeld' && held) {
      await play.editHeld(held, text);
    } else if (!comment) return;
    else if (verb === 'uncomment') {
      this.#comments = this.#comments.filter((one) => one !== comment);
      await play.uncomment(comment);
    } else if (verb === 'holdAgain') {
      if (this.#standing.has(`hidden ${comment.commentId}`)) return;
      this.#comments = this.#comments.filter((one) => one !== comment);
      this.#held.push(comment);
      this.#heldAgain.add(comment);
      await play.holdAgain(comment, text, time);
    } else if (verb === 'editComment') await play.editComment(comment, text, mentioned, time);
    else if (verb === 'hide') {
      await (this.#toggle('hidden', comment.commentId) ? play.hide(comment) : play.unhide(comment));
    } else if (verb === 'likeComment') {
      const begins = this.#toggle('likes', actor.handle, comment.commentId);
      await (begins ? play.likeComment(actor, comment) : play.unlikeComment(actor, comment));
    } else if (verb === 'muteThread') {
      const begins = this.#toggle('thread', actor.handle, comment.postId);
      await (begins ? play.muteThread(actor, comment.post) : play.unmuteThread(actor, comment.post));
    }
  }
}

type Person = (typeof people)[number];

function take<T>(things: readonly T[], n: number): T | undefined {
  return things[n % Math.max(1, things.length)];
}
