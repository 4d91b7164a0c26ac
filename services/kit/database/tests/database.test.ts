import { statSync } from 'node:fs';
import test from 'ava';
import { openTempDatabase } from '../../testing/temp-database.ts';
import { makeTempDir } from '../../testing/temp-dir.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { type Database, type Migration, openDatabase } from '../database.ts';
import { inList } from '../dialect.ts';

const noteMigration: Migration = {
  name: 'test/0001_create_note',
  async up(knex) {
    await knex.schema.createTable('note', (table) => {
      table.increments('note_id');
      table.text('text').notNullable().unique();
    });
  },
};

const insertNote = 'insert into note (text) values (:text)';

async function notes(database: Database): Promise<string[]> {
  const rows = await database.all<{ text: string }>('select text from note order by note_id');
  return rows.map((row) => row.text);
}

test('a write that has been answered is read by every reader', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  for (let n = 0; n < 20; n++) {
    await temp.database.write((tx) => tx.run(insertNote, { text: `note ${n}` }));
    t.is((await notes(temp.database)).length, n + 1);
  }
});

test('a transaction that throws leaves nothing behind, and those around it stay', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  const results = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((text) =>
      temp.database.write(async (tx) => {
        await tx.run(insertNote, { text });
        if (text === 'b') throw new Error('changed my mind');
      }),
    ),
  );
  t.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  );
  t.deepEqual(await notes(temp.database), ['a', 'c', 'd']);
});

test('what is to happen after a commit does not happen without it', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  const happened: string[] = [];
  const write = (text: string, fail: boolean) =>
    temp.database.write(async (tx) => {
      tx.afterCommit(() => happened.push(text));
      if (fail) throw new Error('no');
    });
  await Promise.allSettled([write('kept', false), write('undone', true)]);
  t.deepEqual(happened, ['kept']);
});

test('a write asked for at the very moment when another is answered is not forgotten', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  let chain: Promise<unknown> = Promise.resolve();
  for (let n = 0; n < 50; n++)
    chain = chain.then(() => temp.database.write((tx) => tx.run(insertNote, { text: `${n}` })));
  await chain;
  t.is((await notes(temp.database)).length, 50);
});

test('two databases on one file do not lose writes to each other', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  await using other = await openDatabase({ url: temp.url, migrations: [noteMigration] });
  const write = (database: Database, text: string) => database.write((tx) => tx.run(insertNote, { text }));
  await Promise.all(Array.from({ length: 100 }, (_, n) => write(n % 2 === 0 ? temp.database : other, `note ${n}`)));
  t.is((await notes(other)).length, 100);
});

test('who listens is told of what another process writes, and not of what this one does', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  await using other = await openDatabase({ url: temp.url, migrations: [noteMigration] });
  let told = 0;
  using _listening = temp.database.onForeignWrite(() => (told += 1));
  let toldOther = 0;
  using _listeningToo = other.onForeignWrite(() => (toldOther += 1));
  await temp.database.write((tx) => tx.run(insertNote, { text: 'of this process' }));
  await waitFor(() => toldOther === 1, { timeoutMs: 1_000 });
  t.is(told, 0);
  await other.write((tx) => tx.run(insertNote, { text: 'of another' }));
  await waitFor(() => told === 1, { timeoutMs: 1_000 });
  t.is(toldOther, 1);
});

test('processes that open a new file at the same moment agree on its schema', async (t) => {
  await using folder = await makeTempDir();
  const url = `file:${folder.path}/new.sqlite`;
  const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ url, migrations: [noteMigration] })));
  t.deepEqual(await notes(opened[0] as Database), []);
  await Promise.all(opened.map((database) => database[Symbol.asyncDispose]()));
});

test('a migration that fails leaves the schema as it was', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  const half: Migration = {
    name: 'test/0002_half',
    async up(knex) {
      await knex.schema.createTable('half', (table) => table.increments('id'));
      throw new Error('no more');
    },
  };
  const kit = (await temp.database.all<{ name: string }>('select name from migration')).map(({ name }) => name);
  const earlier = kit.map((name) => ({ name, up: async () => undefined }));
  await t.throwsAsync(openDatabase({ url: temp.url, migrations: [...earlier, half] }), { message: /no more/ });
  t.is(await temp.database.get("select 1 from sqlite_master where name = 'half'"), undefined);
});

test('only the owner can read the file', async (t) => {
  await using temp = await openTempDatabase();
  t.is(statSync(temp.url.slice('file:'.length)).mode & 0o777, 0o600);
});

test('a list of any length is one parameter', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  for (const text of ['a', 'b', "c'd"]) await temp.database.write((tx) => tx.run(insertNote, { text }));
  const sql = `select text from note where ${inList('text', ':texts')} order by text`;
  t.deepEqual(await temp.database.all(sql, { texts: JSON.stringify(["c'd", 'a', 'z']) }), [
    { text: 'a' },
    { text: "c'd" },
  ]);
  t.deepEqual(await temp.database.all(sql, { texts: '[]' }), []);
});

test('a write that leaves a statement unfinished is refused', async (t) => {
  await using temp = await openTempDatabase([noteMigration]);
  const unfinished = temp.database.write((tx) => tx.run(`${insertNote} returning text`, { text: 'half' }));
  await t.throwsAsync(unfinished, { message: /SQL statements in progress/ });
  t.deepEqual(await notes(temp.database), []);
});
