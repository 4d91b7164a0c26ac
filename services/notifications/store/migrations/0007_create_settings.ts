import type { Migration } from '../../../kit/database/database.ts';

/** What receivers want, and when it is to be looked at again. */
export const createSettings: Migration = {
  name: 'notifications/0007_create_settings',
  async up(knex) {
    await knex.schema.raw(`
      create table preferences (
        account_id text primary key not null,
        people text not null,
        requests_from_strangers integer not null
      ) without rowid`);
    await knex.schema.raw(`
      create table request_answer (
        receiver_id text not null,
        actor_id text not null,
        accepted integer not null,
        dismissed_time bigint not null,
        primary key (receiver_id, actor_id)
      ) without rowid`);
    await knex.schema.raw('create index request_answer_actor on request_answer (actor_id)');
    await knex.schema.raw(`
      create table recheck (
        due_time bigint not null,
        account_id text not null,
        primary key (due_time, account_id)
      ) without rowid`);
    // Those whose notifications were of the old form.
    await knex.schema.raw('insert into recheck select distinct 0, receiver_id from act');
  },
};
