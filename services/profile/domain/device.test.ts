import test from 'ava';
import fc from 'fast-check';
import { deviceOf } from './device.ts';

const known: [string, string][] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    'Chrome on Linux',
  ],
  ['grpc-node-js/1.14.7', 'grpc-node-js'],
  ['Mozilla/5.0', ''],
  ['', ''],
  ['<script>', ''],
];

test('a device is said in a few words', (t) => {
  t.deepEqual(
    known.map(([userAgent]) => deviceOf(userAgent)),
    known.map(([, device]) => device),
  );
});

test('whatever a client calls itself, its device is short, and of plain characters', (t) => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => /^[\w. -]{0,100}$/.test(deviceOf(text))));
  t.pass();
});
