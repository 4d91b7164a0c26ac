import { z } from 'zod';
import {
  CreatePostRequest,
  CreatePostResponse,
  type PostServiceImplementation,
} from '#gen/tertulia/posts/v1/post_service.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { requestId, text } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { audienceFromProto, postToProto } from '../convert.ts';
import type { NewPost } from '../domain/post.ts';
import { findMarks, resolveMarks, type TextMark } from '../domain/text-marks.ts';
import { tellPostCreated } from '../events/tell-posts.ts';
import { learnPeople } from '../store/account-store.ts';
import { addOwnEntry } from '../store/home-store.ts';
import { addPost, findPost } from '../store/post-store.ts';
import { AuthorUnknown, askForAuthor, resolveHandles } from './ask-profile.ts';

const markLimit = 50;

const schema = z.object({
  requestId,
  text: text({ min: 1, max: 2_000 }).transform((value, { addIssue }) => {
    const marks = findMarks(value);
    const count = (kind: TextMark['kind']) => marks.filter((mark) => mark.kind === kind).length;
    const refuse = (what: string) => addIssue({ code: 'custom', message: `must have at most ${markLimit} ${what}` });
    if (count('mention') > markLimit) refuse('mentions');
    if (count('hashtag') > markLimit) refuse('hashtags');
    return { content: value, marks };
  }),
  audience: z
    .number()
    .transform((value) => audienceFromProto(value) ?? 'unknown')
    .refine((audience) => audience !== 'unknown', 'must be one of the audiences'),
});

const types = { request: CreatePostRequest, response: CreatePostResponse };

export const createPost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['createPost'] =>
  async (message, call) => {
    const { requestId, text, audience } = parse(schema, message);
    const authorId = memberId(call);
    // Outside of the transaction, which waits for no other service.
    const { people, learned } = await resolveHandles(context, call, text.marks);
    const spans = resolveMarks(text.marks, people);
    const write = (cards: readonly Card[]) =>
      once(context.database, call, { ...message, requestId }, types, async (tx) => {
        await learnPeople(tx, cards);
        // The id is made in the transaction, so ids are committed in their order and no page is passed by a late one.
        const post = {
          postId: context.newId(),
          createTime: context.now(),
          authorId,
          text: text.content,
          spans,
          audience,
        };
        return { post: await writePost(context, tx, post, call.traceparent) };
      });
    try {
      return await write(learned);
    } catch (error) {
      if (!(error instanceof AuthorUnknown)) throw error;
      return await write([...learned, await askForAuthor(context, call, authorId)]);
    }
  };

async function writePost({ eventLog }: PostsContext, tx: Transaction, post: NewPost, traceparent: string) {
  const { postId, authorId } = post;
  const position = await tellPostCreated(eventLog, tx, post, traceparent);
  if (!(await addPost(tx, post, position))) throw new AuthorUnknown();
  await addOwnEntry(tx, post, position);
  // Read back, so that the answer is what each later read gives.
  const written = await findPost(tx, authorId, postId);
  if (!written) throw new Error('a post that was just written is not there');
  return postToProto(written, authorId);
}
