import { mutes } from '../profile/graph-clients.ts';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';

/** Whom one mutes. */
export const mutedPeople = {
  ...listPages(['kept', 'muted'], (page, options) => mutes.listMutedAccounts(page, options)),
  staleTime: 0,
};

/** The words and hashtags that one mutes. */
export const mutedTerms = {
  ...listPages(['kept', 'terms'], (page, options) => mutes.listMutedTerms(page, options)),
  staleTime: 0,
};

/** Whom one blocks. */
export const blockedPeople = {
  ...listPages(['kept', 'blocked'], (page, options) => clients.graph.listBlockedAccounts(page, options)),
  staleTime: 0,
};
