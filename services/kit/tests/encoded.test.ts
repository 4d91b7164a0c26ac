import test from 'ava';
import fc from 'fast-check';
import { Post } from '#gen/tertulia/posts/v1/post.ts';
import { ListHomeTimelineResponse, TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { encodedAnswer, joinEncoded, withEncodedAnswers } from '../encoded.ts';

const posts = fc.array(fc.record({ postId: fc.string(), text: fc.string({ maxLength: 20_000 }) }), { maxLength: 5 });

test('what is joined from encoded messages is what is encoded as a whole', (t) => {
  fc.assert(
    fc.property(posts, fc.string(), (some, nextPageToken) => {
      const message = ListHomeTimelineResponse.fromPartial({ posts: some, nextPageToken });
      const rest = ListHomeTimelineResponse.encode({ posts: [], nextPageToken }).finish();
      const joined = joinEncoded(
        1,
        message.posts.map((post) => Post.encode(post).finish()),
        rest,
      );
      t.deepEqual(Buffer.from(joined), Buffer.from(ListHomeTimelineResponse.encode(message).finish()));
    }),
  );
});

test('a service may give its answers encoded or not', (t) => {
  const { responseType } = withEncodedAnswers(TimelineServiceDefinition).methods.listHomeTimeline;
  const bytes = ListHomeTimelineResponse.encode({ posts: [], nextPageToken: 'next' }).finish();
  const plain = ListHomeTimelineResponse.fromPartial({ nextPageToken: 'next' });
  const encoded: ListHomeTimelineResponse = encodedAnswer(bytes);
  for (const answer of [plain, encoded]) {
    t.deepEqual(responseType.encode(responseType.fromPartial(answer)).finish(), bytes);
  }
});
