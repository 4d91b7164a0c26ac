import type { Arrival } from '../store/arrival-store.ts';
import { findViewer, type PostSources } from '../store/post-sources.ts';
import { viewEntries } from '../store/view-entries.ts';

/** Which of some arrivals, of any timelines, their owners see. In their order. */
export async function seeArrivals(sources: PostSources, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  const byOwner = Map.groupBy(arrivals, ({ ownerId }) => ownerId);
  // All at once: then they are held.
  await sources.people.ties.getMany([...byOwner.keys()]);
  const seen = await Promise.all([...byOwner].map(([ownerId, some]) => seeThose(sources, ownerId, some)));
  const all = new Set(seen.flat());
  return arrivals.filter((arrival) => all.has(arrival));
}

async function seeThose(sources: PostSources, ownerId: string, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  const viewer = await findViewer(sources, ownerId);
  const found = await viewEntries(
    sources,
    viewer,
    arrivals.map(({ entry }) => entry),
  );
  return arrivals.filter((_, index) => found[index]);
}
