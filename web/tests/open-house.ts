import test from 'ava';
import type { Page } from 'playwright-core';
import { startTertulia, type Tertulia, type TertuliaOptions } from '../../scripts/testing/start-tertulia.ts';
import type { Member } from '../../tests/members.ts';
import { type Browser, openBrowser, type Person } from './open-browser.ts';
import { signIn, signUp } from './people.ts';

/** A Tertulia of a file's own, and a Chromium for the people who come: from before its first test until after its last. */
export interface House {
  readonly tertulia: Tertulia;
  readonly browser: Browser;
  /** Where a browser goes. */
  readonly url: string;
  /** Somebody new, who signs up in a browser of their own and sees the home timeline. */
  newcomer(handle: string, name: string): Promise<Page>;
  /** Somebody who has an account signs in, in a browser of their own, and sees the home timeline. */
  browserOf(member: Pick<Member, 'handle'>): Promise<Person>;
}

/** Opens the house of the file that calls this; its parts are there from the first hook that is not serial. */
export function openHouse(options?: TertuliaOptions): House {
  const resources = new AsyncDisposableStack();
  let tertulia: Tertulia;
  let browser: Browser;
  test.serial.before(async () => {
    tertulia = resources.use(await startTertulia(options));
    browser = resources.use(await openBrowser());
  });
  test.after.always(() => resources.disposeAsync());
  return {
    get tertulia() {
      return tertulia;
    },
    get browser() {
      return browser;
    },
    get url() {
      return tertulia.url;
    },
    async newcomer(handle, name) {
      const { page } = await browser.openPerson();
      await signUp(page, tertulia.url, handle, name);
      return page;
    },
    async browserOf({ handle }) {
      const person = await browser.openPerson();
      await signIn(person.page, tertulia.url, handle);
      return person;
    },
  };
}
