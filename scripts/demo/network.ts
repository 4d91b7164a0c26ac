import { type DemoComment, inventComments } from './comments.ts';
import { type Graph, listFriends } from './graph.ts';
import { type DemoPerson, inventPeople } from './people.ts';
import { type DemoPost, inventPosts } from './posts.ts';
import { createRandom, type Random } from './random.ts';
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
  posts: DemoPost[];
  likes: DemoLike[];
  comments: DemoComment[];
}

/** What a network is made of. */
export interface NetworkOptions {
  graph: Graph;
  seed: number;
  /** When the network was last active: everything in it is older. */
  endTime: Date;
  /** How many posts a person writes, on average. */
  postsPerPerson: number;
}

/** Invents a network on a graph; the same options give the same one, ids included. */
export function inventNetwork({ graph, seed, endTime, postsPerPerson }: NetworkOptions): DemoNetwork {
  const random = createRandom(seed);
  const end = endTime.getTime();
  const people = inventPeople(graph.people, end, random);
  const friends = listFriends(graph).map((numbers) => numbers.map((number) => personAt(people, number)));
  const threads = inventPosts({ people, friends, end, postsPerPerson, random });
  return {
    people: people.toSorted(byTime),
    follows: inventFollows(people, friends, end, random),
    posts: threads.map(({ post }) => post),
    likes: threads.flatMap(({ post, readers }) => inventLikes(post, readers, random)),
    comments: threads.flatMap((thread) => inventComments(thread, end, random)).sort(byTime),
  };
}

/** Every friendship is two follows, begun between the joining of the later one and the last weeks. */
function inventFollows(people: DemoPerson[], friends: DemoPerson[][], end: number, random: Random): DemoFollow[] {
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
