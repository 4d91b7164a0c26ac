import { z } from 'zod';
import {
  type PostServiceImplementation,
  UpdatePostRequest,
  UpdatePostResponse,
} from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import { resolveHandles } from '../../text/resolve-handles.ts';
import { resolveMarks } from '../../text/text-marks.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { EtagMismatch, PostNotFound } from '../domain/errors.ts';
import { etagOf, type StoredPost } from '../domain/post.ts';
import { tellPostEdited } from '../events/tell-posts.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { changePost } from '../store/revision-store.ts';
import { viewOne } from '../store/view-posts.ts';
import { keepLearned } from './ask-profile.ts';
import { commentPolicy, postText } from './post-fields.ts';

const paths = z.array(z.enum(['text', 'comment_policy'], 'must be text or comment_policy')).min(1, 'must name a field');

/** Only the fields that the mask names are looked at. */
const schemaOf = (masked: readonly string[]) =>
  z.object({
    requestId,
    post: z.object(
      {
        postId: id,
        text: masked.includes('text') ? postText : z.undefined().catch(undefined),
        commentPolicy: masked.includes('comment_policy') ? commentPolicy : z.undefined().catch(undefined),
        etag: z.string(),
      },
      'must be given',
    ),
    updateMask: z.object({ paths }),
  });

const types = { request: UpdatePostRequest, response: UpdatePostResponse };

export const updatePost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['updatePost'] =>
  async (message, call) => {
    const masked = message.updateMask ?? [];
    const { requestId, post } = parse(schemaOf(masked), { ...message, updateMask: { paths: masked } });
    const { postId, text, etag } = post;
    const authorId = memberId(call);
    const { people, learned } = await resolveHandles(context, call, text?.marks ?? []);
    return once(context.database, call, { ...message, requestId }, types, async (tx) => {
      const before = await viewOne(sourcesIn(tx), authorId, postId);
      if (before?.authorId !== authorId) throw new PostNotFound();
      if (etag !== '' && etag !== etagOf(before.post)) throw new EtagMismatch();
      await keepLearned(context, tx, learned);
      const changed = {
        text: text?.content ?? before.post.text,
        spans: text ? resolveMarks(text.marks, people) : before.post.spans,
        commentPolicy: post.commentPolicy ?? before.post.commentPolicy,
      };
      await edit({ context, tx, traceparent: call.traceparent }, before.post, changed);
      const after = await viewOne(sourcesIn(tx), authorId, postId);
      return { post: after && postToProto(after, authorId) };
    });
  };

interface Editing {
  readonly context: PostsContext;
  readonly tx: Transaction;
  readonly traceparent: string;
}

async function edit(
  { context, tx, traceparent }: Editing,
  before: StoredPost,
  changed: Pick<StoredPost, 'text' | 'spans' | 'commentPolicy'>,
): Promise<void> {
  const textChanged = changed.text !== before.text;
  if (!textChanged && changed.commentPolicy === before.commentPolicy) return;
  const time = context.now();
  const post = {
    ...before,
    ...(textChanged ? { ...changed, editTime: time } : { commentPolicy: changed.commentPolicy }),
    version: before.version + 1,
  };
  await changePost(tx, before, post);
  context.posts.postChanged(tx, post.postId);
  await tellPostEdited(context.eventLog, tx, { post, time, textChanged }, traceparent);
}
