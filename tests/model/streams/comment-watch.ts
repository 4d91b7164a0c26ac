import type { CommentOrder, Comment as ToldComment } from '#gen/tertulia/comments/v1/comment.ts';
import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { NativeApi } from '../open-client.ts';
import { commentAs, threadAs, toldComment, toldThread } from '../reads/comment-reads.ts';
import { Names, type Read, walk } from '../reads/read.ts';
import { seesComment, seesPost, type Viewer, whyCommentUnseen } from '../sight.ts';
import type { Post, World } from '../world.ts';
import { Sightings } from './sightings.ts';
import { Stream } from './stream.ts';
import type { Watch } from './watch.ts';

const order: CommentOrder = 0;
const pageSize = 100;

/** Lists a thread once, and keeps it true by what the stream tells. */
export class CommentWatch implements Watch {
  readonly #world: World;
  readonly #viewer: Viewer;
  readonly #api: NativeApi;
  readonly #post: Post;
  readonly #sightings = new Sightings();
  #stream: Stream<WatchCommentsResponse> | undefined;
  #copy = new Map<string, ToldComment>();
  #thread: Thread | undefined;
  /** How many messages are in the copy. */
  #applied = 0;
  /** How many messages were judged by whether they may be seen. */
  #judged = 0;
  /** The post was hidden, be it for a moment, since the stream was last seen to go on. */
  #lapsed = false;

  constructor(world: World, viewer: Viewer, api: NativeApi, post: Post) {
    this.#world = world;
    this.#viewer = viewer;
    this.#api = api;
    this.#post = post;
  }

  get isOpen(): boolean {
    return this.#stream?.isOpen ?? false;
  }

  async open(): Promise<void> {
    const postId = this.#post.id;
    this.#stream ??= new Stream(
      (cursor, options) => this.#api.comments.watchComments({ postId, cursor }, options),
      await this.#list(),
    );
    await this.#stream.start();
  }

  async leave(): Promise<void> {
    await this.#stream?.stop();
  }

  note(): void {
    if (!seesPost(this.#world, this.#viewer, this.#post)) this.#lapsed = true;
    for (const comment of this.#world.comments) {
      if (comment.post === this.#post) {
        this.#sightings.note(comment.name, whyCommentUnseen(this.#world, this.#viewer, comment));
      }
    }
  }

  reads(): Read[] {
    const [world, viewer, post, stream] = [this.#world, this.#viewer, this.#post, this.#stream];
    const heard = stream?.heard ?? [];
    const [seen, judged] = [this.#sightings.seen, this.#judged];
    this.#judged = heard.length;
    this.#sightings.turn();
    const name = `${viewer?.name ?? 'guest'} WatchComments ${post.name}`;
    const isSeen = seesPost(world, viewer, post);
    const [names, lapsed] = [new Names(world), this.#lapsed];
    // What somebody is called now, a stream does not tell.
    const ids = { of: (id: string) => names.of(id), ofCard: (card?: ProfileCard) => names.of(card?.accountId) };
    this.#lapsed = !isSeen;
    const comments = world.standing(post).filter((comment) => seesComment(world, viewer, comment));
    const expected = {
      thread: threadAs(world, viewer, post),
      comments: comments.map((comment) => commentAs(world, viewer, comment)),
    };
    const ask = async () => {
      if (isSeen && lapsed && stream?.end === 'POST_NOT_FOUND') await this.#comeBack();
      if (stream?.end !== undefined) return stream.end;
      await this.#apply();
      const told = [...this.#copy.values()].sort((a, b) => (a.commentId < b.commentId ? -1 : 1));
      return {
        thread: this.#thread && toldThread(this.#thread),
        comments: told.map((comment) => toldComment({ names: ids }, comment)),
      };
    };
    return [
      { name, expected: isSeen ? expected : 'POST_NOT_FOUND', ask },
      {
        name: `${name}, of what nobody may see`,
        expected: [],
        async ask() {
          const told = heard.slice(judged).flatMap(({ changed }) => changed);
          return told.map(({ commentId }) => names.of(commentId)).filter((each) => !seen.has(each));
        },
      },
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
  }

  async #comeBack(): Promise<void> {
    await this.leave();
    await this.#stream?.start();
  }

  /** Reads the thread anew. Where its stream goes on. */
  async #list(): Promise<string> {
    this.#copy = new Map();
    const postId = this.#post.id;
    let watchCursor = '';
    const direct = await walk(
      { pageSize },
      async (page) => {
        const answer = await this.#api.comments.listComments({ postId, order, ...page });
        watchCursor ||= answer.watchCursor;
        return answer;
      },
      ({ comments }) => comments,
    );
    for (const comment of direct) await this.#take(comment);
    return watchCursor;
  }

  /** Of one that was not there, the replies are not told. */
  async #take(comment: ToldComment): Promise<void> {
    const { commentId, replyCount } = comment;
    const isNew = !this.#copy.has(commentId);
    this.#copy.set(commentId, comment);
    if (!isNew || replyCount === 0) return;
    const list = (page: object) => this.#api.comments.listReplies({ commentId, order, ...page });
    // They may be gone by now, which is told next.
    const replies = await walk({ pageSize }, list, (page) => page.replies).catch(() => []);
    for (const reply of replies) await this.#take(reply);
  }

  #drop(id: string): void {
    this.#copy.delete(id);
    for (const { commentId, parentCommentId } of [...this.#copy.values()]) {
      if (parentCommentId === id) this.#drop(commentId);
    }
  }

  async #apply(): Promise<void> {
    const heard = this.#stream?.heard ?? [];
    for (; this.#applied < heard.length; this.#applied += 1) {
      const { changed = [], removedIds = [], reload, thread } = heard[this.#applied] ?? {};
      this.#thread = thread ?? this.#thread;
      if (reload) await this.#list();
      for (const id of removedIds) this.#drop(id);
      for (const comment of changed) await this.#take(comment);
    }
  }
}
