import type { Doers, Person, World } from './world.ts';

const namesOf = (people: Iterable<Person>) => [...people].map(({ name }) => name).join('');
const doersOf = (doers: Doers) => namesOf(doers.keys());

/** All that a world says, as one text: a step has an effect if it is another afterwards. */
export function stateOf(world: World): string {
  const { people, posts, comments, acts } = world;
  const pairs = [
    ...[world.follows, world.requests, world.blocks],
    ...[world.mutes, world.notificationMutes, world.repostMutes],
  ];
  return JSON.stringify([
    people.map((one) => [one.private, namesOf(one.circle.members), ...pairs.map((each) => namesOf(each.from(one)))]),
    posts.map((post) => [
      ...[post.text, post.policy, post.revisions, post.quoteRemoved, post.deletedAt, post.locked, post.approval],
      ...[post.likes, post.reposts, post.bookmarks].map(doersOf),
      ...[namesOf(post.threadMutes), post.pinned],
    ]),
    comments.map(({ text, revisions, state, hidden, likes }) => [text, revisions, state, hidden, doersOf(likes)]),
    acts.all.map(({ kind, receiver, actor, ref, group }) => [kind, receiver.name, actor.name, ref, group.read]),
  ]);
}
