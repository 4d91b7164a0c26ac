import { randomUUID } from 'node:crypto';
import test from 'ava';
import { ListAuthorPostsRequest, ListAuthorPostsResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, post, signUp } from '../../tests/members.ts';
import { openHouse } from './open-house.ts';
import { postOf } from './people.ts';

const house = openHouse();

const join = (handle: string) => signUp(house.url, handle);

test('a new post that was deleted before it was shown is said to be gone, and waits no more', async (t) => {
  const [writer, reader] = [await join('hasty'), await join('slow')];
  await follow(reader, writer);
  const { page } = await house.browserOf(reader);
  await page.getByText('The table is still empty').waitFor();

  const postId = await post(writer, 'Too soon.');
  await page.getByRole('button', { name: '1 new post' }).waitFor();
  await writer.api.posts.deletePost({ requestId: randomUUID(), postId });
  await page.getByRole('button', { name: '1 new post' }).click();
  await page.getByText('A post that was new is not here any more.').waitFor();
  await page.getByRole('button', { name: '1 new post' }).waitFor({ state: 'detached' });

  await post(writer, 'Better.');
  await page.getByRole('button', { name: '1 new post' }).click();
  await postOf(page, 'Better.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test('the timeline goes on to its end, each post once, and nothing jumps when a new one comes', async (t) => {
  const [writer, reader] = [await join('writer'), await join('reader')];
  const texts = Array.from({ length: 45 }, (_, index) => `Post number ${index + 1}.`);
  for (const text of texts) await post(writer, text);
  await follow(reader, writer);
  await waitFor(
    async () => (await reader.api.timelines.listHomeTimeline({ pageSize: 100 })).posts.length === texts.length,
  );

  const { page } = await house.browserOf(reader);
  const articles = page.getByRole('article');
  await articles.first().waitFor();
  while ((await articles.count()) < texts.length) await page.mouse.wheel(0, 2_000);
  const shown = await articles.locator('.post-text').allTextContents();
  t.deepEqual(shown, texts.toReversed());

  const looked = postOf(page, 'Post number 20.');
  await looked.scrollIntoViewIfNeeded();
  const before = await looked.boundingBox();
  await post(writer, 'Something new.');
  await page.getByRole('button', { name: '1 new post' }).waitFor();
  t.deepEqual(await looked.boundingBox(), before);
  t.is(await articles.count(), texts.length);

  await page.getByRole('button', { name: '1 new post' }).click();
  await postOf(page, 'Something new.').waitFor();
  t.is(await page.evaluate('window.scrollY'), 0);
  t.deepEqual(house.browser.errors, []);
});

test('a list goes on over pages on which there is nothing', async (t) => {
  await post(await join('quiet'), 'Far down.');
  const { page } = await house.browser.openPerson();
  // Two pages of nothing, as behind thousands of hidden posts; then what there is.
  const asked: string[] = [];
  await page.route('**/ListAuthorPosts', async (route) => {
    const request = ListAuthorPostsRequest.decode(route.request().postDataBuffer()?.subarray(5) ?? Buffer.alloc(0));
    asked.push(request.pageToken);
    const nextPageToken = ['one', 'two'][asked.length - 1];
    if (nextPageToken !== undefined) {
      const empty = ListAuthorPostsResponse.encode({ posts: [], nextPageToken }).finish();
      const body = Buffer.concat([frame(0, empty), frame(0x80, Buffer.from('grpc-status:0\r\n'))]);
      return route.fulfill({ contentType: 'application/grpc-web+proto', body });
    }
    const first = ListAuthorPostsRequest.encode({ ...request, pageToken: '' }).finish();
    return route.continue({ postData: frame(0, first) });
  });
  await page.goto(`${house.url}/@quiet`);
  await postOf(page, 'Far down.').waitFor();
  t.deepEqual(asked, ['', 'one', 'two']);
  t.deepEqual(house.browser.errors, []);
});

/** A frame of gRPC-Web: of a message (0) or of trailers (0x80). */
function frame(kind: number, payload: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(kind);
  prefix.writeUInt32BE(payload.length, 1);
  return Buffer.concat([prefix, payload]);
}
