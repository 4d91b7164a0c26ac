import { randomUUID } from 'node:crypto';
import test from 'ava';
import type { Page } from 'playwright-core';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, password, post, signUp } from '../../tests/members.ts';
import { routes } from '../src/app/routes.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';

const house = openHouse();
let ids: { post: string; circle: string };
let guest: Page;
let member: Page;
test.before(async () => {
  ids = await fill(house.url);
  ({ page: guest } = await house.browser.openPerson('es'));
  ({ page: member } = await house.browser.openPerson('es'));
  await member.goto(`${house.url}/signin`);
  await member.getByLabel('Usuario').fill('ines');
  await member.getByLabel('Contraseña', { exact: true }).fill(password);
  await member.locator('main').getByRole('button', { name: 'Entrar' }).click();
  await member.getByRole('heading', { name: 'Inicio' }).waitFor();
});

/** Makes people of whom every page has something to show: Inés, who looks, and others around her. */
async function fill(url: string): Promise<typeof ids> {
  const [ines, marta] = [await signUp(url, 'ines'), await signUp(url, 'marta')];
  const [pau, other] = [await signUp(url, 'pau'), await signUp(url, 'x_y_z')];
  const request = () => ({ requestId: randomUUID() });
  await follow(ines, marta);
  await follow(marta, pau);
  await follow(pau, ines);
  const postId = await post(marta, 'Un café con leche, @ines. #mañanas');
  await ines.api.engagement.likePost({ ...request(), postId });
  await ines.api.engagement.repostPost({ ...request(), postId });
  await ines.api.engagement.bookmarkPost({ ...request(), postId });
  await pau.api.posts.createPost({ ...request(), text: 'Y otro para mí.', quotedPostId: postId });
  await ines.api.comments.createComment({ ...request(), postId, text: 'Con dos de azúcar.' });
  const { circle } = await ines.api.circles.createCircle({ ...request(), name: 'La mesa de la ventana' });
  const circleId = circle?.circleId ?? '';
  await ines.api.circles.addCircleMembers({ ...request(), circleId, accountIds: [marta.id] });
  await ines.api.mutes.muteTerm({ ...request(), term: 'fútbol' });
  await ines.api.graph.block({ ...request(), accountId: other.id });
  await waitFor(async () => (await ines.api.notifications.getUnreadCount({})).unreadCount === 2);
  await waitFor(async () => (await ines.api.timelines.listHomeTimeline({})).posts.length > 0);
  return { post: postId, circle: circleId };
}

/** Where each page is, for whom, and what it shows when it is there. */
const screens: Record<keyof typeof routes, { path: string | (() => string); shows: string; asGuest?: true }> = {
  home: { path: '/', shows: 'Un café con leche' },
  signIn: { path: '/signin', shows: 'Qué bien verte de nuevo', asGuest: true },
  signUp: { path: '/signup', shows: 'Toma asiento', asGuest: true },
  search: { path: '/search?q=mar', shows: '@marta' },
  notifications: { path: '/notifications', shows: 'te mencionó' },
  settings: { path: '/settings', shows: 'Has entrado como @ines.' },
  privacy: { path: '/settings/privacy', shows: 'Tu cuenta está abierta a todo el mundo.' },
  security: { path: '/settings/security', shows: 'Cambiar tu contraseña' },
  notificationPreferences: { path: '/settings/notifications', shows: 'Nada de los últimos siete días.' },
  mutes: { path: '/settings/mutes', shows: 'fútbol' },
  blocks: { path: '/settings/blocks', shows: '@x_y_z' },
  requests: { path: '/requests', shows: 'Solicitudes de seguimiento' },
  notificationRequests: { path: '/notifications/requests', shows: 'No espera nadie' },
  circles: { path: '/circles', shows: 'La mesa de la ventana' },
  circle: { path: () => `/circles/${ids.circle}`, shows: '@marta' },
  mesh: { path: '/mesh', shows: 'Abrir el mapa', asGuest: true },
  local: { path: '/local', shows: 'Un café con leche' },
  bookmarks: { path: '/bookmarks', shows: 'Un café con leche' },
  hashtags: { path: '/hashtags', shows: 'Aún no sigues ninguna etiqueta' },
  hashtag: { path: `/hashtags/${encodeURIComponent('mañanas')}`, shows: 'Un café con leche' },
  likes: { path: () => `/posts/${ids.post}/likes`, shows: '@ines' },
  reposts: { path: () => `/posts/${ids.post}/reposts`, shows: '@ines' },
  quotes: { path: () => `/posts/${ids.post}/quotes`, shows: 'Y otro para mí.' },
  post: { path: () => `/posts/${ids.post}`, shows: 'Con dos de azúcar.' },
  followers: { path: '/@marta/followers', shows: '@ines' },
  following: { path: '/@marta/following', shows: '@pau' },
  replies: { path: '/@ines/replies', shows: 'Con dos de azúcar.' },
  liked: { path: '/@ines/likes', shows: 'Un café con leche' },
  known: { path: '/@pau/known', shows: '@marta' },
  profile: { path: '/@marta', shows: 'Un café con leche' },
};
const checked = new Set<string>();

for (const [name, { path, shows, asGuest }] of Object.entries(screens)) {
  test.serial(`everybody can use the page "${name}" in Spanish`, async (t) => {
    const page = asGuest ? guest : member;
    await page.goto(house.url + (typeof path === 'string' ? path : path()));
    await page.locator('main').getByText(shows).first().waitFor();
    await checkScreen(t, page, `${name}-es`);
    t.is(await page.locator('html').getAttribute('lang'), 'es');
    const { pathname } = new URL(page.url());
    for (const [route, pattern] of Object.entries(routes)) if (pattern.test(pathname)) checked.add(route);
  });
}

test.serial('every page was looked at', (t) => {
  t.deepEqual([...checked].sort(), Object.keys(routes).sort());
  t.deepEqual(house.browser.errors, []);
});
