import test from 'ava';
import { Metadata } from 'nice-grpc';
import { readCookie, readRefreshCookie, refreshCookieName } from './refresh-cookie.ts';
import { readRefreshToken, writeRefreshToken } from './refresh-token.ts';

const secret = Buffer.alloc(32, 1);
const token = { sessionId: '0192aaaa-0000-7000-8000-000000000000', generation: 3 };

const callWith = (cookie: string) => ({ metadata: new Metadata({ cookie }), header: new Metadata() });

test('a token is read as it was written', (t) => {
  t.deepEqual(readRefreshToken(secret, writeRefreshToken(secret, token)), token);
});

test('a token of another secret, session or generation is none of ours', (t) => {
  const text = writeRefreshToken(secret, token);
  t.is(readRefreshToken(Buffer.alloc(32, 2), text), undefined);
  t.is(readRefreshToken(secret, text.replace('.3.', '.4.')), undefined);
  t.is(readRefreshToken(secret, text.replace('0192a', '0192b')), undefined);
  t.is(readRefreshToken(secret, ''), undefined);
});

test('the cookie is found among others, and among several of its name', (t) => {
  const text = writeRefreshToken(secret, token);
  const header = `theme=dark; ${refreshCookieName}=stale; x${refreshCookieName}=no;${refreshCookieName}=${text}; a=b=c`;
  t.deepEqual(readRefreshCookie(callWith(header), secret), token);
});

test('a cookie value may hold "=" and quotes', (t) => {
  t.deepEqual(readCookie('a=b=c; a="d"', 'a'), ['b=c', 'd']);
  t.deepEqual(readCookie('', 'a'), []);
});
