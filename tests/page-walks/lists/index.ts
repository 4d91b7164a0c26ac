import type { ListsOfRpc } from '../walked-list.ts';
import { accountLists } from './account-lists.ts';
import { commentLists } from './comment-lists.ts';
import { graphLists } from './graph-lists.ts';
import { notificationLists } from './notification-lists.ts';
import { postLists } from './post-lists.ts';
import { timelineLists } from './timeline-lists.ts';

/** The lists of every RPC that gives pages, by its path. */
export const allLists: Readonly<Record<string, ListsOfRpc>> = {
  ...{ ...accountLists, ...graphLists, ...postLists, ...timelineLists, ...commentLists, ...notificationLists },
};
