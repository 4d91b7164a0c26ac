import type { BlockScene } from './block-scene.ts';
import type { Side } from './traces.ts';

/** What one of the two counts that the other did: each count is named that is not as if the other were not there. */
export async function findInCounts(scene: BlockScene, side: Side): Promise<string[]> {
  const counts = await countAll(scene, side);
  const wrong = Object.entries(counts).filter(([, [count, wanted]]) => count !== wanted);
  return wrong.map(([name]) => `count of ${name}`);
}

type Counts = Record<string, readonly [count: number | undefined, wanted: number]>;

async function countAll({ posts, meetingId, thirdsCommentId, third }: BlockScene, side: Side): Promise<Counts> {
  const { who, whom, isBlocked } = side;
  const { api } = who;
  const { results } = await api.posts.batchGetPosts({ postIds: [...(posts.get(whom) ?? []), meetingId] });
  const meeting = results.at(-1)?.post;
  const { comment } = await api.comments.getComment({ commentId: thirdsCommentId });
  const { notifications } = await api.notifications.listNotifications({ pageSize: 100 });
  const { unreadCount } = await api.notifications.getUnreadCount({});
  const { relationships } = await api.graph.batchGetRelationships({ accountIds: [whom.id] });
  const { profile } = await api.profiles.getProfile({ name: { $case: 'accountId', value: third.id } });
  return {
    posts: [results.slice(0, -1).filter(({ post }) => post !== undefined).length, 0],
    likes: [meeting?.likeCount, 1],
    // Three and a reply of one's own, and one of the third's.
    comments: [meeting?.commentCount, 5],
    reposts: [meeting?.repostCount, 1],
    quotes: [meeting?.quoteCount, 1],
    replies: [comment?.replyCount, 1],
    'likes of a comment': [comment?.likeCount, 1],
    // What the other did is neither listed nor counted. It shows before the block too, where all is right.
    unread: [unreadCount, notifications.filter(({ read }) => !read).length],
    follows: [relationships.filter(({ following, followedBy }) => following || followedBy).length, 0],
    ...(isBlocked ? { followers: [profile?.followerCount, 1], following: [profile?.followingCount, 1] } : {}),
  };
}
