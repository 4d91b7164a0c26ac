import { z } from 'zod';
import {
  CreatePostRequest,
  CreatePostResponse,
  type PostServiceImplementation,
} from '#gen/tertulia/posts/v1/post_service.ts';
import { type Card, findCards } from '../../audience/replica/people-store.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import { resolveHandles } from '../../text/resolve-handles.ts';
import { resolveMarks } from '../../text/text-marks.ts';
import type { PostsContext } from '../context.ts';
import { audienceFromProto, postToProto } from '../convert.ts';
import { PostNotFound, PostNotShareable } from '../domain/errors.ts';
import { isShareable, type NewPost, type ViewedPost } from '../domain/post.ts';
import { quoteChanged } from '../events/delete-post.ts';
import { tellPostCreated } from '../events/tell-posts.ts';
import { hasCircle } from '../store/circle-store.ts';
import { addOwnEntry } from '../store/home-store.ts';
import { findViewer, sourcesIn } from '../store/post-sources.ts';
import { addPost } from '../store/post-store.ts';
import { peopleOf, sharePost } from '../store/shared-posts.ts';
import { ownNew, viewOne, viewPost, withQuoted } from '../store/view-posts.ts';
import { askForCircle } from './ask-for-circle.ts';
import { AuthorUnknown, askForAuthor, keepLearned } from './ask-profile.ts';
import { commentPolicy, postText } from './post-fields.ts';

const optionalId = z.union([z.literal('').transform(() => undefined), id], 'must be a UUID');

const schema = z
  .object({
    requestId,
    text: postText,
    audience: z
      .number()
      .transform((value) => audienceFromProto(value) ?? 'unknown')
      .refine((audience) => audience !== 'unknown', 'must be one of the audiences'),
    commentPolicy,
    circleId: optionalId,
    quotedPostId: optionalId,
  })
  .superRefine(({ audience, circleId }, { addIssue }) => {
    const refuse = (message: string) => addIssue({ code: 'custom', path: ['circleId'], message });
    if (audience === 'circle' && circleId === undefined) refuse('must be a circle for this audience');
    if (audience !== 'circle' && circleId !== undefined) refuse('must be empty for this audience');
  });

const types = { request: CreatePostRequest, response: CreatePostResponse };

export const createPost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['createPost'] =>
  async (message, call) => {
    const { requestId, text, audience, commentPolicy, circleId, quotedPostId } = parse(schema, message);
    const authorId = memberId(call);
    const identified = { ...message, requestId };
    // Outside of the transaction, which waits for no other service.
    if (circleId !== undefined && !(await hasCircle(context.database, authorId, circleId))) {
      const answer = await findAnswer(context.database, call, identified, types);
      if (answer) return answer;
      await askForCircle(context, call, circleId);
    }
    const { people, learned } = await resolveHandles(context, call, text.marks);
    const spans = resolveMarks(text.marks, people);
    const write = (cards: readonly Card[]) =>
      once(context.database, call, identified, types, async (tx) => {
        const quoted = quotedPostId === undefined ? undefined : await findShareable(tx, authorId, quotedPostId);
        await keepLearned(context, tx, cards);
        // The id is made in the transaction, so ids are committed in their order and no page is passed by a late one.
        const post = {
          postId: context.newId(),
          createTime: context.now(),
          authorId,
          text: text.content,
          spans,
          ...{ audience, commentPolicy, circleId },
          quoted: quoted && { postId: quoted.postId, authorId: quoted.authorId },
        };
        const writing = { context, tx, traceparent: call.traceparent, learned: cards, quoted };
        return { post: await writePost(writing, post) };
      });
    try {
      return await write(learned);
    } catch (error) {
      if (!(error instanceof AuthorUnknown)) throw error;
      return await write([...learned, await askForAuthor(context, call, authorId)]);
    }
  };

interface Writing {
  readonly context: PostsContext;
  readonly tx: Transaction;
  readonly traceparent: string;
  /** People whom this transaction adds. */
  readonly learned: readonly Card[];
  /** What the post quotes. */
  readonly quoted: ViewedPost | undefined;
}

/** A post that somebody may quote. */
async function findShareable(tx: Transaction, viewerId: string, postId: string): Promise<ViewedPost> {
  const post = await viewOne(sourcesIn(tx), viewerId, postId);
  if (!post) throw new PostNotFound();
  if (!isShareable(post.post)) throw new PostNotShareable();
  return post;
}

/** Writes a post. Gives it as its author sees it. */
async function writePost({ context, tx, traceparent, learned, quoted }: Writing, post: NewPost) {
  const { authorId } = post;
  const counts = { likes: 0, comments: 0, reposts: 0, quotes: 0 };
  const stored = {
    ...post,
    version: 1,
    editTime: undefined,
    quoteRemoved: false,
    pinned: false,
    hasHiddenComments: false,
    counts,
  };
  const [shared] =
    learned.length > 0
      ? [sharePost(stored, await findCards(tx, peopleOf([stored])))]
      : await context.sharedPosts.find([stored]);
  if (!shared) throw new AuthorUnknown();
  const position = await tellPostCreated(context.eventLog, tx, post, traceparent);
  if (!(await addPost(tx, post, position))) throw new AuthorUnknown();
  await addOwnEntry(tx, post, position);
  context.posts.postAdded(tx, post);
  context.posts.homesChanged(tx, [authorId]);
  if (quoted) await quoteChanged(context.posts, tx, quoted.postId);
  const viewed = viewPost(shared, await findViewer(context, authorId), ownNew);
  return postToProto(withQuoted(viewed, quoted), authorId);
}
