import type { Post as ToldPost } from '#gen/tertulia/posts/v1/post.ts';
import type { TextSpan } from '#gen/tertulia/posts/v1/text_span.ts';
import type { AuthorPostsFilter } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { audienceCodes, policyCodes } from '../enums.ts';
import { isOpen, isShareable, knows, mayComment, seesComment, seesDeedsOf, seesPost, type Viewer } from '../sight.ts';
import type { Doers, Person, Post, World } from '../world.ts';
import { homeOf } from './home.ts';
import { type Names, nameOf, type Read, type Reading, walk } from './read.ts';

/** What anyone may ask of posts. */
export function postReads(reading: Reading): Read[] {
  const { world, viewer, api } = reading;
  const by = viewer?.name ?? 'guest';
  const batch: Read = {
    name: `${by} BatchGetPosts`,
    expected: world.posts.map((post) => (seesPost(world, viewer, post) ? postAs(world, viewer, post) : undefined)),
    async ask() {
      const { results } = await api.posts.batchGetPosts({ postIds: world.posts.map(({ id }) => id) });
      return results.map(({ post }) => post && toldPost(reading, post));
    },
  };
  const single = world.posts.at(-1 - (world.tick() % Math.max(world.posts.length, 1)));
  const byPerson = world.people.flatMap((person) => personReads(reading, person));
  const byPost = world.posts.slice(-10).flatMap((post) => onePostReads(reading, post));
  if (single === undefined) return byPerson;
  return [batch, getPost(reading, single), ...byPerson, ...byPost];
}

/** What one asks of oneself. */
export function ownPostReads(reading: Reading, viewer: Person): Read[] {
  const { world, api, names } = reading;
  const bookmarked = world.posts
    .filter((post) => post.bookmarks.has(viewer) && seesPost(world, viewer, post))
    .sort((a, b) => (b.bookmarks.get(viewer) ?? 0) - (a.bookmarks.get(viewer) ?? 0));
  return [
    {
      name: `${viewer.name} ListHomeTimeline`,
      expected: homeOf(world, viewer).map(({ name }) => name),
      ask: () =>
        walk(reading, api.timelines.listHomeTimeline, ({ posts }) => posts.map((post) => toldEntry(reading, post))),
    },
    {
      name: `${viewer.name} ListBookmarks`,
      expected: bookmarked.map(nameOf),
      ask: () =>
        walk(reading, api.engagement.listBookmarks, ({ posts }) => posts.map(({ postId }) => names.of(postId))),
    },
  ];
}

function getPost(reading: Reading, post: Post): Read {
  const { world, viewer, api } = reading;
  return {
    name: `${viewer?.name ?? 'guest'} GetPost ${post.name}`,
    expected: seesPost(world, viewer, post) ? postAs(world, viewer, post) : 'POST_NOT_FOUND',
    async ask() {
      const { post: told } = await api.posts.getPost({ postId: post.id });
      return told && toldPost(reading, told);
    },
  };
}

function onePostReads(reading: Reading, post: Post): Read[] {
  const { world, viewer, api, names } = reading;
  const isSeen = seesPost(world, viewer, post);
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    return {
      name: `${viewer?.name ?? 'guest'} ${name} ${post.name}`,
      expected: isSeen ? expected : 'POST_NOT_FOUND',
      ask,
    };
  };
  const postId = post.id;
  const doers = (all: Doers) => visibleDoers(world, viewer, all).map(nameOf);
  return [
    read('ListPostLikers', doers(post.likes), () =>
      walk(
        reading,
        (page) => api.engagement.listPostLikers({ postId, ...page }),
        (page) => page.accounts.map((card) => names.ofCard(card)),
      ),
    ),
    read('ListPostReposters', doers(post.reposts), () =>
      walk(
        reading,
        (page) => api.engagement.listPostReposters({ postId, ...page }),
        (page) => page.accounts.map((card) => names.ofCard(card)),
      ),
    ),
    read('ListPostQuotes', quotesOf(world, viewer, post).map(nameOf), () =>
      walk(
        reading,
        (page) => api.posts.listPostQuotes({ postId, ...page }),
        (page) => page.posts.map((quote) => names.of(quote.postId)),
      ),
    ),
    read('ListPostRevisions', { count: post.revisions, text: post.text }, async () => {
      const page = (pageToken: object) => api.posts.listPostRevisions({ postId, ...pageToken });
      const revisions = await walk(reading, page, (each) => each.revisions);
      return { count: revisions.length, text: revisions[0]?.text };
    }),
  ];
}

