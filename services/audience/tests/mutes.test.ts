import test from 'ava';
import { foldHashtag } from '../../text/text-marks.ts';
import { foldTerm, type Mutes, mutesNotifications, mutesPerson, mutesWords } from '../mutes/mutes.ts';

const mutes: Mutes = {
  people: new Map([
    ['loud', { notifications: true, end: Number.POSITIVE_INFINITY }],
    ['brief', { notifications: false, end: 1000 }],
  ]),
  reposts: new Set(),
  terms: [
    { term: 'rain', hashtag: false, end: Number.POSITIVE_INFINITY },
    { term: 'ópera', hashtag: true, end: 1000 },
  ],
};

test('a mute counts until its end', (t) => {
  t.true(mutesPerson(mutes, 'loud', 5000));
  t.true(mutesPerson(mutes, 'brief', 999));
  t.false(mutesPerson(mutes, 'brief', 1000));
  t.false(mutesPerson(mutes, 'stranger', 0));
});

test('notifications are muted only where that was wanted', (t) => {
  t.true(mutesNotifications(mutes, 'loud', 0));
  t.false(mutesNotifications(mutes, 'brief', 0));
});

test('a muted word is a whole word, in any case, or the hashtag', (t) => {
  const says = (text: string, hashtags: string[] = []) => mutesWords(mutes, { text, hashtags }, 0);
  t.true(says('Rain again'));
  t.true(says('it will #rain', ['rain']));
  t.true(says('training in the rain.'));
  t.false(says('training'));
  t.false(says('rain_coat'));
});

test('a muted hashtag leaves the word alone, and ends', (t) => {
  t.false(mutesWords(mutes, { text: 'a night at the ópera', hashtags: [] }, 0));
  t.true(mutesWords(mutes, { text: '#Ópera', hashtags: ['ópera'] }, 0));
  t.false(mutesWords(mutes, { text: '#Ópera', hashtags: ['ópera'] }, 1000));
});

test('a term is folded as hashtags are, also where lower case undoes a composition', (t) => {
  for (const tag of ['Ópera', '\u0399\u0308\u0301', '\u1e9e', 'ﬁn', '\u0130stanbul', '\u03aa\u0301']) {
    t.is(foldTerm(tag), foldHashtag(tag));
  }
});
