import { QueryClient } from '@tanstack/react-query';
import test from 'ava';
import { onceRead } from './once-read.ts';

/** Begins to read; it ends when what it returns is called. */
function read(client: QueryClient, queryKey: string[]): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const done = client.fetchQuery({ queryKey, queryFn: () => promise });
  return async () => {
    resolve('answer');
    await done;
  };
}

test('each query that is being read is told of once, when it has been', async (t) => {
  const client = new QueryClient();
  const [endOne, endOther] = [read(client, ['lists', 'one']), read(client, ['lists', 'other'])];
  const told: unknown[] = [];
  onceRead(client, ['lists'], (key) => told.push([...key, client.getQueryData(key)]));
  await endOther();
  t.deepEqual(told, [['lists', 'other', 'answer']]);
  await endOne();
  await read(client, ['lists', 'one'])();
  t.deepEqual(told.slice(1), [['lists', 'one', 'answer']]);
});

test('what is not being read, or is something else, is not told of', async (t) => {
  const client = new QueryClient();
  client.setQueryData(['lists', 'one'], 'known');
  const end = read(client, ['another']);
  const told: unknown[] = [];
  onceRead(client, ['lists'], (key) => told.push(key));
  await end();
  await read(client, ['lists', 'one'])();
  t.deepEqual(told, []);
});

test('what is forgotten before it has been read is not told of', async (t) => {
  const client = new QueryClient();
  const end = read(client, ['lists']);
  const told: unknown[] = [];
  onceRead(client, ['lists'], (key) => told.push(key));
  client.removeQueries({ queryKey: ['lists'] });
  await t.throwsAsync(end());
  t.deepEqual(told, []);
});
