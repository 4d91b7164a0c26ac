import type { Migration } from '../../../kit/database/database.ts';
import { createNotification } from './0001_create_notification.ts';
import { createPostHeader } from './0002_create_post_header.ts';
import { createPairCut } from './0003_create_pair_cut.ts';
import { addPostCircle } from './0004_add_post_circle.ts';
import { createAct } from './0005_create_act.ts';
import { groupNotifications } from './0006_group_notifications.ts';
import { createSettings } from './0007_create_settings.ts';
import { createCommentHeader } from './0008_create_comment_header.ts';
import { createActFloor } from './0009_create_act_floor.ts';
import { indexCommentHeader } from './0010_index_comment_header.ts';
import { addLeftActor } from './0011_add_left_actor.ts';
import { createEngagement } from './0012_create_engagement.ts';

/** The tables of notifications, in the order in which they came. */
export const notificationsMigrations: readonly Migration[] = [
  createNotification,
  createPostHeader,
  createPairCut,
  addPostCircle,
  createAct,
  groupNotifications,
  createSettings,
  createCommentHeader,
  createActFloor,
  indexCommentHeader,
  addLeftActor,
  createEngagement,
];
