import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ensureChromium } from './chromium.ts';
import type { TestServer } from './startServer.ts';
import { until } from './until.ts';

/** The page as it is built; stories are told in what people get, not in a development server. */
export const builtPage = resolve('dist/client');

/** A browser for the people of a story. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(builtPage)) throw new Error('The page is not built: run `npm run build` first.');
  return chromium.launch({ executablePath: ensureChromium().path, args: ['--no-sandbox'] });
}

/** Somebody at their own browser window, signed in, with a document open. */
export interface Writer {
  page: Page;
  /** The text of the document. */
  text: Locator;
  /** Puts the caret at the end of the paragraph, of one line, that contains some words. */
  placeCaret(words: string): Promise<void>;
  press(key: string, times: number): Promise<void>;
  type(text: string): Promise<void>;
  /** What the document says here, without what is only drawn. */
  reads(): Promise<string>;
  /** Waits until the document says something here. */
  sees(words: string): Promise<void>;
  /** Waits until the page says that the server has everything. */
  saved(): Promise<void>;
  /** How the page says that saving stands. */
  savedSentence(): Promise<string>;
  /** Faults of the page: a story that ends well has none. */
  faults: string[];
}

/** Opens a document for somebody, in a browser context of their own. */
export async function writer(
  browser: Browser,
  server: TestServer,
  email: string,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Writer> {
  const caller = await server.signIn(email);
  const [name = '', value = ''] = (caller.cookie ?? '').split('=');
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(new URL(address, server.url).href);
  return writerOn(page, faults);
}

/** Somebody whose browser is at a document already, however they came there. */
export async function writerOn(page: Page, faults: string[] = []): Promise<Writer> {
  const text = page.locator('.cdg-document');
  await text.waitFor({ timeout: 30_000 });
  const reads = () =>
    text.evaluate((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const drawn of copy.querySelectorAll('[aria-hidden], .cdg-sign, .cdg-letter')) {
        drawn.remove();
      }
      return copy.textContent ?? '';
    });

  return {
    page,
    text,
    faults,
    reads,
    async placeCaret(words) {
      await text.locator('p', { hasText: words }).first().click();
      await page.keyboard.press('End');
    },
    async press(key, times) {
      for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press(key);
    },
    type: (typed) => page.keyboard.type(typed),
    sees: (words) => until(`“${words}” is seen`, async () => (await reads()).includes(words)),
    saved: async () => {
      await expect
        .poll(() => page.locator('[data-saved]').getAttribute('data-saved'), { timeout: 20_000 })
        .toBe('saved');
    },
    savedSentence: () => page.locator('[data-saved]').innerText(),
  };
}
