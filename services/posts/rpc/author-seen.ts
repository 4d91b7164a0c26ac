import { standingTo } from '../../audience/replica/ties-store.ts';
import type { PostsContext } from '../context.ts';
import { AuthorNotFound } from '../domain/errors.ts';
import type { MentionedPerson } from '../domain/post.ts';
import { seesPerson } from '../domain/visibility.ts';
import { findViewer, type Viewer } from '../store/post-sources.ts';

/** A person of whom the viewer may know, and who looks. Fails with AUTHOR_NOT_FOUND. */
export async function findAuthorFor(
  context: PostsContext,
  viewerId: string | undefined,
  authorId: string,
): Promise<{ author: MentionedPerson; viewer: Viewer }> {
  const [card, viewer] = await Promise.all([context.people.cards.get(authorId), findViewer(context, viewerId)]);
  const author = card && { card, relation: standingTo(viewer.ties, authorId) };
  if (!author || !seesPerson(viewerId, author)) throw new AuthorNotFound();
  return { author, viewer };
}
