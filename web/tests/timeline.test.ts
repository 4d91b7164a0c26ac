import { randomUUID } from 'node:crypto';
import test from 'ava';
import { ListAuthorPostsRequest, ListAuthorPostsResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { openApi } from '../../scripts/testing/api.ts';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { type Browser, openBrowser } from './open-browser.ts';
import { postOf, signIn } from './people.ts';

const password = 'a good long password';

let tertulia: Tertulia;
let browser: Browser;
test.before(async () => {
  tertulia = await startTertulia();
  browser = await openBrowser();
});
test.after.always(async () => {
  await browser?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

/** Somebody who has an account, and no browser yet. */
async function join(handle: string) {
  const request = { requestId: randomUUID(), handle, displayName: '', password };
  const { accessToken, profile } = await openApi(tertulia.url).accounts.signUp(request);
  return { ...openApi(tertulia.url, accessToken), accountId: profile?.accountId ?? '' };
}

test('a new post that was deleted before it was shown is said to be gone, and waits no more', async (t) => {
  const [writer, reader] = [await join('hasty'), await join('slow')];
  const write = (text: string) => writer.posts.createPost({ requestId: randomUUID(), text });
  await reader.graph.follow({ requestId: randomUUID(), accountId: writer.accountId });
  const { page } = await browser.openPerson();
  await signIn(page, tertulia.url, 'slow', password);
  await page.getByText('The table is still empty').waitFor();

  const { post } = await write('Too soon.');
  await page.getByRole('button', { name: '1 new post' }).waitFor();
  await writer.posts.deletePost({ requestId: randomUUID(), postId: post?.postId ?? '' });
  await page.getByRole('button', { name: '1 new post' }).click();
  await page.getByText('A post that was new is not here any more.').waitFor();
  await page.getByRole('button', { name: '1 new post' }).waitFor({ state: 'detached' });

  await write('Better.');
  await page.getByRole('button', { name: '1 new post' }).click();
  await postOf(page, 'Better.').waitFor();
  t.deepEqual(browser.errors, []);
});

test('the timeline goes on to its end, each post once, and nothing jumps when a new one comes', async (t) => {
  const [writer, reader] = [await join('writer'), await join('reader')];
  const write = (text: string) => writer.posts.createPost({ requestId: randomUUID(), text });
  const texts = Array.from({ length: 45 }, (_, index) => `Post number ${index + 1}.`);
  for (const text of texts) await write(text);
  await reader.graph.follow({ requestId: randomUUID(), accountId: writer.accountId });
  await waitFor(async () => (await reader.timelines.listHomeTimeline({ pageSize: 100 })).posts.length === texts.length);

  const { page } = await browser.openPerson();
  await signIn(page, tertulia.url, 'reader', password);
  const articles = page.getByRole('article');
  await articles.first().waitFor();
  while ((await articles.count()) < texts.length) await page.mouse.wheel(0, 2_000);
  const shown = await articles.locator('.post-text').allTextContents();
  t.deepEqual(shown, texts.toReversed());

  const looked = postOf(page, 'Post number 20.');
  await looked.scrollIntoViewIfNeeded();
  const before = await looked.boundingBox();
  await write('Something new.');
  await page.getByRole('button', { name: '1 new post' }).waitFor();
  t.deepEqual(await looked.boundingBox(), before);
  t.is(await articles.count(), texts.length);

  await page.getByRole('button', { name: '1 new post' }).click();
  await postOf(page, 'Something new.').waitFor();
  t.is(await page.evaluate('window.scrollY'), 0);
  t.deepEqual(browser.errors, []);
});

test('a list goes on over pages on which there is nothing', async (t) => {
  const quiet = await join('quiet');
  await quiet.posts.createPost({ requestId: randomUUID(), text: 'Far down.' });
  const { page } = await browser.openPerson();
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
  await page.goto(`${tertulia.url}/@quiet`);
  await postOf(page, 'Far down.').waitFor();
  t.deepEqual(asked, ['', 'one', 'two']);
  t.deepEqual(browser.errors, []);
});

/** A frame of gRPC-Web: of a message (0) or of trailers (0x80). */
function frame(kind: number, payload: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(kind);
  prefix.writeUInt32BE(payload.length, 1);
  return Buffer.concat([prefix, payload]);
}
