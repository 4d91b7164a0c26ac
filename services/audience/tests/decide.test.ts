import test from 'ava';
import fc from 'fast-check';
import { decide, type Question, type Relation, stranger } from '../decide.ts';

const base: Question = {
  viewerId: 'viewer',
  authorId: 'author',
  relation: stranger,
  audience: 'public',
  authorPrivate: false,
  inCircle: false,
  mentioned: false,
  state: 'live',
};

const relation = fc.record({
  following: fc.boolean(),
  followedBy: fc.boolean(),
  blocking: fc.boolean(),
  blockedBy: fc.boolean(),
});

const question: fc.Arbitrary<Question> = fc.record({
  viewerId: fc.constantFrom('viewer', 'author', undefined),
  authorId: fc.constant('author'),
  relation,
  audience: fc.constantFrom('public', 'followers', 'mentioned', 'circle', 'profile'),
  authorPrivate: fc.boolean(),
  inCircle: fc.boolean(),
  mentioned: fc.boolean(),
  state: fc.constantFrom('live', 'deleted'),
});

test('a stranger sees what is public and nothing else', (t) => {
  t.is(decide(base), 'full');
  t.is(decide({ ...base, audience: 'profile' }), 'full');
  t.is(decide({ ...base, audience: 'followers' }), 'nothing');
  t.is(decide({ ...base, audience: 'mentioned' }), 'nothing');
});

test('a follower sees what is for followers, and being followed is not enough', (t) => {
  t.is(decide({ ...base, audience: 'followers', relation: { ...stranger, following: true } }), 'full');
  const followed: Relation = { ...stranger, followedBy: true };
  t.is(decide({ ...base, audience: 'followers', relation: followed }), 'nothing');
});

test('who is mentioned sees the post, follower or not', (t) => {
  t.is(decide({ ...base, audience: 'followers', mentioned: true }), 'full');
  t.is(decide({ ...base, audience: 'mentioned', mentioned: true }), 'full');
});

test('who blocks somebody sees their profile only, and who is blocked sees nothing', (t) => {
  const blocking = { ...stranger, blocking: true };
  const blockedBy = { ...stranger, blockedBy: true };
  t.is(decide({ ...base, audience: 'profile', relation: blocking }), 'full');
  t.is(decide({ ...base, relation: blocking }), 'nothing');
  t.is(decide({ ...base, audience: 'profile', relation: blockedBy }), 'nothing');
  t.is(decide({ ...base, relation: blockedBy }), 'nothing');
});

test('what a private account means for the public is for its followers, its profile for all', (t) => {
  const quiet = { ...base, authorPrivate: true };
  t.is(decide(quiet), 'nothing');
  t.is(decide({ ...quiet, relation: { ...stranger, following: true } }), 'full');
  t.is(decide({ ...quiet, mentioned: true }), 'full');
  t.is(decide({ ...quiet, audience: 'profile' }), 'full');
});

test('who is in the circle sees what is for it, and a follower does not', (t) => {
  const forCircle: Question = { ...base, audience: 'circle' };
  t.is(decide({ ...forCircle, inCircle: true }), 'full');
  t.is(decide({ ...forCircle, mentioned: true }), 'full');
  t.is(decide({ ...forCircle, relation: { ...stranger, following: true } }), 'nothing');
  t.is(decide({ ...base, audience: 'mentioned', inCircle: true }), 'nothing');
});

test('becoming private never shows more', (t) => {
  const isShown = (asked: Question) => decide(asked) === 'full';
  fc.assert(
    fc.property(
      question,
      (asked) => !isShown({ ...asked, authorPrivate: true }) || isShown({ ...asked, authorPrivate: false }),
    ),
  );
  t.pass();
});

test('an author sees everything of their own that is not deleted', (t) => {
  const own = question.map((asked) => ({ ...asked, viewerId: 'author' }));
  fc.assert(fc.property(own, (asked) => decide(asked) === (asked.state === 'live' ? 'full' : 'nothing')));
  t.pass();
});

test('nobody sees what is deleted', (t) => {
  fc.assert(fc.property(question, (asked) => decide({ ...asked, state: 'deleted' }) === 'nothing'));
  t.pass();
});

test('a block never shows more than no block', (t) => {
  const isShown = (asked: Question) => decide(asked) === 'full';
  fc.assert(
    fc.property(question, (asked) => {
      const open = { ...asked, relation: { ...asked.relation, blocking: false, blockedBy: false } };
      return !isShown(asked) || isShown(open);
    }),
  );
  t.pass();
});

test('who has no account sees no more than a stranger who has one', (t) => {
  fc.assert(
    fc.property(question, (asked) => {
      const anonymous = { ...asked, viewerId: undefined, relation: stranger, mentioned: false, inCircle: false };
      const member = { ...anonymous, viewerId: 'viewer' };
      return decide(anonymous) === decide(member);
    }),
  );
  t.pass();
});
