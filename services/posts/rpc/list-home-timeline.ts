import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize } from '../../kit/fields.ts';
import { fillPage } from '../../kit/fill-page.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import type { ListEntry } from '../domain/list-entry.ts';
import { homeLimit } from '../store/home-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { type Place, type ViewedEntry, viewPlaces } from '../store/view-entries.ts';
import { answerPage } from './answer-page.ts';
import { findMuted } from './find-muted.ts';
import { HomeWalk } from './home-walk.ts';
import { newest } from './visible-page.ts';

/** The token has some characters for each repost that was passed, which is each of the timeline's posts at most. */
export const maxTokenLength = 10_000;

const pageToken = z.string().max(maxTokenLength, 'must be a token that this list gave');

const schema = z.object({ pageSize, pageToken });

export const listHomeTimeline =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listHomeTimeline'] =>
  async (request, call) => {
    const { pageSize: size, pageToken } = parse(schema, request);
    const ownerId = memberId(call);
    const query = ['ListHomeTimeline', ownerId];
    // The token counts the rows that lie before it: no chain of pages goes deeper than the timeline.
    const [before = newest, rows = 0, given = '', awaited = ''] = readPageToken(query, pageToken) ?? [];
    const start = { cursor: String(before), rows: Number(rows) };
    const walk = new HomeWalk(String(given), String(awaited));
    const [viewer, unwanted] = await Promise.all([findViewer(context, ownerId), findMuted(context, ownerId)]);
    const home: Home = {
      read: (before, limit) => context.posts.findHome(ownerId, viewer.ties?.following, before, limit),
      view: (entries) => viewPlaces(context, viewer, entries, unwanted),
    };
    const late = await findLate(home, walk, start.cursor);
    const page = await fillPage({
      call,
      // Where those that are late fill the page, one is looked for: it tells whether there is another page.
      size: Math.max(1, size - late.length),
      start: start.cursor,
      depth: homeLimit - start.rows,
      read: home.read,
      cursorOf: ({ entryId }) => entryId,
      see: async (entries) => walk.see(entries, await home.view(entries)),
    });
    const items = [...late, ...page.items].slice(0, size);
    const isFull = late.length >= size;
    const goesOn = isFull ? late.length + page.items.length > size : page.next !== undefined;
    const reached = isFull || !page.next ? start : { cursor: page.next.cursor, rows: start.rows + page.next.rows };
    const next = goesOn ? reached : end;
    for (const item of items.slice(0, late.length)) walk.give(item);
    walk.passTo(next.cursor);
    // Something can lose its place also while the last page is read.
    if (!goesOn && (await findLate(home, walk, end.cursor)).length === 0) return answerPage(items, ownerId, '');
    return answerPage(items, ownerId, writePageToken(query, [next.cursor, next.rows, ...walk.write()]));
  };

/** After every entry. */
const end = { cursor: '', rows: homeLimit };

interface Home {
  /** At most so many entries before one, newest first. */
  readonly read: (before: string, limit: number) => Promise<readonly ListEntry[]>;
  readonly view: (entries: readonly ListEntry[]) => Promise<readonly Place[]>;
}

/** How many of the entries that were passed are read at once. */
const step = 200;

/** What was passed over, since it was to come further down, and now stands where it was passed: it would not come any more. */
async function findLate({ read, view }: Home, walk: HomeWalk, end: string): Promise<ViewedEntry[]> {
  const passedOver: ListEntry[] = [];
  for (let cursor = walk.awaitsSome ? newest : ''; cursor !== '' && cursor >= end; ) {
    const entries = await read(cursor, step);
    passedOver.push(...entries.filter((entry) => entry.entryId >= end && walk.awaits(entry)));
    cursor = entries.length < step ? '' : (entries.at(-1)?.entryId ?? '');
  }
  const places = await view(passedOver);
  return places.filter((place) => place !== undefined && place !== 'earlier');
}
