import test from 'ava';
import { Doorbell } from '../doorbell.ts';
import { Ending } from '../ending.ts';
import { Heartbeat } from '../heartbeat.ts';

test('a heartbeat wakes all who wait, each once, in the order in which they came', async (t) => {
  const heartbeat = new Heartbeat(5);
  const woken: number[] = [];
  await new Promise<void>((resolve) => {
    for (const n of [1, 2, 3]) {
      const ring = () => {
        woken.push(n);
        if (n === 3) resolve();
      };
      heartbeat.add({ ring });
    }
  });
  t.deepEqual(woken, [1, 2, 3]);
});

test('a heartbeat leaves out whom it need not wake any more, and wakes who comes later', async (t) => {
  const heartbeat = new Heartbeat(5);
  const woken: string[] = [];
  const gone = { ring: () => woken.push('gone') };
  heartbeat.add(gone);
  heartbeat.delete(gone);
  const ending = new Ending();
  const first = new Doorbell();
  await first.wait(heartbeat, ending);
  heartbeat.add(gone);
  const second = new Doorbell().wait(heartbeat, ending);
  heartbeat.delete(gone);
  await second;
  t.deepEqual(woken, []);
});

test('a doorbell is heard only while somebody waits, and the end of the call always', async (t) => {
  const seldom = new Heartbeat(60_000);
  const ending = new Ending();
  const bell = new Doorbell();
  const heard: string[] = [];
  bell.ring();
  const waiting = bell.wait(seldom, ending).then(() => heard.push('rung'));
  t.deepEqual(heard, []);
  bell.ring();
  await waiting;
  const last = bell.wait(seldom, ending).then(() => heard.push('ended'));
  ending.end();
  await last;
  await bell.wait(seldom, ending);
  t.deepEqual(heard, ['rung', 'ended']);
});
