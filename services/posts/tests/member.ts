import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { HashtagServiceDefinition } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { type Post, PostAudience, PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { newId } from '../../kit/ids.ts';
import { connect, type TestClient } from '../../kit/testing/connect.ts';
import { Watching } from './watching.ts';

const audiences = {
  public: PostAudience.POST_AUDIENCE_PUBLIC,
  followers: PostAudience.POST_AUDIENCE_FOLLOWERS,
  mentioned: PostAudience.POST_AUDIENCE_MENTIONED,
} as const;

const policies = {
  everyone: PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE,
  followed: PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED,
  mentioned: PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED,
  nobody: PostCommentPolicy.POST_COMMENT_POLICY_NOBODY,
} as const;

export type Policy = keyof typeof policies;

export type Audience = keyof typeof audiences;

interface MemberOptions {
  accountId: string;
  sessionId: string;
  handle: string;
  /** Absent for someone without an account. */
  token?: string;
  port: number;
}

/** Somebody who uses the service. */
export class Member implements Disposable {
  readonly accountId: string;
  readonly sessionId: string;
  readonly handle: string;
  readonly posts: TestClient<typeof PostServiceDefinition>;
  readonly engagement: TestClient<typeof EngagementServiceDefinition>;
  readonly timeline: TestClient<typeof TimelineServiceDefinition>;
  readonly hashtags: TestClient<typeof HashtagServiceDefinition>;

  constructor({ accountId, sessionId, handle, token, port }: MemberOptions) {
    this.accountId = accountId;
    this.sessionId = sessionId;
    this.handle = handle;
    const as = token === undefined ? {} : { token };
    this.posts = connect(PostServiceDefinition, { port }, as);
    this.engagement = connect(EngagementServiceDefinition, { port }, as);
    this.timeline = connect(TimelineServiceDefinition, { port }, as);
    this.hashtags = connect(HashtagServiceDefinition, { port }, as);
  }

  /** Writes a post. */
  async write(text: string, audience: Audience = 'public'): Promise<Post> {
    const { post } = await this.posts.createPost({ requestId: newId(), text, audience: audiences[audience] });
    if (!post) throw new Error('an answer without the post');
    return post;
  }

  /** Writes a post with some other field. */
  async writeWith(text: string, fields: { circleId?: string; policy?: Policy; audience?: Audience }): Promise<Post> {
    const { circleId = '', policy = 'everyone', audience = circleId === '' ? 'public' : undefined } = fields;
    const { post } = await this.posts.createPost({
      ...{ requestId: newId(), text, circleId, commentPolicy: policies[policy] },
      audience: audience ? audiences[audience] : PostAudience.POST_AUDIENCE_CIRCLE,
    });
    if (!post) throw new Error('an answer without the post');
    return post;
  }

  /** Writes a post that quotes another. */
  async quote({ postId: quotedPostId }: Post, text: string, audience: Audience = 'public'): Promise<Post> {
    const request = { requestId: newId(), text, quotedPostId, audience: audiences[audience] };
    const { post } = await this.posts.createPost(request);
    if (!post) throw new Error('an answer without the post');
    return post;
  }

  async repost({ postId }: Post): Promise<number> {
    return (await this.engagement.repostPost({ requestId: newId(), postId })).repostCount;
  }

  async unrepost({ postId }: Post): Promise<number> {
    return (await this.engagement.unrepostPost({ requestId: newId(), postId })).repostCount;
  }

  async bookmark({ postId }: Post): Promise<void> {
    await this.engagement.bookmarkPost({ requestId: newId(), postId });
  }

  async pin({ postId }: Post): Promise<void> {
    await this.engagement.pinPost({ requestId: newId(), postId });
  }

  /** The handles of who likes or reposts a post, the newest first, page by page. */
  async whoDoes(deed: 'likes' | 'reposts', { postId }: Post, pageSize = 2): Promise<string[]> {
    const handles: string[] = [];
    let pageToken = '';
    do {
      const request = { postId, pageSize, pageToken };
      const page = await (deed === 'likes'
        ? this.engagement.listPostLikers(request)
        : this.engagement.listPostReposters(request));
      handles.push(...page.accounts.map(({ handle }) => handle));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    return handles;
  }

  /** The texts of the posts that quote one, the newest first. */
  async quotesOf({ postId }: Post): Promise<string[]> {
    return (await this.posts.listPostQuotes({ postId, pageSize: 100 })).posts.map(({ text }) => text);
  }

  async followHashtag(hashtag: string): Promise<string> {
    return (await this.hashtags.followHashtag({ requestId: newId(), hashtag })).hashtag;
  }

  async unfollowHashtag(hashtag: string): Promise<void> {
    await this.hashtags.unfollowHashtag({ requestId: newId(), hashtag });
  }

  /** The texts of the newest posts with a hashtag. */
  async postsWith(hashtag: string): Promise<string[]> {
    const { posts } = await this.timeline.listHashtagPosts({ hashtag, pageSize: 100 });
    return posts.map((post) => post.text);
  }

  /** The texts of the newest posts for everybody. */
  async local(): Promise<string[]> {
    return (await this.timeline.listLocalTimeline({ pageSize: 100 })).posts.map((post) => post.text);
  }

  async delete({ postId }: Post): Promise<void> {
    await this.posts.deletePost({ requestId: newId(), postId });
  }

  async undelete({ postId }: Post): Promise<Post | undefined> {
    return (await this.posts.undeletePost({ requestId: newId(), postId })).post;
  }

  /** Changes the text of a post, if it still has the etag. */
  async edit({ postId }: Post, text: string, etag = ''): Promise<Post> {
    const request = { requestId: newId(), post: { postId, text, etag }, updateMask: ['text'] };
    const { post } = await this.posts.updatePost(request);
    if (!post) throw new Error('an answer without the post');
    return post;
  }

  /** The texts that a post has had, newest first. */
  async textsOf({ postId }: Post): Promise<string[]> {
    const { revisions } = await this.posts.listPostRevisions({ postId, pageSize: 100 });
    return revisions.map(({ text }) => text);
  }

  async read({ postId }: Post): Promise<Post> {
    const { post } = await this.posts.getPost({ postId });
    if (!post) throw new Error('an answer without the post');
    return post;
  }

  async like({ postId }: Post): Promise<number> {
    return (await this.engagement.likePost({ requestId: newId(), postId })).likeCount;
  }

  async unlike({ postId }: Post): Promise<number> {
    return (await this.engagement.unlikePost({ requestId: newId(), postId })).likeCount;
  }

  /** The texts of the newest posts of the home timeline. */
  async home(pageSize = 100): Promise<string[]> {
    return (await this.timeline.listHomeTimeline({ pageSize })).posts.map((post) => post.text);
  }

  /** The texts of the newest posts of an author. */
  async postsOf({ accountId }: Member): Promise<string[]> {
    const { posts } = await this.timeline.listAuthorPosts({ authorId: accountId, pageSize: 100 });
    return posts.map((post) => post.text);
  }

  /** Watches the home timeline, from a cursor or from now. */
  watch(cursor = ''): Watching {
    const stop = new AbortController();
    return new Watching(this.timeline.watchHome({ cursor }, { signal: stop.signal }), stop);
  }

  [Symbol.dispose](): void {
    for (const client of [this.posts, this.engagement, this.timeline, this.hashtags]) client[Symbol.dispose]();
  }
}
