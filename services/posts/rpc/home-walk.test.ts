import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { writePageToken } from '../../kit/page-token.ts';
import { homeLimit } from '../store/home-store.ts';
import { HomeWalk } from './home-walk.ts';
import { maxTokenLength } from './list-home-timeline.ts';

test('a token has room for a timeline of nothing but reposts', (t) => {
  const ids = Array.from({ length: homeLimit }, () => newId());
  const entries = ids.map((postId) => ({ entryId: newId(), postId, reposterId: newId(), earlierReposters: [] }));
  const walk = new HomeWalk();
  walk.see(
    entries,
    entries.map(() => 'earlier'),
  );
  walk.passTo('');
  const [given, awaited] = walk.write();
  const token = writePageToken(['ListHomeTimeline', newId()], [newId(), homeLimit, given, awaited]);
  t.true(token.length > maxTokenLength / 2);
  t.true(token.length <= maxTokenLength);
  t.true(entries.every((entry) => new HomeWalk(given, awaited).awaits(entry)));
});
