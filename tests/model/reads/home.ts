import { mutesPost } from '../mutes.ts';
import { isOpen, isShareable, seesPost } from '../sight.ts';
import type { Person, Post, World } from '../world.ts';

/** A post of a home timeline, and when it came there. */
export interface Entry {
  readonly post: Post;
  readonly name: string;
  readonly time: number;
}

/**
 * A home timeline: what oneself and those whom one follows wrote and reposted, and what is for everybody with a hashtag that
 * one follows, each post where it came first.
 */
export function homeOf(world: World, owner: Person): Entry[] {
  const entries = world.posts.flatMap((post) => {
    const first = firstEntry(world, owner, post);
    return first === undefined ? [] : [first];
  });
  return entries.sort((a, b) => b.time - a.time);
}

function firstEntry(world: World, owner: Person, post: Post): Entry | undefined {
  if (!seesPost(world, owner, post) || isUnwanted(world, owner, post)) return undefined;
  const comesFrom = (person: Person) => person === owner || world.follows.has(owner, person);
  const isTagged = isShareable(post) && !post.tags.isDisjointFrom(owner.followedTags);
  const entries: Entry[] = comesFrom(post.author) || isTagged ? [{ post, name: post.name, time: post.time }] : [];
  for (const [person, time] of post.reposts) {
    if (!comesFrom(person) || world.mutes.has(owner, person) || world.repostMutes.has(owner, person)) continue;
    if (isOpen(world, owner, person)) entries.push({ post, name: `${post.name} by ${person.name}`, time });
  }
  return entries.sort((a, b) => a.time - b.time)[0];
}

/** It, or what is quoted in it for the owner to see, is muted; not for the word that they look for. */
export function isUnwanted(world: World, owner: Person, post: Post, sought?: string): boolean {
  if (post.author === owner) return false;
  if (mutesPost(world, owner, post, sought)) return true;
  const { quoted, quoteRemoved } = post;
  if (quoted === undefined || quoteRemoved || !seesPost(world, owner, quoted)) return false;
  return mutesPost(world, owner, quoted, sought);
}
