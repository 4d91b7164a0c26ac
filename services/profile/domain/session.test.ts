import test from 'ava';
import { judgeRefresh, type Session, sessionIdleMs } from './session.ts';

const start = new Date('2030-01-01T00:00:00Z');
const hoursLater = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const session: Session = {
  sessionId: 's',
  accountId: 'a',
  device: '',
  createTime: start,
  generation: 5,
  lastRequestId: 'last',
  refreshTime: start,
  expireTime: new Date(start.getTime() + sessionIdleMs),
  endTime: undefined,
};

test('the current cookie is exchanged', (t) => {
  t.is(judgeRefresh(session, { generation: 5, requestId: 'new' }, hoursLater(1)), 'rotate');
});

test('the cookie before is repeated in a retry of the request that used it up', (t) => {
  t.is(judgeRefresh(session, { generation: 4, requestId: 'last' }, hoursLater(23)), 'repeat');
});

test('the cookie before is reused when another request brings it, or the retry comes a day late', (t) => {
  t.is(judgeRefresh(session, { generation: 4, requestId: 'other' }, hoursLater(1)), 'reused');
  t.is(judgeRefresh(session, { generation: 4, requestId: 'last' }, hoursLater(24)), 'reused');
});

test('an older cookie is reused, whatever request brings it', (t) => {
  t.is(judgeRefresh(session, { generation: 3, requestId: 'last' }, hoursLater(1)), 'reused');
});

test('a cookie of a session that is unknown, ended or expired is invalid', (t) => {
  const cookie = { generation: 5, requestId: 'new' };
  t.is(judgeRefresh(undefined, cookie, start), 'invalid');
  t.is(judgeRefresh({ ...session, endTime: start }, cookie, start), 'invalid');
  t.is(judgeRefresh(session, cookie, session.expireTime), 'invalid');
  t.is(judgeRefresh({ ...session, endTime: start }, { ...cookie, generation: 1 }, start), 'invalid');
});
