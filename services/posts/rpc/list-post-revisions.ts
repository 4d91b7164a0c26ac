import { z } from 'zod';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { standingTo } from '../../audience/replica/ties-store.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import { spansToProto } from '../../text/spans-to-proto.ts';
import { mentionedIds } from '../../text/text-spans.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import type { PostRevision } from '../domain/post.ts';
import { seesPerson } from '../domain/visibility.ts';
import { findViewer } from '../store/post-sources.ts';
import { findRevisions, revisionOf } from '../store/revision-store.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ postId: id, pageSize, pageToken });

export const listPostRevisions =
  (context: PostsContext): PostServiceImplementation<CallExtension>['listPostRevisions'] =>
  async (request, call) => {
    const { postId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListPostRevisions', postId, viewer ?? ''];
    const [before] = readPageToken(query, pageToken) ?? [];
    const viewed = await viewOne(context, viewer, postId);
    if (!viewed) throw new PostNotFound();
    // The present text is the post's own: the first page begins with it.
    const present = before === undefined ? [revisionOf(viewed.post)] : [];
    const earlier = Number(before ?? viewed.post.version);
    const found = [...present, ...(await findRevisions(context.database, postId, earlier, pageSize + 1))];
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    return {
      revisions: await revisionsToProto(context, viewer, page),
      nextPageToken: last ? writePageToken(query, [last.version]) : '',
    };
  };

async function revisionsToProto(context: PostsContext, viewer: string | undefined, revisions: PostRevision[]) {
  const { ties } = await findViewer(context, viewer);
  const ids = [...new Set(revisions.flatMap(({ spans }) => mentionedIds(spans)))];
  const cards = (await context.people.cards.getMany(ids)).filter((card) => card !== undefined);
  const shown = cards.filter((card) => seesPerson(viewer, { card, relation: standingTo(ties, card.accountId) }));
  return revisions.map(({ text, spans, writeTime }) => ({ text, spans: spansToProto(spans, shown), writeTime }));
}
