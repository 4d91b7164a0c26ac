import type { Migration } from '../../kit/database/database.ts';

/** The replica of mutes that a service keeps from profile's log, if it brings things to people by itself. */
export const muteMigrations: readonly Migration[] = [
  {
    name: 'audience/0006_create_mute',
    async up(knex) {
      await knex.raw(`
        create table mute (
          muter_id text not null,
          muted_id text not null,
          notifications integer not null,
          expire_time integer,
          primary key (muter_id, muted_id)
        ) without rowid`);
      await knex.raw('create index mute_muted on mute (muted_id)');
      await knex.raw(`
        create table repost_mute (
          muter_id text not null,
          muted_id text not null,
          primary key (muter_id, muted_id)
        ) without rowid`);
      await knex.raw('create index repost_mute_muted on repost_mute (muted_id)');
      await knex.raw(`
        create table muted_term (
          account_id text not null,
          term_id text not null,
          term text not null,
          hashtag integer not null,
          expire_time integer,
          primary key (account_id, term_id)
        ) without rowid`);
    },
  },
];
