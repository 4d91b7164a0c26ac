import type { Page } from 'playwright-core';
import { password } from '../../tests/members.ts';

/** What the people of the tests do on any page. */

/** Makes an account and waits for the home timeline. */
export async function signUp(page: Page, url: string, handle: string, name: string): Promise<void> {
  await page.goto(`${url}/signup`);
  await page.getByLabel('Handle').fill(handle);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('main').getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
}

/** Signs in and waits for the home timeline. */
export async function signIn(page: Page, url: string, handle: string, secret = password): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.getByLabel('Handle').fill(handle);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
}

/** Writes a post for an audience, and waits until it is shown. */
export async function writePost(page: Page, text: string, audience = 'Everyone'): Promise<void> {
  await page.getByLabel('Write a post').fill(text);
  await page.getByLabel('Who may read it').selectOption({ label: audience });
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await postOf(page, text).waitFor();
}

/** The post with a text, on whatever page shows it. */
export function postOf(page: Page, text: string) {
  return page.getByRole('article').filter({ hasText: text });
}

/** The id of the post with a text. */
export async function idOfPost(page: Page, text: string): Promise<string> {
  return (await postOf(page, text).getAttribute('data-post')) ?? '';
}

/** Waits until the badge of notifications shows a count. */
export async function waitForBadge(page: Page, count: number): Promise<void> {
  await page.locator(`.badge[data-unread="${count}"]`).waitFor();
}
