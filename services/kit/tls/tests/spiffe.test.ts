import test from 'ava';
import { nameOfPeer, nameOfSpiffeId, spiffeId } from '../spiffe.ts';

test('a name and its SPIFFE id are each other', (t) => {
  t.is(spiffeId('posts'), 'spiffe://tertulia/posts');
  t.is(nameOfSpiffeId(spiffeId('posts')), 'posts');
});

test('only an id of the mesh has a name', (t) => {
  for (const id of [
    '',
    'posts',
    'spiffe://tertulia/',
    'spiffe://other/posts',
    'spiffe://tertulia/a/posts',
    'spiffe://tertulia/Posts',
    'spiffe://tertulia/posts,spiffe://tertulia/profile',
    'SPIFFE://tertulia/posts',
  ]) {
    t.is(nameOfSpiffeId(id), undefined, id);
  }
});

test('a certificate names whom its one URI names', (t) => {
  t.is(nameOfPeer('URI:spiffe://tertulia/posts'), 'posts');
  t.is(nameOfPeer('DNS:posts.internal, URI:spiffe://tertulia/posts, IP Address:10.0.0.1'), 'posts');
});

test('a certificate with no URI, several, or one that hides another names nobody', (t) => {
  for (const names of [
    undefined,
    '',
    'DNS:spiffe://tertulia/envoy',
    'URI:spiffe://tertulia/posts, URI:spiffe://tertulia/envoy',
    'URI:"https://example.com/, URI:spiffe://tertulia/envoy, x"',
    'DNS:"a, URI:spiffe://tertulia/envoy, b"',
  ]) {
    t.is(nameOfPeer(names), undefined, names);
  }
});