function personReads(reading: Reading, person: Person): Read[] {
  const { world, viewer, api, names } = reading;
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    const known = knows(world, viewer, person) ? expected : 'AUTHOR_NOT_FOUND';
    return { name: `${viewer?.name ?? 'guest'} ${name} ${person.name}`, expected: known, ask };
  };
  const authorId = person.id;
  const blocking = viewer !== undefined && world.blocks.has(viewer, person);
  const seen = world.posts.filter((post) => !blocking && seesPost(world, viewer, post));
  const own = seen.filter(({ author }) => author === person);
  const pinned = own.filter((post) => post.pinned !== undefined).sort((a, b) => (b.pinned ?? 0) - (a.pinned ?? 0));
  const liked = seen.filter((post) => post.likes.has(person) && isOpen(world, viewer, person));
  liked.sort((a, b) => (b.likes.get(person) ?? 0) - (a.likes.get(person) ?? 0));
  const authorPosts = (filter: AuthorPostsFilter) =>
    walk(
      reading,
      (page) => api.timelines.listAuthorPosts({ authorId, filter, ...page }),
      ({ posts }) => posts.map((post) => toldEntry(reading, post)),
    );
  return [
    read('ListAuthorPosts (posts)', own.map(nameOf).toReversed(), () => authorPosts(2)),
    read('ListAuthorPosts', blocking ? [] : entriesOf(world, viewer, person), () => authorPosts(0)),
    read('ListPinnedPosts', pinned.map(nameOf), async () => {
      const { posts } = await api.timelines.listPinnedPosts({ authorId });
      return posts.map(({ postId }) => names.of(postId));
    }),
    read('ListLikedPosts', liked.map(nameOf), () =>
      walk(
        reading,
        (page) => api.timelines.listLikedPosts({ authorId, ...page }),
        ({ posts }) => posts.map(({ postId }) => names.of(postId)),
      ),
    ),
  ];
}

/** What a person wrote and reposted of others. */
function entriesOf(world: World, viewer: Viewer, person: Person): string[] {
  const entries = world.posts.flatMap((post) => {
    if (!seesPost(world, viewer, post)) return [];
    if (post.author === person) return [{ name: post.name, time: post.time }];
    const time = post.reposts.get(person);
    if (time === undefined || !isOpen(world, viewer, person)) return [];
    return [{ name: `${post.name} by ${person.name}`, time }];
  });
  return entries.sort((a, b) => b.time - a.time).map(({ name }) => name);
}

function toldEntry({ names }: Reading, { postId, repostedBy }: ToldPost): string {
  return repostedBy ? `${names.of(postId)} by ${names.ofCard(repostedBy)}` : names.of(postId);
}

/** The newest first. */
export function visibleDoers(world: World, viewer: Viewer, doers: Doers): Person[] {
  return [...doers.keys()].filter((person) => seesDeedsOf(world, viewer, person)).toReversed();
}

function quotesOf(world: World, viewer: Viewer, post: Post): Post[] {
  const quotes = world.posts.filter(({ quoted, quoteRemoved }) => quoted === post && !quoteRemoved);
  return quotes.filter((quote) => seesPost(world, viewer, quote)).toReversed();
}

function postAs(world: World, viewer: Viewer, post: Post): unknown {
  const { author, quoted, quoteRemoved } = post;
  const comments = world.standing(post).filter(({ state }) => state === 'live');
  const showsQuote = quoted !== undefined && !quoteRemoved && seesPost(world, viewer, quoted);
  const is = (doers: Doers) => viewer !== undefined && doers.has(viewer);
  return {
    name: post.name,
    author: author.name,
    text: post.text,
    spans: spansAs(world, viewer, post),
    audience: audienceCodes[post.audience],
    policy: policyCodes[post.policy],
    likes: visibleDoers(world, viewer, post.likes).length,
    reposts: visibleDoers(world, viewer, post.reposts).length,
    quotes: quotesOf(world, viewer, post).length,
    comments: comments.filter((comment) => seesComment(world, viewer, comment)).length,
    viewer: wordsOf({
      liked: is(post.likes),
      reposted: is(post.reposts),
      bookmarked: is(post.bookmarks),
      // Whether the thread is locked only comments knows: there it counts.
      canComment: mayComment(world, viewer, { ...post, locked: false }),
    }),
    pinned: post.pinned !== undefined,
    edited: post.revisions > 1,
    shareable: isShareable(post),
    quoted: showsQuote ? quoted.name : undefined,
    quoteUnavailable: quoted !== undefined && !showsQuote,
    circle: (viewer === author && post.circle?.id) || '',
  };
}

function toldPost({ names }: Reading, post: ToldPost): unknown {
  return {
    name: names.of(post.postId),
    author: names.ofCard(post.author),
    text: post.text,
    spans: post.spans.map((span) => toldSpan(names, span)),
    audience: post.audience,
    policy: post.commentPolicy,
    likes: post.likeCount,
    reposts: post.repostCount,
    quotes: post.quoteCount,
    comments: post.commentCount,
    viewer: wordsOf({
      liked: post.viewerLiked,
      reposted: post.viewerReposted,
      bookmarked: post.viewerBookmarked,
      canComment: post.viewerCanComment,
    }),
    pinned: post.pinned,
    edited: post.editTime !== undefined,
    shareable: post.shareable,
    quoted: post.quotedPost && names.of(post.quotedPost.postId),
    quoteUnavailable: post.quoteUnavailable,
    circle: post.circleId,
  };
}

/** What means something in the text: people, as far as they do not hide from the viewer, and hashtags. */
function spansAs(world: World, viewer: Viewer, { mentions, tags }: Post): string[] {
  return [...[...mentions].filter((person) => knows(world, viewer, person)).map(nameOf), ...tags];
}

function toldSpan(names: Names, { meaning }: TextSpan): string {
  if (meaning?.$case === 'mention') return names.ofCard(meaning.value);
  return meaning?.value ?? 'nothing';
}

function wordsOf(flags: Record<string, boolean>): string {
  const names = Object.keys(flags).filter((name) => flags[name]);
  return names.join(' ');
}
