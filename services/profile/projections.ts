import { identityHandlers } from '../identity/identity-handlers.ts';
import { identityProjections } from '../identity/identity-projections.ts';
import type { DerivedProjection, ServiceProjections } from '../kit/projections/projection.ts';
import { migrations, name } from './service.ts';
import { accountHandlers, toldAccounts } from './told-accounts.ts';
import { graphHandlers, toldGraph } from './told-graph.ts';
import { muteHandlers, toldMutes } from './told-mutes.ts';

const counted = (name: string, column: string, side: string): DerivedProjection => ({
  name,
  content: `select account_id as key, cast(${column} as text) as value from account order by account_id`,
  expected: `
    select account_id as key, cast((select count(*) from follow where ${side} = account_id) as text) as value
    from account order by account_id`,
});

const derived: readonly DerivedProjection[] = [
  counted('counts of followers', 'follower_count', 'followee_id'),
  counted('counts of followed', 'following_count', 'follower_id'),
];

/**
 * What profile can make again: the replica of keys, and what its own log tells of accounts, graph and mutes. What no log
 * tells is itself the truth, and no projection: passwords, bios, handles that were given out, sessions, private keys, the
 * names of circles, dismissed suggestions, and the ids by which lists are in order.
 */
export const profileProjections: ServiceProjections = {
  service: name,
  migrations,
  replayed: [...identityProjections, ...toldAccounts, ...toldGraph, ...toldMutes],
  derived,
  async open() {
    const consumed = [
      { name, log: name, handlers: identityHandlers() },
      { name, log: name, handlers: [...accountHandlers, ...graphHandlers, ...muteHandlers], whole: true },
    ];
    return { consumed, [Symbol.asyncDispose]: async () => undefined };
  },
};
