import { PingRequest } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { CreatePostRequest } from '#gen/tertulia/posts/v1/post_service.ts';
import { ListAuthorPostsRequest, ListHomeTimelineRequest } from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { DemoPerson } from '../scripts/demo/people.ts';
import type { DemoPost } from '../scripts/demo/posts.ts';
import { createRandom, type Random } from '../scripts/demo/random.ts';
import { mixAreas } from './areas.ts';
import { freshRequestId, type PreparedRequest, prepareRequest } from './load/request.ts';
import type { SignedIn } from './sign-in.ts';

/** One kind of load. */
export interface Scenario {
  name: string;
  title: string;
  requests: PreparedRequest[];
  /** Whose streams of notifications are open meanwhile: a token for each. Default: none. */
  watchers?: readonly string[];
}

/** Whom and what the calls of a load are about. */
export interface Cast {
  authority: string;
  callers: readonly SignedIn[];
  people: readonly DemoPerson[];
  /** Public ones. */
  posts: readonly DemoPost[];
}

/** DeathStarBench's social network asks for pages of ten, and posts 256 characters. */
const pageSize = 10;
const postLength = 256;
const maxMentions = 6;

/** How many different requests a load has; each is sent again after the last. */
const variety = 600;

/** What overload is measured with: a read, a write, both, what people do, and calls some of which are to be shed first. */
export function makeOverloads(cast: Cast): Scenario[] {
  const random = createRandom(3);
  const repeat = (make: MakeRequest) => Array.from({ length: variety }, () => make(cast, random));
  return [
    { name: 'home', title: 'ListHomeTimeline, 10', requests: repeat(readHome) },
    { name: 'post', title: 'CreatePost, 256 characters', requests: repeat(writePost) },
    { name: 'mix', title: '60 % home, 30 % author, 10 % post', requests: repeat(mix) },
    { name: 'areas', title: 'Six areas', requests: repeat(mixAreas) },
    { name: 'importance', title: 'half Ping (low), half home (normal)', requests: repeat(lowOrNormal) },
  ];
}

/** How a load makes one of its calls. */
export type MakeRequest = (cast: Cast, random: Random) => PreparedRequest;

/** Every load; the tokens of the callers are in the requests. */
export function makeScenarios(cast: Cast): Scenario[] {
  const random = createRandom(1);
  const repeat = (make: MakeRequest) => Array.from({ length: variety }, () => make(cast, random));
  return [
    { name: 'ping', title: 'Ping (the ceiling)', requests: repeat(ping) },
    { name: 'home', title: 'ListHomeTimeline, 10', requests: repeat(readHome) },
    { name: 'author', title: 'ListAuthorPosts, 10', requests: repeat(readAuthor) },
    { name: 'post', title: 'CreatePost, 256 characters', requests: repeat(writePost) },
    { name: 'mix', title: '60 % home, 30 % author, 10 % post', requests: repeat(mix) },
    {
      name: 'areas',
      title: 'Six areas, with 1,000 open streams',
      requests: repeat(mixAreas),
      watchers: watchersOf(cast),
    },
  ];
}

const openStreams = 1000;

function watchersOf({ callers }: Cast): string[] {
  return Array.from({ length: openStreams }, (_, number) => callers[number % callers.length]?.token ?? '');
}

const mix: MakeRequest = (cast, random) => {
  const dice = random.next();
  if (dice < 0.6) return readHome(cast, random);
  return dice < 0.9 ? readAuthor(cast, random) : writePost(cast, random);
};

const lowOrNormal: MakeRequest = (cast, random) => (random.next() < 0.5 ? ping : readHome)(cast, random);

const ping: MakeRequest = ({ authority, callers }, random) => {
  const message = PingRequest.encode({ payload: Buffer.alloc(9, 'x') }).finish();
  return prepareRequest({ authority, path: '/tertulia.mesh.v1.PingService/Ping', ...random.pick(callers), message });
};

/** The first page of one's home timeline. */
export const readHome: MakeRequest = ({ authority, callers }, random) => {
  const message = ListHomeTimelineRequest.encode({ pageSize, pageToken: '' }).finish();
  const path = '/tertulia.posts.v1.TimelineService/ListHomeTimeline';
  return prepareRequest({ authority, path, ...random.pick(callers), message });
};

const readAuthor: MakeRequest = ({ authority, callers, people }, random) => {
  const { accountId: authorId } = random.pick(people);
  const message = ListAuthorPostsRequest.encode(ListAuthorPostsRequest.fromPartial({ authorId, pageSize })).finish();
  const path = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
  return prepareRequest({ authority, path, ...random.pick(callers), message });
};

/** A post that mentions one to six people. */
export const writePost: MakeRequest = ({ authority, callers, people }, random) => {
  const mentions = random.sample(people, 1 + random.below(maxMentions)).map(({ handle }) => `@${handle}`);
  const text = `${mentions.join(' ')} `.padEnd(postLength, 'words of a post ').slice(0, postLength);
  const message = CreatePostRequest.encode(CreatePostRequest.fromPartial({ requestId: freshRequestId, text })).finish();
  return prepareRequest({
    authority,
    path: '/tertulia.posts.v1.PostService/CreatePost',
    ...random.pick(callers),
    message,
  });
};
