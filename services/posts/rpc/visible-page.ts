import type { ViewedPost } from '../domain/post.ts';
import { seesPost } from '../domain/visibility.ts';
import { type PostSources, viewPosts } from '../store/view-posts.ts';

/** After every id: where a list begins. */
export const newest = '~';

/** How many rows one statement reads at most, where most of what it reads is hidden. */
const maxStep = 400;

export interface PageRequest {
  readonly viewer: string | undefined;
  /** How many posts the page has, unless the list ends. */
  readonly size: number;
  /** The id that the page begins after. */
  readonly before: string;
  /** How many rows may be read at most, hidden ones too. */
  readonly depth: number;
  /** The ids of the list before one, newest first; fewer than the limit only at its end. */
  readonly list: (before: string, limit: number) => Promise<readonly string[]>;
}

export interface VisiblePage {
  readonly posts: ViewedPost[];
  /** Where the next page begins, and how many rows lie before it; absent if this is the last. */
  readonly next: { readonly before: string; readonly rows: number } | undefined;
}

/**
 * Reads a page of posts that the viewer may see. It is full, and says that there is more, only by what they may see, so
 * that hidden posts leave no trace in it.
 */
export async function readVisiblePage(sources: PostSources, request: PageRequest): Promise<VisiblePage> {
  const { viewer, size, depth, list } = request;
  const posts: ViewedPost[] = [];
  let { before } = request;
  let step = size + 1;
  let rowsRead = 0;
  let next: VisiblePage['next'];
  while (rowsRead < depth) {
    const limit = Math.min(step, depth - rowsRead);
    const ids = await list(before, limit);
    const found = await viewPosts(sources, viewer, ids);
    for (const [index, postId] of ids.entries()) {
      const post = found[index];
      if (post && seesPost(viewer, post)) {
        if (posts.length === size) return { posts, next };
        posts.push(post);
        next = { before: postId, rows: rowsRead + 1 };
      }
      rowsRead += 1;
      before = postId;
    }
    if (ids.length < limit) break;
    step = Math.min(step * 4, maxStep);
  }
  return { posts, next: undefined };
}
