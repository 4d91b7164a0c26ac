import test from 'ava';
import {
  RepostsMuted,
  RepostsUnmuted,
  TermMuted,
  TermUnmuted,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import { newId } from '../../kit/ids.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  for (const followee of [ana, bo, cyd]) await stage.follow(dan, followee);
  return { stage, ana, bo, cyd, dan };
}

const homeHas = (member: Member, count: number) => waitFor(async () => (await member.home()).length === count);

async function muteTerm(stage: Stage, { accountId }: Member, term: string, hashtag = false): Promise<string> {
  const termId = newId();
  await stage.tell(accountId, TermMuted, { accountId, termId, term, hashtag });
  return termId;
}

test('who is muted does not come by themselves, until the mute ends', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('of ana');
  await bo.quote(post, 'quotes ana');
  await bo.write('of bo');
  await homeHas(dan, 3);
  await stage.mute(dan, ana);
  t.deepEqual(await dan.home(), ['of bo']);
  t.deepEqual([(await dan.read(post)).text, await dan.postsOf(ana)], ['of ana', ['of ana']]);
  await stage.tell(dan.accountId, Unmuted, { muterId: dan.accountId, mutedId: ana.accountId });
  t.deepEqual(await dan.home(), ['of bo', 'quotes ana', 'of ana']);
  await stage.mute(dan, ana, 60_000);
  t.deepEqual(await dan.home(), ['of bo']);
  stage.goOn(60_001);
  t.deepEqual(await dan.home(), ['of bo', 'quotes ana', 'of ana']);
});

test('whose reposts are muted is read, but reposts nothing; another’s repost shows', async (t) => {
  const { stage, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  const eve = await stage.member('eve');
  const post = await eve.write('of eve');
  await bo.repost(post);
  await bo.write('of bo');
  await homeHas(dan, 2);
  const mute = { muterId: dan.accountId, mutedId: bo.accountId };
  await stage.tell(dan.accountId, RepostsMuted, mute);
  t.deepEqual(await dan.home(), ['of bo']);
  await cyd.repost(post);
  await homeHas(dan, 2);
  t.deepEqual(await dan.home(), ['of eve', 'of bo']);
  await stage.tell(dan.accountId, RepostsUnmuted, mute);
  t.deepEqual(await dan.home(), ['of bo', 'of eve']);
});

test('muted words and hashtags are left out, but not one’s own', async (t) => {
  const { stage, ana, dan } = await startScene();
  await using _stage = stage;
  for (const text of ['a Rainy day', 'brainy', '#rain', 'sun']) await ana.write(text);
  await dan.write('my rain');
  await homeHas(dan, 5);
  const term = await muteTerm(stage, dan, 'rainy');
  const tag = await muteTerm(stage, dan, 'rain', true);
  t.deepEqual(await dan.home(), ['my rain', 'sun', 'brainy']);
  for (const termId of [term, tag]) {
    await stage.tell(dan.accountId, TermUnmuted, { accountId: dan.accountId, termId });
  }
  t.is((await dan.home()).length, 5);
});

test('nor do muted words, hashtags and people come where everybody writes, or others with a hashtag', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  const [rain, sun] = [await ana.write('It rains #weather'), await ana.write('Sun #weather')];
  await bo.quote(rain, 'of bo #weather');
  await dan.write('It rains here too #weather');
  const everything = ['It rains here too #weather', 'of bo #weather', 'Sun #weather', 'It rains #weather'];
  const word = await muteTerm(stage, dan, 'rains');
  const left = ['It rains here too #weather', 'Sun #weather'];
  t.deepEqual([await dan.local(), await dan.postsWith('weather')], [left, left]);
  t.deepEqual([await bo.local(), await stage.guest().postsWith('weather')], [everything, everything]);
  await stage.tell(dan.accountId, TermUnmuted, { accountId: dan.accountId, termId: word });
  await stage.mute(dan, bo);
  const withoutBo = everything.filter((text) => !text.startsWith('of bo'));
  t.deepEqual([await dan.local(), await dan.postsWith('weather')], [withoutBo, withoutBo]);
  t.deepEqual([(await dan.read(sun)).text, await dan.postsOf(bo)], ['Sun #weather', ['of bo #weather']]);
});

test('who looks for a hashtag that they mute finds it, but nothing else that they mute', async (t) => {
  const { stage, ana, dan } = await startScene();
  await using _stage = stage;
  for (const text of ['Sun #weather', 'It rains #weather', 'Snow #Weather #cold', 'the weather']) await ana.write(text);
  for (const [term, hashtag] of [
    ['weather', true],
    ['weather', false],
    ['rains', false],
    ['cold', true],
  ] as const) {
    await muteTerm(stage, dan, term, hashtag);
  }
  t.deepEqual([await dan.postsWith('Weather'), await dan.local()], [['Sun #weather'], []]);
});

test('a stream tells nothing that is muted', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  await using watching = await dan.watch().opened();
  await stage.mute(dan, ana);
  await ana.write('of ana');
  const post = await bo.write('of bo');
  t.deepEqual(await watching.told(1), [post.postId]);
});

test('what one wrote oneself is never muted, also where it quotes somebody who is', async (t) => {
  const { stage, ana, dan } = await startScene();
  await using _stage = stage;
  await dan.quote(await ana.write('of ana'), 'quotes ana');
  await homeHas(dan, 2);
  await stage.mute(dan, ana);
  t.deepEqual(await dan.home(), ['quotes ana']);
});
