import { unwantedBy } from '../domain/unwanted.ts';
import type { Arrival } from '../store/arrival-store.ts';
import { findViewer, type HomeSources } from '../store/post-sources.ts';
import { viewEntries } from '../store/view-entries.ts';

/** Which of some arrivals, of any timelines, their owners see. In their order. */
export async function seeArrivals(sources: HomeSources, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  const byOwner = Map.groupBy(arrivals, ({ ownerId }) => ownerId);
  // All at once: then they are held.
  await Promise.all([sources.people.ties.getMany([...byOwner.keys()]), sources.mutes.getMany([...byOwner.keys()])]);
  const seen = await Promise.all([...byOwner].map(([ownerId, some]) => seeThose(sources, ownerId, some)));
  const all = new Set(seen.flat());
  return arrivals.filter((arrival) => all.has(arrival));
}

async function seeThose(sources: HomeSources, ownerId: string, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  const [viewer, mutes] = await Promise.all([findViewer(sources, ownerId), sources.mutes.get(ownerId)]);
  const entries = await sources.posts.placeAtHome(
    ownerId,
    viewer.ties?.following,
    arrivals.map(({ entry }) => entry),
  );
  const found = await viewEntries(sources, viewer, entries, unwantedBy(mutes, ownerId, sources.now().getTime()));
  return arrivals.filter((_, index) => found[index]);
}
