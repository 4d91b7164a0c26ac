import test from 'ava';
import { Audience } from '#gen/tertulia/mesh/v1/policy.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { policyOf, timeoutOf } from './policy.ts';

function method<Method extends { name: string; options: object }>({ name, options }: Method) {
  return { path: `/test/${name}`, options };
}

test('the generated code carries the policy of each RPC', (t) => {
  t.is(policyOf(method(SessionServiceDefinition.methods.refreshSession)).audience, Audience.AUDIENCE_GUEST);
  t.is(policyOf(method(PostServiceDefinition.methods.getPost)).audience, Audience.AUDIENCE_ANYONE);
  t.is(policyOf(method(PostServiceDefinition.methods.createPost)).audience, Audience.AUDIENCE_MEMBER);
});

test('the deadline of a call is that of its contract, and a stream has none', (t) => {
  t.is(timeoutOf(method(PostServiceDefinition.methods.createPost)), 3_000);
  t.is(timeoutOf(method(TimelineServiceDefinition.methods.watchHome)), undefined);
});

test('an RPC without a policy is not called', (t) => {
  t.throws(() => policyOf({ path: '/test/None', options: {} }), { message: /has no policy/ });
});
