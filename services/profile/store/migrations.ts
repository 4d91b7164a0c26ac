import type { Migration } from '../../kit/database/database.ts';
import { createAccount } from './migrations/0001_create_account.ts';
import { createSession } from './migrations/0002_create_session.ts';
import { createKeyPair } from './migrations/0003_create_key_pair.ts';
import { createFollow } from './migrations/0004_create_follow.ts';
import { addAccountPrivate } from './migrations/0005_add_account_private.ts';
import { createFollowRequest } from './migrations/0006_create_follow_request.ts';
import { createMute } from './migrations/0007_create_mute.ts';
import { createCircle } from './migrations/0008_create_circle.ts';
import { addSessionDevice } from './migrations/0009_add_session_device.ts';
import { createSuggestionDismissal } from './migrations/0010_create_suggestion_dismissal.ts';

/** The tables that profile owns. */
export const profileMigrations: readonly Migration[] = [
  createAccount,
  createSession,
  createKeyPair,
  createFollow,
  addAccountPrivate,
  createFollowRequest,
  createMute,
  createCircle,
  addSessionDevice,
  createSuggestionDismissal,
];
