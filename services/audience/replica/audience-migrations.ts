import type { Migration } from '../../kit/database/database.ts';

/** The replica of people and relationships that a service keeps from profile's log. */
export const audienceMigrations: readonly Migration[] = [
  {
    // `without rowid` keeps the rows in the index of their key: one search where there would be two.
    name: 'audience/0001_create_person',
    async up(knex) {
      await knex.raw(`
        create table person (
          account_id text primary key not null,
          handle text not null,
          display_name text not null
        ) without rowid`);
      await knex.raw('create index person_handle on person (handle)');
    },
  },
  {
    name: 'audience/0002_create_follow',
    async up(knex) {
      await knex.raw(`
        create table follow (
          follower_id text not null,
          followee_id text not null,
          primary key (follower_id, followee_id)
        ) without rowid`);
      await knex.raw('create index follow_followee on follow (followee_id, follower_id)');
    },
  },
  {
    name: 'audience/0003_create_block',
    async up(knex) {
      await knex.raw(`
        create table block (
          blocker_id text not null,
          blocked_id text not null,
          primary key (blocker_id, blocked_id)
        ) without rowid`);
      await knex.raw('create index block_blocked on block (blocked_id, blocker_id)');
    },
  },
  {
    name: 'audience/0004_add_person_private',
    async up(knex) {
      await knex.raw('alter table person add column private integer not null default 0');
    },
  },
  {
    name: 'audience/0005_create_circle_member',
    async up(knex) {
      await knex.raw(`
        create table circle_member (
          circle_id text not null,
          owner_id text not null,
          member_id text not null,
          primary key (circle_id, member_id)
        ) without rowid`);
      await knex.raw('create index circle_member_member on circle_member (member_id, circle_id)');
      await knex.raw('create index circle_member_owner on circle_member (owner_id)');
    },
  },
];
