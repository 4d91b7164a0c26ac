import type { Migration } from '../../../kit/database/database.ts';
import { createPost } from './0001_create_post.ts';
import { createPostLike } from './0002_create_post_like.ts';
import { createHomeEntry } from './0003_create_home_entry.ts';
import { createDeletedAccount } from './0004_create_deleted_account.ts';
import { addPostPolicies } from './0005_add_post_policies.ts';
import { addPostEdits } from './0006_add_post_edits.ts';
import { createPostRepost } from './0007_create_post_repost.ts';
import { addHomeEntrySource } from './0008_add_home_entry_source.ts';
import { createPostBookmark } from './0009_create_post_bookmark.ts';
import { createPostComment } from './0010_create_post_comment.ts';
import { createHashtagFollow } from './0011_create_hashtag_follow.ts';
import { createMergedAuthor } from './0012_create_merged_author.ts';
import { createHomeFloor } from './0013_create_home_floor.ts';
import { indexQuotingAuthors } from './0014_index_quoting_authors.ts';
import { removeHiddenHashtagEntries } from './0015_remove_hidden_hashtag_entries.ts';

/** The tables of posts, in the order in which they came. */
export const postsMigrations: readonly Migration[] = [
  createPost,
  createPostLike,
  createHomeEntry,
  createDeletedAccount,
  addPostPolicies,
  addPostEdits,
  createPostRepost,
  addHomeEntrySource,
  createPostBookmark,
  createPostComment,
  createHashtagFollow,
  createMergedAuthor,
  createHomeFloor,
  indexQuotingAuthors,
  removeHiddenHashtagEntries,
];
