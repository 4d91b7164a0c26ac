import type { Migration } from '../../../kit/database/database.ts';
import { createComment } from './0001_create_comment.ts';
import { createPostHeader } from './0002_create_post_header.ts';
import { createDeletedAccount } from './0003_create_deleted_account.ts';
import { addHeaderPolicy } from './0004_add_header_policy.ts';
import { openThreads } from './0005_open_threads.ts';
import { createSightChange } from './0006_create_sight_change.ts';

/** The tables of comments, in the order in which they came. */
export const commentsMigrations: readonly Migration[] = [
  createComment,
  createPostHeader,
  createDeletedAccount,
  addHeaderPolicy,
  openThreads,
  createSightChange,
];
