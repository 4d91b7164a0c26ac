import { seesPost } from '../sight.ts';
import { type Act, type Doing, pickPost } from '../step.ts';
import { CommentWatch } from '../streams/comment-watch.ts';
import { HomeWatch } from '../streams/home-watch.ts';
import { NotificationWatch } from '../streams/notification-watch.ts';
import type { Watch } from '../streams/watch.ts';

/** Who watches something leaves it now and then, comes back, does both at once, or ends it for good. */
async function watch({ world, flavour }: Doing, key: string, make: () => Watch): Promise<void> {
  const watch = world.watches.get(key) ?? make();
  const [wasOpen, what] = [watch.isOpen, flavour % 4];
  world.watches.set(key, watch);
  if (wasOpen) await watch.leave();
  if (wasOpen && what === 0) world.watches.delete(key);
  if (!wasOpen || what > 1) await watch.open();
}

const watchNotifications: Act = (doing) => {
  const { world, actor } = doing;
  return watch(doing, `${actor.name} notifications`, () => new NotificationWatch(world, actor));
};

const watchHome: Act = (doing) => {
  const { world, actor } = doing;
  return watch(doing, `${actor.name} home`, () => new HomeWatch(world, actor));
};

const watchComments: Act = async (doing) => {
  const { world, actor, pick, flavour } = doing;
  const post = pickPost(doing);
  if (post === undefined) return;
  const viewer = pick % 5 === 0 ? undefined : flavour % 3 === 0 ? post.author : actor;
  if (!seesPost(world, viewer, post)) return;
  const key = `${viewer?.name ?? 'guest'} comments`;
  await watch(doing, key, () => new CommentWatch(world, viewer, viewer?.api ?? world.guest, post));
};

/** Steps by name. */
export const streamSteps: Record<string, Act> = { watchNotifications, watchHome, watchComments };
