import { ClientError, Status } from 'nice-grpc';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { Person, Scene } from './start-scene.ts';

type Client = Person['client'] | Scene['guest'];
type Page = { comments?: Comment[]; replies?: Comment[]; nextPageToken: string };

/** Every comment of a thread that a client may see, by id: the whole tree, page by page. */
export async function readThread(client: Client, postId: string): Promise<Map<string, Comment>> {
  const found = new Map<string, Comment>();
  const roots = await readAll((pageToken) => client.listComments({ postId, pageSize: 3, pageToken }));
  await keepTree(client, found, roots);
  return found;
}

/** Keeps comments, and what stands under them. */
async function keepTree(client: Client, found: Map<string, Comment>, comments: readonly Comment[]): Promise<void> {
  for (const comment of comments) {
    found.set(comment.commentId, comment);
    const { commentId, replyCount } = comment;
    if (replyCount === 0) continue;
    // One that goes in between is told as removed.
    const replies = await readAll((pageToken) => client.listReplies({ commentId, pageSize: 3, pageToken })).catch(
      noneOfMissing,
    );
    await keepTree(client, found, replies);
  }
}

function noneOfMissing(error: unknown): Comment[] {
  if (error instanceof ClientError && error.code === Status.NOT_FOUND) return [];
  throw error;
}

async function readAll(read: (pageToken: string) => Promise<Page>): Promise<Comment[]> {
  const all: Comment[] = [];
  let pageToken = '';
  do {
    const { comments = [], replies = [], nextPageToken } = await read(pageToken);
    all.push(...comments, ...replies);
    pageToken = nextPageToken;
  } while (pageToken !== '');
  return all;
}

/** A thread as a client keeps it that follows WatchComments, by the rules of the contract. */
export class FollowedThread {
  readonly client: Client;
  readonly comments = new Map<string, Comment>();
  readonly #postId: string;

  constructor(client: Client, postId: string) {
    this.client = client;
    this.#postId = postId;
  }

  /** Reads what is there. Gives where its stream goes on. */
  async read(): Promise<string> {
    const { watchCursor } = await this.client.listComments({ postId: this.#postId, pageSize: 1 });
    this.comments.clear();
    for (const [id, comment] of await readThread(this.client, this.#postId)) this.comments.set(id, comment);
    return watchCursor;
  }

  async apply({ changed, removedIds, reload }: WatchCommentsResponse): Promise<void> {
    if (reload) {
      await this.read();
      return;
    }
    for (const comment of changed) {
      if (!this.comments.has(comment.commentId)) await this.#keepReplies(comment.commentId);
      this.comments.set(comment.commentId, comment);
    }
    for (const id of removedIds) this.#remove(id);
  }

  /** One that is new here may have had replies before. It may be gone again by now. */
  async #keepReplies(commentId: string): Promise<void> {
    const { comment } = await this.client.getComment({ commentId }).catch(() => ({ comment: undefined }));
    if (comment) await keepTree(this.client, this.comments, [comment]);
  }

  #remove(id: string): void {
    this.comments.delete(id);
    const under = [...this.comments.values()].filter(({ parentCommentId }) => parentCommentId === id);
    for (const { commentId } of under) this.#remove(commentId);
  }
}
