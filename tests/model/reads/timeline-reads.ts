import { isShareable, seesPost } from '../sight.ts';
import type { Person } from '../world.ts';
import { isUnwanted } from './home.ts';
import { nameOf, type Read, type Reading, walk } from './read.ts';

/** What anyone may ask of posts, whoever wrote them. */
export function timelineReads(reading: Reading): Read[] {
  const { world, viewer, api, names } = reading;
  const by = viewer?.name ?? 'guest';
  const seen = world.posts.filter((post) => seesPost(world, viewer, post)).toReversed();
  const wanted = (sought?: string) =>
    seen.filter((post) => viewer === undefined || !isUnwanted(world, viewer, post, sought));
  const forAll = wanted().filter(isShareable);
  const oldest = world.posts[0]?.id ?? '~';
  return [
    {
      name: `${by} ListLocalTimeline`,
      expected: forAll.map(nameOf),
      // Others' worlds are in it too, and may be left out only as a whole.
      ask: () =>
        walk(
          reading,
          api.timelines.listLocalTimeline,
          ({ posts }) =>
            posts.flatMap(({ postId, author }) => (names.has(author?.accountId) ? [names.of(postId)] : [])),
          ({ posts }) => posts.some(({ postId }) => postId < oldest),
        ),
    },
    ...world.words.map(
      (word): Read => ({
        name: `${by} ListHashtagPosts ${word}`,
        expected: wanted(word)
          .filter(({ tags }) => tags.has(word))
          .map(nameOf),
        ask: () =>
          walk(
            reading,
            (page) => api.timelines.listHashtagPosts({ hashtag: word, ...page }),
            ({ posts }) => posts.map(({ postId }) => names.of(postId)),
          ),
      }),
    ),
  ];
}

/** Which hashtags one follows. */
export function ownTimelineReads({ api }: Reading, viewer: Person): Read[] {
  return [
    {
      name: `${viewer.name} ListFollowedHashtags`,
      expected: [...viewer.followedTags].toSorted(),
      ask: async () => (await api.hashtags.listFollowedHashtags({})).hashtags,
    },
  ];
}
