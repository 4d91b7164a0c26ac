import { type DemoCircle, inventCirclePost, inventCircles } from './circles.ts';
import { type DemoComment, type DemoCommentLike, inventCommentLikes, inventComments } from './comments.ts';
import { type Graph, listFriends } from './graph.ts';
import { type DemoPerson, inventPeople } from './people.ts';
import { type DemoPost, inventPosts, type Thread } from './posts.ts';
import { createRandom, type Random } from './random.ts';
import { type DemoRequest, inventRequests } from './requests.ts';
import { type DemoRepost, inventQuotes, inventReposts } from './shares.ts';
import { type DemoHashtagFollow, type DemoMark, inventBookmarks, inventHashtagFollows, inventPins } from './shelves.ts';
import { byTime, dayMs, timeBetween } from './timeline.ts';

/** `followerId` follows `followeeId` since `createTime`. */
export interface DemoFollow {
  followerId: string;
  followeeId: string;
  createTime: Date;
}

/** `accountId` likes the post. */
export interface DemoLike {
  postId: string;
  accountId: string;
}

/** A whole social network, every list in the order of its time. */
export interface DemoNetwork {
  people: DemoPerson[];
  follows: DemoFollow[];
  requests: DemoRequest[];
  circles: DemoCircle[];
  posts: DemoPost[];
  likes: DemoLike[];
  reposts: DemoRepost[];
  pins: DemoMark[];
  bookmarks: DemoMark[];
  hashtagFollows: DemoHashtagFollow[];
  comments: DemoComment[];
  commentLikes: DemoCommentLike[];
}

/** A network in which nobody has done anything. */
export const emptyNetwork: DemoNetwork = {
  ...{ people: [], follows: [], requests: [], circles: [] },
  ...{ posts: [], likes: [], reposts: [], pins: [], bookmarks: [], hashtagFollows: [] },
  ...{ comments: [], commentLikes: [] },
};

/** What a network is made of. */
export interface NetworkOptions {
  graph: Graph;
  seed: number;
  /** When the network was last active: everything in it is older. */
  endTime: Date;
  /** How many posts a person writes, on average. */
  postsPerPerson: number;
}

/** Of those who joined first, whose names people are told to sign in with: these have some of everything. */
const shownCount = 3;

/** Invents a network on a graph; the same options give the same one, ids included. */
export function inventNetwork({ graph, seed, endTime, postsPerPerson }: NetworkOptions): DemoNetwork {
  const random = createRandom(seed);
  const end = endTime.getTime();
  const invented = inventPeople(graph.people, end, random);
  const shown = new Set(invented.toSorted(byTime).slice(0, shownCount));
  const [, shownPrivate] = shown;
  const people = invented.map((one) => ({
    ...one,
    private: one === shownPrivate || (!shown.has(one) && random.chance(0.06)),
  }));
  const friends = listFriends(graph).map((numbers) => numbers.map((number) => personAt(people, number)));
  const threads = inventPosts({ people, friends, end, postsPerPerson, random });
  const likes = threads.flatMap(({ post, readers }) => inventLikes(post, readers, random));
  const commentsOf = threads.map((thread) => inventComments(thread, end, random));
  const shownIds = new Set([...shown].map(({ accountId }) => accountId));
  const community = { people, friends, threads, isShown: (id: string) => shownIds.has(id), end, random };
  const { extraPosts, ...life } = inventLife(community);
  return {
    ...life,
    people: people.toSorted(byTime),
    follows: inventFollows(people, friends, end, random),
    posts: [...threads.map(({ post }) => post), ...extraPosts].sort(byTime),
    likes,
    comments: commentsOf.flat().sort(byTime),
    commentLikes: threads.flatMap((thread, at) => inventCommentLikes(thread, commentsOf[at] ?? [], random)),
  };
}

interface Community {
  people: readonly DemoPerson[];
  /** In the order of `people`. */
  friends: readonly (readonly DemoPerson[])[];
  threads: readonly Thread[];
  /** Whether somebody is to have some of everything. */
  isShown(accountId: string): boolean;
  end: number;
  random: Random;
}

/** What some do beside writing and liking, and the posts that come of it. */
function inventLife({ people, friends, threads, isShown, end, random }: Community) {
  const numberOf = new Map(people.map((person, number) => [person, number]));
  const friendsOf = (person: DemoPerson) => friends[numberOf.get(person) ?? -1] ?? [];
  const some = (share: number) => people.filter(({ accountId }) => isShown(accountId) || random.chance(share));
  const byAuthor = Map.groupBy(
    threads.map(({ post }) => post),
    ({ authorId }) => authorId,
  );
  const postsOf = ({ accountId }: DemoPerson) => byAuthor.get(accountId) ?? [];
  const openPostsOf = (person: DemoPerson) => postsOf(person).filter(({ audience }) => audience === 'public');
  const circles = some(0.05).flatMap((owner) => inventCircles(owner, friendsOf(owner), end, random));
  const circlePosts = circles.map((circle) => inventCirclePost(circle, end, random));
  return {
    extraPosts: [...inventQuotes(threads, end, random), ...circlePosts],
    requests: people
      .filter((person) => person.private)
      .flatMap((person) => inventRequests(person, friendsOf, end, random))
      .sort(byTime),
    circles: circles.sort(byTime),
    reposts: inventReposts(threads, end, random).sort(byTime),
    pins: some(0.15).flatMap((person) => inventPins(person, postsOf(person), end, random)),
    bookmarks: some(0.05).flatMap((person) =>
      inventBookmarks(person, friendsOf(person).flatMap(openPostsOf), end, random),
    ),
    hashtagFollows: some(0.04).flatMap(inventHashtagFollows),
  };
}

/** Every friendship is two follows, begun between the joining of the later one and the last weeks. */
function inventFollows(
  people: readonly DemoPerson[],
  friends: readonly (readonly DemoPerson[])[],
  end: number,
  random: Random,
): DemoFollow[] {
  const follow = (follower: DemoPerson, followee: DemoPerson) => {
    const joined = Math.max(follower.createTime.getTime(), followee.createTime.getTime());
    const createTime = new Date(timeBetween(joined, end - 20 * dayMs, random));
    return { followerId: follower.accountId, followeeId: followee.accountId, createTime };
  };
  return people
    .flatMap((person, number) => (friends[number] ?? []).map((friend) => follow(person, friend)))
    .sort(byTime);
}

/** Most posts please a few, some please many. */
function inventLikes(post: DemoPost, readers: readonly DemoPerson[], random: Random): DemoLike[] {
  const count = Math.floor(readers.length * 0.35 * random.next() ** 2);
  return random.sample(readers, count).map(({ accountId }) => ({ postId: post.postId, accountId }));
}

function personAt(people: readonly DemoPerson[], number: number): DemoPerson {
  const person = people[number];
  if (person === undefined) throw new RangeError(`the graph names person ${number} of ${people.length}`);
  return person;
}
